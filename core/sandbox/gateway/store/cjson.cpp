#include "core/sandbox/gateway/store/cjson.h"

#include "core/json/scan.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNested = 1000;

enum class Token { ObjectBegin, ObjectEnd, ArrayBegin, ArrayEnd, String, Number, Boolean, Null, Colon, Comma, End, Error };

QString nameOf(Token token)
{
    static const QStringList names{u"T_OBJ_BEGIN"_s, u"T_OBJ_END"_s, u"T_ARR_BEGIN"_s, u"T_ARR_END"_s, u"T_STRING"_s,  u"T_NUMBER"_s,
                                   u"T_BOOLEAN"_s,   u"T_NULL"_s,    u"T_COLON"_s,     u"T_COMMA"_s,   u"T_END"_s};
    return names.value(qsizetype(token));
}

struct Failure {
    QString words;
};

class Reader {
public:
    explicit Reader(const QByteArray &text) : m_begin(text.constData()), m_at(m_begin) {}

    json::Value document()
    {
        next();
        auto value = take();
        next();
        if (m_token != Token::End)
            fail(u"the end"_s);
        return value;
    }

private:
    [[noreturn]] void fail(const QString &expected) const
    {
        throw Failure{u"Expected %1 but found %2 at character %3"_s.arg(expected, m_token == Token::Error ? m_wrong : nameOf(m_token))
                          .arg(m_place + 1)};
    }

    void wrong(const QString &words)
    {
        m_token = Token::Error;
        m_wrong = words;
        m_place = m_at - m_begin;
    }

