#include "core/sandbox/gateway/admin/yaml.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <algorithm>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

struct Failure {
    qsizetype line;
    QString words;
};

struct Line {
    qsizetype indent;
    QString text; ///< without the indent, comment and blanks at its end
    QString raw;
    qsizetype number;
};

/// Where the quoted text that begins here ends; size when it does not.
qsizetype endOfQuoted(const QString &text, qsizetype at)
{
    const auto quote = text[at];
    for (auto i = at + 1; i < text.size(); ++i) {
        if (text[i] == u'\\' && quote == u'"')
            ++i;
        else if (text[i] == quote)
            return i;
    }
    return text.size();
}

/// The place of the mark outside of quotes and brackets, followed by a blank or nothing.
qsizetype findMark(const QString &text, QChar mark, qsizetype from = 0)
{
    int depth = 0;
    for (auto i = from; i < text.size(); ++i) {
        const auto c = text[i];
        const bool opensQuote = (c == u'"' || c == u'\'') && (i == from || !text[i - 1].isLetterOrNumber());
        if (opensQuote)
            i = endOfQuoted(text, i);
        else if (c == u'{' || c == u'[')
            ++depth;
        else if (c == u'}' || c == u']')
            --depth;
        else if (c == mark && depth <= 0 && (i + 1 == text.size() || text[i + 1] == u' '))
            return i;
    }
    return -1;
}

QString withoutComment(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if ((text[i] == u'"' || text[i] == u'\'') && (i == 0 || !text[i - 1].isLetterOrNumber()))
            i = endOfQuoted(text, i);
        else if (text[i] == u'#' && (i == 0 || text[i - 1] == u' '))
            return text.left(i).trimmed();
    }
    return text.trimmed();
}

json::Value scalar(const QString &text)
{
    if (text.startsWith(u'\''))
        return json::Value::string(text.mid(1).chopped(text.endsWith(u'\'') ? 1 : 0).replace(u"''"_s, u"'"_s));
    if (text.startsWith(u'"')) {
        const auto parsed = json::read(text.toUtf8());
        return parsed ? parsed->value : json::Value::string(text.mid(1).chopped(1));
    }
    if (text.isEmpty() || text == u"~" || text.compare(u"null", Qt::CaseInsensitive) == 0)
        return {};
    for (const bool value : {true, false})
        if (text.compare(value ? u"true" : u"false", Qt::CaseInsensitive) == 0)
            return json::Value::boolean(value);
    if (const auto number = toNumber(text); number && !text.back().isLetter())
        return json::Value::numberText(luaNumber(*number));
    return json::Value::string(text);
}

class Flow {
public:
    Flow(QString text, qsizetype line) : m_text(std::move(text)), m_line(line) {}

    json::Value whole()
    {
        auto value = take();
        skip();
        if (m_at < m_text.size())
            throw Failure{m_line, u"unexpected text behind a collection"_s};
        return value;
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    QChar next()
    {
        skip();
        if (m_at >= m_text.size())
            throw Failure{m_line, u"a collection does not end"_s};
        return m_text[m_at];
    }

    QString word(QStringView ends)
    {
        skip();
        const auto start = m_at;
        if (m_at < m_text.size() && (m_text[m_at] == u'"' || m_text[m_at] == u'\''))
            m_at = std::min(m_text.size(), endOfQuoted(m_text, m_at) + 1);
        while (m_at < m_text.size() && !ends.contains(m_text[m_at]))
            ++m_at;
        return m_text.mid(start, m_at - start).trimmed();
    }

    json::Value take()
    {
        const auto first = next();
        if (first != u'[' && first != u'{')
            return scalar(word(u",]}"));
        const bool isList = first == u'[';
        ++m_at;
        auto value = isList ? json::Value::array() : json::Value::object();
        while (next() != (isList ? u']' : u'}')) {
            if (isList) {
                value.append(take());
            } else {
                const auto name = scalar(word(u":,}"));
                if (next() == u':')
                    ++m_at;
                value.set(name.isString() ? name.toString() : QString::fromUtf8(json::compact(name)), next() == u',' ? json::Value() : take());
            }
            if (next() == u',')
                ++m_at;
        }
        ++m_at;
        return value;
    }

    QString m_text;
    qsizetype m_line;
    qsizetype m_at = 0;
};

class Reader {
public:
    explicit Reader(const QString &text)
    {
        qsizetype number = 0;
        for (const auto &raw : text.split(u'\n')) {
            ++number;
            const auto indent = std::find_if(raw.cbegin(), raw.cend(), [](QChar c) { return c != u' '; }) - raw.cbegin();
            const auto plain = withoutComment(raw.mid(indent));
            m_lines.append({indent, plain == u"---" || plain == u"..." ? QString() : plain, raw, number});
        }
        skip();
    }

