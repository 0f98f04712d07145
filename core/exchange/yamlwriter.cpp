#include "core/exchange/yaml.h"
#include "core/exchange/yamlscalar.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

constexpr int step = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("exchange", text);
}

Error cannot(const QString &what)
{
    return {Error::Kind::Rejected, what, {}};
}

/// Readers of YAML 1.1 take these for true and false.
bool isOldBool(const QString &text)
{
    static const QSet<QString> words{u"y"_s, u"n"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s};
    return words.contains(text.toLower());
}

/// No more than what every reader takes for text as it stands.
bool isPlain(const QString &text)
{
    static const QRegularExpression form(u"\\A[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*\\z"_s);
    const auto read = plainScalar(text.toUtf8());
    return form.match(text).hasMatch() && !isOldBool(text) && read && read->isString();
}

bool isPrintable(QChar c)
{
    const ushort code = c.unicode();
    return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code != 0x2028 && code != 0x2029 && code != 0xfeff && code < 0xfffe);
}

bool hasLoneSurrogate(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            ++i;
        else if (text[i].isSurrogate())
            return true;
    }
    return false;
}

QString escape(QChar c)
{
    switch (c.unicode()) {
    case '"': return u"\\\""_s;
    case '\\': return u"\\\\"_s;
    case '\n': return u"\\n"_s;
    case '\r': return u"\\r"_s;
    case '\t': return u"\\t"_s;
    default: return isPrintable(c) ? QString(c) : u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, '0'_L1);
    }
}

QByteArray quoted(const QString &text)
{
    QString result(u'"');
    for (const QChar c : text)
        result += escape(c);
    return (result + u'"').toUtf8();
}

/// As lines below "|": functions in Lua and certificates stay readable.
bool isBlock(const QString &text)
{
    static const QRegularExpression blankLine(u"(^|\\n)[ \\t]+(\\n|$)"_s); // readers differ on how much of them counts
    const bool lines = text.contains(u'\n') && text.size() > 1 && !text[0].isSpace() && !blankLine.match(text).hasMatch();
    return lines && std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == u'\t' || isPrintable(c); });
}

class Writer {
public:
    explicit Writer(const YamlLimits &limits) : m_limits(limits) {}

    Result<QByteArray> write(const json::Value &value)
    {
        isNested(value) ? nested(value, 0, 0) : leaf(value, 0);
        return m_problem ? Result<QByteArray>(*m_problem) : Result<QByteArray>(m_text);
    }

private:
    static bool isNested(const json::Value &value) { return (value.isObject() || value.isArray()) && value.size() > 0; }

    void nested(const json::Value &value, int indent, int depth)
    {
        if (depth >= m_limits.depth)
            m_problem = cannot(tr("It is nested deeper than %1 levels.").arg(m_limits.depth));
        else if (value.isObject())
            mapping(value, indent, depth);
        else
            sequence(value, indent, depth);
    }

    void mapping(const json::Value &value, int indent, int depth)
    {
        QSet<QString> names;
        for (const json::Member &member : value.members()) {
            if (names.contains(member.name))
                m_problem = cannot(tr("The member %1 comes twice: YAML cannot say that.").arg(member.name));
            names.insert(member.name);
            begin(indent);
            m_text += text(member.name) + ':';
            if (isNested(member.value)) {
                m_text += '\n';
                m_inLine = false;
                nested(member.value, indent + step, depth + 1);
            } else {
                m_text += ' ';
                leaf(member.value, indent);
            }
        }
    }

    void sequence(const json::Value &value, int indent, int depth)
    {
        for (const json::Value &item : value.items()) {
            begin(indent);
            m_text += "- ";
            m_inLine = true; // what comes first stands beside the dash
            isNested(item) ? nested(item, indent + step, depth + 1) : leaf(item, indent);
        }
    }

    void begin(int indent)
    {
        if (!m_inLine)
            m_text += QByteArray(indent, ' ');
        m_inLine = false;
    }

    void leaf(const json::Value &value, int indent)
    {
        if (value.isString() && isBlock(value.toString()))
            block(value.toString(), indent + step);
        else
            m_text += scalar(value) + '\n';
        m_inLine = false;
    }

    QByteArray scalar(const json::Value &value)
    {
        if (value.isString())
            return text(value.toString());
        return json::compact(value); // numbers as they were written, [] and {}
    }

    QByteArray text(const QString &text)
    {
        if (hasLoneSurrogate(text))
            m_problem = cannot(tr("A text has half of a character (a lone surrogate): JSON can say that, YAML cannot."));
        return isPlain(text) ? text.toUtf8() : quoted(text);
    }

    void block(const QString &text, int indent)
    {
        if (hasLoneSurrogate(text))
            return void(this->text(text));
        const bool ends = text.endsWith(u'\n');
        m_text += !ends ? "|-\n" : text.endsWith(u"\n\n") ? "|+\n" : "|\n";
        for (const QString &line : (ends ? text.chopped(1) : text).split(u'\n'))
            m_text += line.isEmpty() ? QByteArray("\n") : QByteArray(indent, ' ') + line.toUtf8() + '\n';
    }

    YamlLimits m_limits;
    QByteArray m_text;
    bool m_inLine = false; ///< the next one goes on in the line of a dash
    std::optional<Error> m_problem;
};

} // namespace

Result<QByteArray> writeYaml(const json::Value &value, const YamlLimits &limits)
{
    return Writer(limits).write(value);
}

} // namespace exchange
