#include "core/json/value.h"

#include "core/async/workers.h"
#include "core/json/number.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <variant>

namespace json {

namespace {

using Content = std::variant<bool, QByteArray, QString, QList<Value>, QList<Member>>;

constexpr qsizetype largeText = 2 * 1024 * 1024;
constexpr qsizetype largeList = 10'000;

bool isLarge(const Content &content)
{
    if (const auto *text = std::get_if<QString>(&content))
        return text->size() > largeText;
    if (const auto *items = std::get_if<QList<Value>>(&content))
        return items->size() > largeList;
    const auto *members = std::get_if<QList<Member>>(&content);
    return members && members->size() > largeList;
}

bool onEventLoop()
{
    return QThread::currentThread()->loopLevel() > 0;
}

} // namespace

struct Value::Data {
    explicit Data(Content given) : content(std::move(given)) {}
    Data(const Data &) = default;
    Data(Data &&) = default;
    ~Data()
    {
        if (isLarge(content) && onEventLoop()) // to give its memory back takes tens of milliseconds
            endOnWorker(std::move(content));
    }
    Content content;
};

Value Value::boolean(bool value)
{
    static const auto yes = std::make_shared<const Data>(Data{true});
    static const auto no = std::make_shared<const Data>(Data{false});
    Value result;
    result.m_data = value ? yes : no;
    return result;
}

Value Value::number(qint64 value)
{
    return numberText(QByteArray::number(value));
}

Value Value::numberText(QByteArray text)
{
    Value result;
    if (json::isNumber({text.constData(), size_t(text.size())})) // else null: a broken text must never reach a document
        result.m_data = std::make_shared<const Data>(Data{std::move(text)});
    return result;
}

Value Value::string(QString text)
{
    Value result;
    result.m_data = std::make_shared<const Data>(Data{std::move(text)});
    return result;
}

Value Value::array(QList<Value> items)
{
    Value result;
    result.m_data = std::make_shared<const Data>(Data{std::move(items)});
    return result;
}

Value Value::object(QList<Member> members)
{
    Value result;
    result.m_data = std::make_shared<const Data>(Data{std::move(members)});
    return result;
}

Type Value::type() const
{
    constexpr Type types[] = {Type::Bool, Type::Number, Type::String, Type::Array, Type::Object};
    return m_data ? types[m_data->content.index()] : Type::Null;
}

bool Value::toBool(bool otherwise) const
{
    return isBool() ? std::get<bool>(m_data->content) : otherwise;
}

QString Value::toString() const
{
    return isString() ? std::get<QString>(m_data->content) : QString();
}

QByteArray Value::numberText() const
{
    return isNumber() ? std::get<QByteArray>(m_data->content) : QByteArray();
}

std::optional<qint64> Value::toInteger() const
{
    return isNumber() ? integer(numberText()) : std::nullopt;
}

double Value::toDouble(double otherwise) const
{
    return isNumber() ? floating(numberText()) : otherwise;
}

const QList<Value> &Value::items() const &
{
    static const QList<Value> none;
    return isArray() ? std::get<QList<Value>>(m_data->content) : none;
}

const QList<Member> &Value::members() const &
{
    static const QList<Member> none;
    return isObject() ? std::get<QList<Member>>(m_data->content) : none;
}

const QList<Value> Value::items() const &&
{
    return items();
}

const QList<Member> Value::members() const &&
{
    return members();
}

qsizetype Value::size() const
{
    return isArray() ? items().size() : members().size();
}

const Value *Value::find(QStringView name) const
{
    const auto &all = members();
    const auto found = std::find_if(all.crbegin(), all.crend(), [name](const Member &m) { return m.name == name; });
    return found == all.crend() ? nullptr : &found->value;
}

Value Value::value(QStringView name) const
{
    const Value *found = find(name);
    return found ? *found : Value();
}

Value::Data &Value::detach()
{
    if (m_data.use_count() != 1)
        m_data = std::make_shared<const Data>(*m_data);
    return const_cast<Data &>(*m_data); // ours alone, and made by make_shared: not const in itself
}

void Value::set(QStringView name, Value value)
{
    if (isNull())
        *this = object();
    if (!isObject())
        return;
    auto &all = std::get<QList<Member>>(detach().content);
    const auto found = std::find_if(all.rbegin(), all.rend(), [name](const Member &m) { return m.name == name; });
    if (found != all.rend())
        found->value = std::move(value);
    else
        all.append({name.toString(), std::move(value)});
}

bool Value::remove(QStringView name)
{
    if (!contains(name))
        return false;
    std::get<QList<Member>>(detach().content).removeIf([name](const Member &m) { return m.name == name; });
    return true;
}

void Value::append(Value value)
{
    if (isNull())
        *this = array();
    insertItem(size(), std::move(value));
}

void Value::setItem(qsizetype index, Value value)
{
    if (isArray() && index >= 0 && index < size())
        std::get<QList<Value>>(detach().content)[index] = std::move(value);
}

void Value::removeItem(qsizetype index)
{
    if (isArray() && index >= 0 && index < size())
        std::get<QList<Value>>(detach().content).removeAt(index);
}

void Value::insertItem(qsizetype index, Value value)
{
    if (isArray() && index >= 0 && index <= size())
        std::get<QList<Value>>(detach().content).insert(index, std::move(value));
}

bool Value::operator==(const Value &other) const
{
    if (m_data == other.m_data)
        return true;
    return m_data && other.m_data && m_data->content == other.m_data->content;
}

} // namespace json
