#include "core/schema/form.h"

#include "core/json/edit.h"
#include "core/json/number.h"
#include "core/json/text.h"

using namespace Qt::StringLiterals;

namespace schema {

namespace {

QStringList tokensOf(const QString &pointer)
{
    QStringList tokens = pointer.split(u'/').mid(1);
    for (QString &token : tokens)
        token.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    return tokens;
}

QString parentOf(const QString &pointer)
{
    return pointer.left(pointer.lastIndexOf(u'/'));
}

FieldPtr jsonField(const FieldPtr &like)
{
    auto field = std::make_shared<Field>();
    field->name = like->name;
    field->use = like->use;
    field->schema = like->schema;
    field->check = like->check;
    field->description = like->description;
    return field;
}

json::Value childOf(const json::Value &parent, const QString &token)
{
    return parent.isArray() ? parent.items().value(token.toLongLong()) : parent.value(token);
}

bool hasChild(const json::Value &parent, const QString &token)
{
    return parent.isArray() ? token.toLongLong() < parent.size() : parent.contains(token);
}

FieldPtr childField(const FieldPtr &parent, const json::Value &value, const QString &token)
{
    if (parent->kind == Kind::List && parent->item)
        return parent->item;
    return memberField(*parent, value, token);
}

/// The document with another value (or none) at the end of the way. Numbers lead into arrays that are there.
json::Value with(json::Value parent, const QStringList &way, const std::optional<json::Value> &value)
{
    if (way.isEmpty())
        return value.value_or(json::Value());
    const QString &token = way.first();
    const bool last = way.size() == 1;
    if (last && !value) {
        if (parent.isArray())
            parent.removeItem(token.toLongLong());
        else
            parent.remove(token);
        return parent;
    }
    const json::Value child = with(childOf(parent, token), way.mid(1), value);
    if (!parent.isArray()) {
        if (!parent.isObject())
            parent = json::Value::object();
        parent.set(token, child);
    } else if (token.toLongLong() < parent.size()) {
        parent.setItem(token.toLongLong(), child);
    } else {
        parent.append(child);
    }
    return parent;
}

/// A member that comes back goes where it was at first, so that typing a value anew moves nothing.
json::Value inOldPlace(const json::Value &object, const json::Value &before, const QString &name)
{
    QList<json::Member> members = object.members();
    if (!before.contains(name) || members.isEmpty() || members.last().name != name)
        return object;
    QStringList ahead;
    for (const json::Member &member : before.members()) {
        if (member.name == name)
            break;
        ahead.append(member.name);
    }
    qsizetype place = 0;
    for (qsizetype i = 0; i + 1 < members.size(); ++i)
        if (ahead.contains(members[i].name))
            place = i + 1;
    members.move(members.size() - 1, place);
    return json::Value::object(members);
}

} // namespace

FieldPtr resolved(const FieldPtr &field, const std::optional<json::Value> &value)
{
    if (field->kind != Kind::Choice)
        return value && !fits(*field, *value) && field->kind != Kind::Json ? jsonField(field) : field;
    if (!value)
        return resolved(field->alternatives.first(), value);
    const int alternative = alternativeOf(*field, *value);
    return alternative < 0 ? jsonField(field) : resolved(field->alternatives[alternative], value);
}

std::optional<json::Value> valueOfText(const Field &field, const QString &text)
{
    switch (field.kind) {
    case Kind::Text:
        return json::Value::string(text);
    case Kind::Integer:
    case Kind::Number: {
        const QByteArray number = text.trimmed().toLatin1();
        if (!json::isNumber({number.constData(), size_t(number.size())}))
            return {};
        const json::Value value = json::Value::numberText(number);
        return field.kind == Kind::Number || value.toInteger() ? std::optional(value) : std::nullopt;
    }
    case Kind::Enum:
        for (const json::Value &one : field.values)
            if ((one.isString() ? one.toString() : QString::fromUtf8(json::compact(one))) == text)
                return one;
        return {};
    default: {
        const auto parsed = json::read(text.toUtf8());
        if (!parsed || !fits(field, parsed->value))
            return {};
        return parsed->value;
    }
    }
}

Form::Form(FieldPtr root, json::Value document)
    : m_root(std::move(root))
{
    setValue(std::move(document));
}

void Form::setValue(json::Value document)
{
    m_original = document;
    m_document = std::move(document);
    m_parked.clear();
}

std::optional<json::Value> Form::at(const QString &pointer) const
{
    return json::at(m_document, pointer);
}

FieldPtr Form::field(const QString &pointer) const
{
    FieldPtr field = m_root;
    std::optional<json::Value> value = m_document;
    for (const QString &token : tokensOf(pointer)) {
        field = childField(resolved(field, value), value.value_or(json::Value()), token);
        if (value && hasChild(*value, token))
            value = childOf(*value, token);
        else
            value.reset();
    }
    return field;
}

FieldPtr Form::editor(const QString &pointer) const
{
    return resolved(field(pointer), at(pointer));
}

Shape Form::shape(const QString &pointer) const
{
    return shapeOf(*editor(pointer), at(pointer).value_or(json::Value::object()));
}

int Form::alternative(const QString &pointer) const
{
    const FieldPtr choice = field(pointer);
    const auto value = at(pointer);
    return choice->kind != Kind::Choice ? -1 : value ? alternativeOf(*choice, *value) : 0;
}

QString Form::text(const QString &pointer) const
{
    const auto value = at(pointer);
    if (!value)
        return {};
    const Kind kind = editor(pointer)->kind;
    const bool plain = value->isString() && (kind == Kind::Text || kind == Kind::Enum);
    return plain ? value->toString() : QString::fromUtf8(json::compact(*value));
}

bool Form::setText(const QString &pointer, const QString &text)
{
    const auto value = valueOfText(*editor(pointer), text);
    if (value && at(pointer) != value)
        put(pointer, value);
    return value.has_value();
}

void Form::put(const QString &pointer, const std::optional<json::Value> &value)
{
    const bool isNew = value && !isSet(pointer);
    m_document = with(m_document, tokensOf(pointer), value);
    const QString parent = parentOf(pointer);
    if (const auto before = json::at(m_original, parent); isNew && !pointer.isEmpty() && before && before->isObject())
        m_document = with(m_document, tokensOf(parent), inOldPlace(*at(parent), *before, tokensOf(pointer).last()));
}

void Form::set(const QString &pointer, const json::Value &value)
{
    put(pointer, value);
}

void Form::unset(const QString &pointer)
{
    if (!isSet(pointer))
        return;
    put(pointer, std::nullopt);
    const QString parent = parentOf(pointer);
    const auto left = at(parent);
    if (!parent.isEmpty() && left && left->isObject() && left->size() == 0 && !json::at(m_original, parent))
        unset(parent);
}

void Form::choose(const QString &pointer, int alternative)
{
    const FieldPtr choice = field(pointer);
    const int before = this->alternative(pointer);
    if (choice->kind != Kind::Choice || alternative < 0 || alternative >= choice->alternatives.size())
        return;
    const auto value = at(pointer);
    if (value && before == alternative)
        return;
    const auto key = [&pointer](int which) { return pointer + u'#' + QString::number(which); };
    if (value)
        m_parked.insert(key(before), *value);
    const Field &chosen = *choice->alternatives[alternative];
    put(pointer, m_parked.contains(key(alternative)) ? m_parked.take(key(alternative)) : freshValue(chosen));
}

void Form::chooseOption(const QString &pointer, const Group &group, int option)
{
    if (option < 0 || option >= group.options.size())
        return;
    const QStringList wanted = group.options[option].members;
    for (const Group::Option &other : group.options)
        for (const QString &name : other.members)
            if (const QString place = pointer + u'/' + json::escapePointer(name); !wanted.contains(name) && isSet(place)) {
                m_parked.insert(place, *at(place));
                put(place, std::nullopt);
            }
    for (const QString &name : wanted)
        if (const QString place = pointer + u'/' + json::escapePointer(name); !isSet(place))
            put(place, m_parked.contains(place) ? m_parked.take(place) : freshValue(*editor(place)));
}

void Form::insertItem(const QString &list, qsizetype place, const json::Value &value)
{
    json::Value items = at(list).value_or(json::Value::array());
    if (!items.isArray())
        items = json::Value::array(); // {} stands for an empty list, too
    items.insertItem(std::clamp<qsizetype>(place, 0, items.size()), value);
    put(list, items);
}

void Form::moveItem(const QString &list, qsizetype from, qsizetype to)
{
    auto items = at(list);
    if (!items || from < 0 || to < 0 || from >= items->size() || to >= items->size() || from == to)
        return;
    const json::Value item = items->items()[from];
    items->removeItem(from);
    items->insertItem(to, item);
    put(list, items);
}

bool Form::rename(const QString &object, const QString &from, const QString &to)
{
    const auto before = at(object);
    if (!before || !before->contains(from) || (from != to && before->contains(to)))
        return false;
    QList<json::Member> members = before->members();
    for (json::Member &member : members)
        if (member.name == from)
            member.name = to;
    put(object, json::Value::object(members));
    return true;
}

QList<Problem> Form::problems() const
{
    return m_root->check ? m_root->check->problems(m_document) : QList<Problem>();
}

QStringList Form::unknownMembers() const
{
    QStringList found;
    collectUnknown(m_root, m_document, {}, found);
    return found;
}

void Form::collectUnknown(const FieldPtr &field, const json::Value &value, const QString &pointer, QStringList &found) const
{
    const FieldPtr editor = resolved(field, value);
    if (editor->kind == Kind::List)
        for (qsizetype i = 0; i < value.size(); ++i)
            collectUnknown(editor->item, value.items()[i], pointer + u'/' + QString::number(i), found);
    if (editor->kind != Kind::Object && editor->kind != Kind::Map)
        return;
    for (const json::Member &member : value.members()) {
        const QString place = pointer + u'/' + json::escapePointer(member.name);
        if (!isKnown(*editor, value, member.name))
            found.append(place);
        else
            collectUnknown(memberField(*editor, value, member.name), member.value, place, found);
    }
}

} // namespace schema
