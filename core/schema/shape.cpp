#include "core/schema/shape.h"

#include "core/schema/check.h"
#include "core/schema/prepare.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

class Shaper {
public:
    Shaper(const json::Value &value, const json::Value &seen)
        : m_value(value), m_seen(seen)
    {
    }

    Shape run(const Field &object)
    {
        take(object);
        for (const Group *group : m_shape.groups)
            judge(*group);
        return m_shape;
    }

private:
    void take(const Field &object)
    {
        for (const FieldPtr &member : object.members)
            add(member);
        for (const QString &name : object.required)
            require(name);
        for (const Group &group : object.groups)
            m_shape.groups.append(&group);
        for (const Dependency &dependency : object.dependencies)
            if (m_value.contains(dependency.member))
                for (const QString &name : dependency.needs)
                    require(name);
        for (const Condition &condition : object.conditions)
            take(condition);
    }
    void take(const Condition &condition)
    {
        if (!condition.deciding.isEmpty() && !m_shape.deciding.contains(condition.deciding))
            m_shape.deciding.append(condition.deciding);
        if (const FieldPtr &branch = condition.check->accepts(m_seen) ? condition.yes : condition.no)
            take(*branch);
    }
    /// A branch may say of a known member that only some values are right: the member stays what it was.
    void add(const FieldPtr &member)
    {
        const auto same = [&member](const FieldPtr &other) { return other->name == member->name; };
        if (std::none_of(m_shape.members.begin(), m_shape.members.end(), same))
            m_shape.members.append(member);
    }
    void require(const QString &name)
    {
        if (!m_shape.required.contains(name))
            m_shape.required.append(name);
    }
    void judge(const Group &group)
    {
        const int option = optionOf(group, m_seen);
        m_shape.options.append(option);
        if (option < 0)
            return;
        const QStringList chosen = group.options[option].members;
        if (group.exactlyOne || group.options.size() == 1)
            for (const QString &name : chosen)
                require(name);
        if (!group.exactlyOne)
            return;
        for (const Group::Option &other : group.options)
            for (const QString &name : other.members)
                if (!chosen.contains(name) && !m_value.contains(name) && !m_shape.hidden.contains(name))
                    m_shape.hidden.append(name);
    }

    const json::Value &m_value;
    const json::Value &m_seen; ///< with defaults
    Shape m_shape;
};

bool isOfKind(const Field &field, const json::Value &value)
{
    switch (field.kind) {
    case Kind::Text:
        return value.isString();
    case Kind::Integer:
    case Kind::Number:
        return value.isNumber();
    case Kind::Boolean:
        return value.isBool();
    case Kind::List:
        return value.isArray();
    case Kind::Object:
    case Kind::Map:
        return value.isObject();
    default:
        return true;
    }
}

json::Value freshNumber(const Field &field)
{
    if (field.minimum.isEmpty())
        return json::Value::number(0);
    const json::Value least = json::Value::numberText(field.minimum);
    if (!field.aboveMinimum)
        return least;
    return json::Value::number(qint64(least.toDouble()) + 1);
}

json::Value freshList(const Field &field)
{
    json::Value list = json::Value::array();
    for (qint64 i = 0; field.item && i < field.minItems; ++i)
        list.append(freshValue(*field.item));
    return list;
}

json::Value freshObject(const Field &field)
{
    json::Value object = json::Value::object();
    const Shape shape = shapeOf(field, object);
    for (const FieldPtr &member : shape.members)
        if (shape.required.contains(member->name))
            object.set(member->name, freshValue(*member));
    return object;
}

} // namespace

Shape shapeOf(const Field &object, const json::Value &value)
{
    const bool depends = !object.groups.isEmpty() || !object.conditions.isEmpty();
    return Shaper(value, depends ? filled(object.schema, value) : value).run(object);
}

int optionOf(const Group &group, const json::Value &value)
{
    int best = -1;
    qsizetype most = 0;
    for (int i = 0; i < int(group.options.size()); ++i) {
        const Group::Option &option = group.options[i];
        if (option.check->accepts(value))
            return i;
        const auto there = std::count_if(option.members.begin(), option.members.end(),
                                         [&value](const QString &name) { return value.contains(name); });
        if (there > most) {
            most = there;
            best = i;
        }
    }
    return best;
}

int alternativeOf(const Field &choice, const json::Value &value)
{
    const auto first = [&choice](const auto &holds) {
        const auto found = std::find_if(choice.alternatives.begin(), choice.alternatives.end(), holds);
        return found == choice.alternatives.end() ? -1 : int(found - choice.alternatives.begin());
    };
    const auto accepts = [&value](const FieldPtr &field) { return field->check->accepts(value); };
    const auto suits = [&value](const FieldPtr &field) {
        return field->kind != Kind::Json && field->kind != Kind::Choice && fits(*field, value);
    };
    // An empty list passes for an empty object: the type counts more.
    for (const int found : {first([&](const FieldPtr &field) { return suits(field) && accepts(field); }), first(accepts), first(suits)})
        if (found >= 0)
            return found;
    return -1;
}

FieldPtr memberField(const Field &object, const json::Value &value, const QString &name)
{
    for (const FieldPtr &member : object.members)
        if (member->name == name)
            return member;
    if (!object.conditions.isEmpty())
        for (const FieldPtr &member : shapeOf(object, value).members)
            if (member->name == name)
                return member;
    for (const KeyRule &rule : object.keys)
        if (matches(rule.pattern, name))
            return rule.value;
    static const FieldPtr unknown = std::make_shared<const Field>();
    return object.additional ? object.additional : unknown;
}

bool isKnown(const Field &object, const json::Value &value, const QString &name)
{
    const FieldPtr field = memberField(object, value, name);
    return field->name == name || object.kind == Kind::Map
        || std::any_of(object.keys.begin(), object.keys.end(), [&](const KeyRule &rule) { return rule.value == field; })
        || (object.additional && object.additional->kind != Kind::Json);
}

bool fits(const Field &field, const json::Value &value)
{
    if (field.kind == Kind::Enum)
        return std::any_of(field.values.begin(), field.values.end(), [&value](const json::Value &one) { return equal(one, value); });
    if (field.kind == Kind::Choice)
        return alternativeOf(field, value) >= 0;
    if ((field.kind == Kind::Integer) && value.isNumber())
        return value.toInteger().has_value();
    return isOfKind(field, value);
}

json::Value freshValue(const Field &field)
{
    if (field.otherwise && fits(field, *field.otherwise))
        return *field.otherwise;
    switch (field.kind) {
    case Kind::Text:
        return json::Value::string({});
    case Kind::Integer:
    case Kind::Number:
        return freshNumber(field);
    case Kind::Boolean:
        return json::Value::boolean(false);
    case Kind::Enum:
        return field.values.value(0);
    case Kind::List:
        return freshList(field);
    case Kind::Choice:
        return freshValue(*field.alternatives.first());
    case Kind::Json:
        return json::Value::object();
    default:
        return freshObject(field);
    }
}

} // namespace schema