    void next()
    {
        while (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r')
            ++m_at;
        m_place = m_at - m_begin;
        static constexpr const char *marks = "{}[]";
        if (const char *mark = *m_at ? std::strchr(marks, *m_at) : nullptr) {
            m_token = Token(mark - marks);
            ++m_at;
        } else if (*m_at == ':' || *m_at == ',') {
            m_token = *m_at++ == ':' ? Token::Colon : Token::Comma;
        } else if (*m_at == '"') {
            text();
        } else if (*m_at == '\0') {
            m_token = Token::End;
        } else {
            word();
        }
    }

    void word()
    {
        const auto is = [this](const char *name) { return std::strncmp(m_at, name, std::strlen(name)) == 0; };
        if (*m_at == '-' || (*m_at >= '0' && *m_at <= '9') || isOddNumber())
            return number();
        for (const char *name : {"true", "false", "null"})
            if (is(name)) {
                m_token = *name == 'n' ? Token::Null : Token::Boolean;
                m_value = *name == 'n' ? json::Value() : json::Value::boolean(*name == 't');
                m_at += std::strlen(name);
                return;
            }
        wrong(u"invalid token"_s);
    }

    /// Infinity, NaN, or a sign that JSON has not.
    bool isOddNumber() const
    {
        return *m_at == '+' || qstrnicmp(m_at, "inf", 3) == 0 || qstrnicmp(m_at, "nan", 3) == 0;
    }

    void number()
    {
        char *end = nullptr;
        double value = std::strtod(m_at, &end);
        if (end == m_at)
            return wrong(u"invalid number"_s);
        // Whole numbers are read as such first, and stop at the greatest there is.
        constexpr double greatest = 9223372036854775807.0;
        if (std::isfinite(value) && std::strspn(m_at, "-0123456789") == std::size_t(end - m_at))
            value = std::clamp(value, -greatest, greatest);
        m_token = Token::Number;
        // What is no JSON number cannot be kept; the server stores it as null.
        m_value = std::isfinite(value) ? json::Value::numberText(luaNumber(value)) : json::Value();
        m_at = end;
    }

    void text()
    {
        const char *start = ++m_at;
        for (; *m_at != '"'; ++m_at) {
            if (*m_at == '\0')
                return wrong(u"unexpected end of string"_s);
            if (*m_at != '\\')
                continue;
            if (m_at[1] == 'u' ? !isHex(m_at + 2) : !m_at[1] || !std::strchr("\"\\/bfnrt", m_at[1]))
                return wrong(m_at[1] == 'u' ? u"invalid unicode escape code"_s : u"invalid escape code"_s);
            ++m_at;
        }
        m_token = Token::String;
        m_text.clear();
        json::unescape({start, std::size_t(m_at - start)}, &m_text);
        ++m_at;
    }

    static bool isHex(const char *digits)
    {
        for (int i = 0; i < 4; ++i)
            if (!std::isxdigit(static_cast<unsigned char>(digits[i])))
                return false;
        return true;
    }

    json::Value take()
    {
        switch (m_token) {
        case Token::String: return json::Value::string(m_text);
        case Token::Number:
        case Token::Boolean:
        case Token::Null: return m_value;
        case Token::ObjectBegin: return object();
        case Token::ArrayBegin: return array();
        default: fail(u"value"_s);
        }
    }

    void descend()
    {
        if (++m_depth > mostNested)
            throw Failure{u"Found too many nested data structures (%1) at character %2"_s.arg(m_depth).arg(m_at - m_begin)};
    }

    json::Value object()
    {
        descend();
        QList<json::Member> members;
        QHash<QString, qsizetype> places;
        next();
        for (bool first = true; !(first && m_token == Token::ObjectEnd); first = false) {
            if (m_token != Token::String)
                fail(u"object key string"_s);
            const auto name = m_text;
            next();
            if (m_token != Token::Colon)
                fail(u"colon"_s);
            next();
            auto value = take();
            if (const auto known = places.constFind(name); known != places.constEnd()) {
                members[*known].value = std::move(value);
            } else {
                places.insert(name, members.size());
                members.append({name, std::move(value)});
            }
            next();
            if (m_token == Token::ObjectEnd)
                break;
            if (m_token != Token::Comma)
                fail(u"comma or object end"_s);
            next();
        }
        --m_depth;
        return json::Value::object(members);
    }

    json::Value array()
    {
        descend();
        QList<json::Value> items;
        next();
        while (m_token != Token::ArrayEnd) {
            items.append(take());
            next();
            if (m_token == Token::ArrayEnd)
                break;
            if (m_token != Token::Comma)
                fail(u"comma or array end"_s);
            next();
            if (m_token == Token::ArrayEnd)
                fail(u"value"_s);
        }
        --m_depth;
        return json::Value::array(items);
    }

    const char *m_begin;
    const char *m_at;
    Token m_token = Token::End;
    qsizetype m_place = 0;
    QString m_wrong;
    QString m_text;
    json::Value m_value;
    int m_depth = 0;
};

} // namespace

std::optional<json::Value> decodeJson(const QByteArray &text, QString *error)
{
    try {
        return Reader(text).document();
    } catch (const Failure &failure) {
        *error = failure.words;
        return {};
    }
}

QByteArray luaNumber(double number)
{
    char buffer[40];
    const int length = std::snprintf(buffer, sizeof buffer, "%.14g", number);
    return QByteArray(buffer, length);
}

QString luaQuoted(const QString &text)
{
    QString out = u"\""_s;
    for (const auto c : text) {
        if (c == u'"' || c == u'\\' || c == u'\n')
            out += u'\\';
        if (c == u'\r')
            out += u"\\r"_s;
        else if (c == u'\0')
            out += u"\\000"_s;
        else
            out += c;
    }
    return out + u'"';
}

QString luaType(const json::Value &value)
{
    switch (value.type()) {
    case json::Type::Null: return u"userdata"_s;
    case json::Type::Bool: return u"boolean"_s;
    case json::Type::Number: return u"number"_s;
    case json::Type::String: return u"string"_s;
    default: return u"table"_s;
    }
}

bool isTable(const json::Value &value) { return value.isObject() || value.isArray(); }
bool isEmptyTable(const json::Value &value) { return isTable(value) && value.size() == 0; }

} // namespace sandbox::gateway
