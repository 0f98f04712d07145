#include "core/sandbox/api/jsonerror.h"

#include <optional>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 1000;

/// Walks the text as spray-json's parser does, to stop where it stops.
class Walker {
public:
    explicit Walker(const QString &text) : m_text(text) {}

    QString run()
    {
        blanks();
        value(1);
        if (!m_error && m_at < m_text.size())
            stop(u"end-of-input"_s);
        return m_error.value_or(QString());
    }

private:
    QChar now() const { return m_at < m_text.size() ? m_text[m_at] : QChar(u'\uFFFF'); }

    void blanks()
    {
        while (m_at < m_text.size() && QStringView(u" \n\r\t").contains(m_text[m_at]))
            ++m_at;
    }

    bool take(QChar c)
    {
        if (m_error || now() != c)
            return false;
        ++m_at;
        return true;
    }

    void need(QChar c)
    {
        if (!take(c) && !m_error)
            stop(u"'"_s + c + u"'"_s);
    }

    void stop(const QString &expected)
    {
        if (m_error)
            return;
        const auto before = QStringView(m_text).first(m_at);
        const auto line = before.count(u'\n') + 1;
        const auto start = before.lastIndexOf(u'\n') + 1;
        const auto end = m_text.indexOf(u'\n', m_at);
        const auto shown = m_text.mid(start, end < 0 ? -1 : end - start);
        const auto column = m_at - start;
        m_error = u"%1 at input index %2 (line %3, position %4), expected %5:\n%6\n%7^\n"_s.arg(found())
                      .arg(m_at).arg(line).arg(column + 1)
                      .arg(expected, printable(shown), QString(column, u' '));
    }

    QString found() const
    {
        if (m_at >= m_text.size())
            return u"Unexpected end-of-input"_s;
        const auto c = m_text[m_at];
        const auto shown = c.unicode() < 32 ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0')) : QString(c);
        return u"Unexpected character '"_s + shown + u"'"_s;
    }

    static QString printable(QString line)
    {
        for (auto &c : line)
            if (c.unicode() < 32)
                c = u'?';
        return line;
    }

    void word(QStringView rest)
    {
        for (const auto c : rest)
            if (!take(c))
                return stop(u"JSON Value"_s);
        blanks();
    }

    void value(int depth)
    {
        if (depth > deepest) {
            m_error = u"JSON input nested too deeply:JSON input was nested more deeply than the configured limit of maxNesting = 1000"_s;
            return;
        }
        const auto c = now();
        if (take(u'{'))
            return object(depth);
        if (take(u'['))
            return array(depth);
        if (c == u'"')
            return string();
        if (c == u'-' || c.isDigit())
            return number();
        const auto rest = QStringView(m_text).sliced(m_at);
        for (const auto &known : {u"true", u"false", u"null"})
            if (rest.startsWith(QStringView(known)))
                return word(known);
        stop(u"JSON Value"_s);
    }

    void object(int depth)
    {
        blanks();
        if (now() != u'}') {
            do {
                blanks();
                string();
                need(u':');
                blanks();
                if (!m_error)
                    value(depth + 1);
            } while (take(u','));
        }
        need(u'}');
        blanks();
    }

    void array(int depth)
    {
        blanks();
        if (now() != u']') {
            do {
                blanks();
                value(depth + 1);
            } while (take(u','));
        }
        need(u']');
        blanks();
    }

    void string()
    {
        need(u'"');
        while (!m_error && m_at < m_text.size() && now() != u'"' && now().unicode() >= 32)
            if (take(u'\\'))
                escape();
            else
                ++m_at;
        need(u'"');
        blanks();
    }

    void escape()
    {
        if (take(u'u')) {
            for (int i = 0; i < 4; ++i, ++m_at)
                if (!now().isDigit() && !QStringView(u"abcdefABCDEF").contains(now()))
                    return stop(u"hex digit"_s);
        } else if (m_at < m_text.size() && QStringView(u"\"\\/bfnrt").contains(now())) {
            ++m_at;
        } else {
            stop(u"JSON escape sequence"_s);
        }
    }

    void digits()
    {
        if (!now().isDigit())
            return stop(u"DIGIT"_s);
        while (now().isDigit())
            ++m_at;
    }

    void number()
    {
        take(u'-');
        if (!take(u'0'))
            digits();
        if (take(u'.'))
            digits();
        if (take(u'e') || take(u'E')) {
            if (!take(u'+'))
                take(u'-');
            digits();
        }
        blanks();
    }

    const QString &m_text;
    qsizetype m_at = 0;
    std::optional<QString> m_error;
};

} // namespace

QString jsonErrorOf(QByteArrayView text)
{
    const auto unicode = QString::fromUtf8(text);
    const auto error = Walker(unicode).run();
    return error.isEmpty() ? u"Unexpected input"_s : error;
}

} // namespace sandbox
