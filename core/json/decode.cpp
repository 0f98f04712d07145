#include "core/json/decode.h"

#include "core/json/number.h"
#include "core/json/ondemand.h"
#include "core/json/scan.h"

#include <QCoreApplication>

#include <charconv>
#include <memory>

namespace json {

namespace od = simdjson::ondemand;

struct Field::Impl {
    od::value value;
    Walker &walker;
    int depth;
    std::string_view token; ///< up to the next one: all of a scalar, one character of a list or object
    bool read = false;
    bool good = true;

    char first() const { return token.empty() ? '\0' : token.front(); }
    bool isContainer() const { return first() == '{' || first() == '['; }
    bool check() { return isContainer() ? walker.value(value, depth, nullptr) : readScalar(token, nullptr); }
};

struct FieldAccess {
    /// Lets visit look at the value, then checks what it did not read.
    template<typename Visit> static bool visit(od::value value, Walker &walker, int depth, Visit visit)
    {
        Field::Impl impl{value, walker, depth, value.raw_json_token()};
        Field field(impl);
        visit(field);
        return impl.good && (impl.read || impl.check());
    }
    static bool items(od::array array, Walker &walker, int depth, Field::Items visitor)
    {
        for (auto item : array) {
            od::value value;
            if (item.get(value) || !visit(value, walker, depth, visitor))
                return false;
        }
        return true;
    }
    static bool members(od::object object, Walker &walker, int depth, Field::Members visitor)
    {
        for (auto item : object) {
            if (item.error())
                return false;
            od::field &&field = std::move(item).value_unsafe(); // a copy of it stalls the processor
            const auto raw = rawName(field);
            QString unescaped;
            const bool plain = raw.find('\\') == std::string_view::npos;
            if (!plain && !unescape(raw, &unescaped))
                return false;
            const QByteArray other = plain ? QByteArray() : unescaped.toUtf8();
            const QByteArrayView name
                = plain ? QByteArrayView(raw.data(), qsizetype(raw.size())) : QByteArrayView(other);
            if (!visit(field.value(), walker, depth, [&](Field &f) { visitor(name, f); }))
                return false;
        }
        return true;
    }
};

namespace {

/// The parser that this thread used last: to make one for each page of a list costs as much as to read the page.
struct Lent {
    Lent()
        : parser(spare ? std::move(spare) : std::make_unique<od::parser>())
    {
    }
    ~Lent()
    {
        if (parser->capacity() <= largestSpare)
            spare = std::move(parser);
    }
    Q_DISABLE_COPY_MOVE(Lent)

    std::unique_ptr<od::parser> parser;

private:
    static constexpr size_t largestSpare = 512 * 1024;
    static thread_local std::unique_ptr<od::parser> spare;
};

thread_local std::unique_ptr<od::parser> Lent::spare;

} // namespace

Type Field::type() const
{
    switch (const char first = m_impl.first()) {
    case '[':
        return Type::Array;
    case '{':
        return Type::Object;
    case '"':
        return Type::String;
    case 't':
    case 'f':
        return Type::Bool;
    default:
        return first == '-' || (first >= '0' && first <= '9') ? Type::Number : Type::Null;
    }
}

Value Field::value()
{
    Value result;
    if (!m_impl.read)
        m_impl.good = m_impl.walker.value(m_impl.value, m_impl.depth, &result);
    m_impl.read = true;
    return result;
}

QString Field::string()
{
    if (type() != Type::String)
        return {};
    m_impl.read = true;
    const auto token = trimmed(m_impl.token);
    QString text;
    m_impl.good = token.size() >= 2 && unescape(token.substr(1, token.size() - 2), &text);
    return text;
}

std::optional<QByteArrayView> Field::plainString()
{
    if (m_impl.read || type() != Type::String)
        return std::nullopt;
    const auto token = trimmed(m_impl.token);
    if (token.size() < 2 || token.find('\\') != std::string_view::npos)
        return std::nullopt;
    m_impl.read = true;
    return QByteArrayView(token.data() + 1, qsizetype(token.size() - 2));
}

std::optional<qint64> Field::integer()
{
    if (type() != Type::Number || m_impl.read)
        return std::nullopt;
    // Plain digits are nearly all there is; anything else is a number of the tree.
    const auto token = trimmed(m_impl.token);
    qint64 number = 0;
    const bool plain = token.size() < 18 && token[0] >= (token.size() == 1 ? '0' : '1') && token[0] <= '9'
        && std::from_chars(token.data(), token.data() + token.size(), number).ptr == token.data() + token.size();
    if (!plain)
        return value().toInteger();
    m_impl.read = true;
    return number;
}

bool Field::boolean(bool otherwise)
{
    if (type() != Type::Bool || m_impl.read)
        return otherwise;
    const auto token = trimmed(m_impl.token);
    m_impl.read = true;
    m_impl.good = token == "true" || token == "false";
    return token == "true";
}

void Field::members(Members visit)
{
    if (m_impl.read || type() != Type::Object)
        return;
    m_impl.read = true;
    od::object object;
    m_impl.good = m_impl.walker.admits(m_impl.depth + 1) && !m_impl.value.get_object().get(object)
        && FieldAccess::members(object, m_impl.walker, m_impl.depth + 1, visit);
}

void Field::items(Items visit)
{
    if (m_impl.read || type() != Type::Array)
        return;
    m_impl.read = true;
    od::array array;
    m_impl.good = m_impl.walker.admits(m_impl.depth + 1) && !m_impl.value.get_array().get(array)
        && FieldAccess::items(array, m_impl.walker, m_impl.depth + 1, visit);
}

qsizetype roomBehind(QByteArray text)
{
    return text.data_ptr().freeSpaceAtEnd(); // of what is shared, as nothing is written
}

Result<Done> decodeItems(QByteArrayView text, Field::Items visit, qsizetype room)
{
    const Limits limits;
    const Source source(text, room);
    const Lent lent;
    od::document document;
    od::array array;
    Walker walker(limits.depth);
    if (text.size() <= limits.bytes && source.isContainer() && open(*lent.parser, source, limits.depth, document)
        && !document.get_array().get(array) && FieldAccess::items(array, walker, 1, visit) && ended(document))
        return Done{};
    const auto parsed = parse(text, limits);
    if (!parsed)
        return parsed.error();
    return Error{
        Error::Kind::Protocol, QCoreApplication::translate("json", "A list is expected, the answer is none."), {}};
}

} // namespace json