    json::Value document()
    {
        auto value = atEnd() ? json::Value() : block(m_lines[m_at].indent);
        if (!atEnd())
            throw Failure{m_lines[m_at].number, u"wrong indentation"_s};
        return value;
    }

private:
    bool atEnd() const { return m_at >= m_lines.size(); }
    void skip()
    {
        while (!atEnd() && m_lines[m_at].text.isEmpty())
            ++m_at;
    }
    void advance()
    {
        ++m_at;
        skip();
    }
    static bool isItem(const Line &line) { return line.text == u"-" || line.text.startsWith(u"- "); }
    bool isAt(qsizetype indent) const { return !atEnd() && m_lines[m_at].indent == indent; }

    json::Value block(qsizetype indent)
    {
        if (isItem(m_lines[m_at]))
            return list(indent);
        return findMark(m_lines[m_at].text, u':') >= 0 ? map(indent) : inlineValue(m_lines[m_at].text, indent);
    }

    json::Value list(qsizetype indent)
    {
        auto items = json::Value::array();
        while (isAt(indent) && isItem(m_lines[m_at])) {
            auto &line = m_lines[m_at];
            const auto rest = line.text.mid(1);
            const auto blanks = rest.size() - rest.trimmed().size();
            if (rest.isEmpty()) {
                advance();
                items.append(!atEnd() && m_lines[m_at].indent > indent ? block(m_lines[m_at].indent) : json::Value());
                continue;
            }
            // What stands behind the dash is a block of its own.
            line.indent = indent + 1 + blanks;
            line.text = rest.trimmed();
            items.append(block(line.indent));
        }
        return items;
    }

    json::Value map(qsizetype indent)
    {
        auto members = json::Value::object();
        while (isAt(indent) && !isItem(m_lines[m_at])) {
            const auto line = m_lines[m_at];
            const auto colon = findMark(line.text, u':');
            if (colon < 0)
                throw Failure{line.number, u"a name without a value"_s};
            const auto key = scalar(line.text.left(colon).trimmed());
            const auto name = key.isString() ? key.toString() : line.text.left(colon).trimmed();
            members.set(name, member(line.text.mid(colon + 1).trimmed(), indent));
        }
        return members;
    }

    json::Value member(const QString &rest, qsizetype indent)
    {
        if (!rest.isEmpty())
            return inlineValue(rest, indent);
        advance();
        const bool isDeeper = !atEnd() && (m_lines[m_at].indent > indent || (m_lines[m_at].indent == indent && isItem(m_lines[m_at])));
        return isDeeper ? block(m_lines[m_at].indent) : json::Value();
    }

    json::Value inlineValue(const QString &rest, qsizetype indent)
    {
        const auto number = m_lines[m_at].number;
        if (rest.startsWith(u'|') || rest.startsWith(u'>'))
            return literal(rest, indent);
        auto text = rest;
        advance();
        if (!text.startsWith(u'{') && !text.startsWith(u'['))
            return scalar(text);
        const auto opens = [&text] { return text.count(u'{') + text.count(u'[') > text.count(u'}') + text.count(u']'); };
        for (; opens() && !atEnd(); advance())
            text += u' ' + m_lines[m_at].text;
        return Flow(text, number).whole();
    }

    json::Value literal(const QString &mark, qsizetype indent)
    {
        QStringList lines;
        qsizetype inner = -1;
        for (++m_at; !atEnd(); ++m_at) {
            const auto &line = m_lines[m_at];
            const bool isBlank = line.raw.trimmed().isEmpty();
            if (!isBlank && line.indent <= indent)
                break;
            if (!isBlank && inner < 0)
                inner = line.indent;
            lines.append(isBlank ? QString() : line.raw.mid(inner));
        }
        while (!lines.isEmpty() && lines.last().isEmpty())
            lines.removeLast();
        skip();
        const auto text = lines.join(mark.startsWith(u'|') ? u'\n' : u' ');
        return json::Value::string(mark.contains(u'-') ? text : text + u'\n');
    }

    QList<Line> m_lines;
    qsizetype m_at = 0;
};

} // namespace

std::optional<json::Value> readYaml(const QByteArray &text, QString *error)
{
    try {
        return Reader(QString::fromUtf8(text)).document();
    } catch (const Failure &failure) {
        *error = u"%1 at line %2"_s.arg(failure.words).arg(failure.line);
        return {};
    }
}

} // namespace sandbox::gateway
