#include "core/json/scan.h"

#include "core/json/number.h"

#include <QCoreApplication>

#include <algorithm>

namespace json {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("json", text);
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// "tru", "1." and "-" may become a value if more comes.
bool isBeginning(std::string_view word)
{
    for (const std::string_view whole : {"true", "false", "null"})
        if (whole.substr(0, word.size()) == word)
            return true;
    return isNumber(std::string(word) + '0');
}

class Scanner {
public:
    Scanner(std::string_view text, int maxDepth)
        : m_text(text)
        , m_maxDepth(size_t(maxDepth))
    {
    }

    std::optional<ParseError> run()
    {
        if (document())
            return {};
        m_error.offset = qsizetype(m_at);
        const auto before = m_text.substr(0, m_at);
        const size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
        m_error.line = 1 + int(std::count(before.begin(), before.end(), '\n'));
        m_error.column = 1 + int(QString::fromUtf8(before.data() + lineStart, qsizetype(m_at - lineStart)).size());
        return m_error;
    }

private:
    bool fail(const QString &message)
    {
        m_error.message = message;
        return false;
    }
    // The character may be several bytes long.
    bool failHere(const QString &message)
    {
        m_error.incomplete = m_at >= m_text.size();
        if (m_error.incomplete)
            return fail(m_text.empty() ? tr("The text is empty.") : tr("The text ends too early."));
        const QString rest
            = QString::fromUtf8(m_text.data() + m_at, qsizetype(std::min<size_t>(4, m_text.size() - m_at)));
        const qsizetype units = rest.at(0).isHighSurrogate() ? 2 : 1;
        return fail(message.arg(rest.at(0).isPrint() || units == 2 ? rest.left(units) : quoted(rest.left(1))));
    }
    void blanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }
    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool document();
    bool value();
    bool open(char bracket);
    bool afterValue();
    bool next();
    bool name();
    bool string();
    bool escape();
    bool word();

    std::string_view m_text;
    size_t m_maxDepth;
    size_t m_at = 0;
    std::string m_open; ///< brackets we are in: a stack of our own, so that depth costs no stack
    ParseError m_error;
};

bool Scanner::document()
{
    blanks();
    do {
        if (!value())
            return false;
        if (!afterValue())
            return false;
    } while (!m_open.empty());
    return m_at == m_text.size() || failHere(tr("The document has ended, but “%1” follows."));
}

// A scalar, an empty container, or all opening brackets up to the first of these.
bool Scanner::value()
{
    while (m_at < m_text.size() && (m_text[m_at] == '{' || m_text[m_at] == '[')) {
        const char bracket = m_text[m_at];
        if (!open(bracket))
            return false;
        blanks();
        if (take(bracket == '{' ? '}' : ']')) {
            m_open.pop_back();
            return true;
        }
        if (bracket == '{' && !name())
            return false;
    }
    return m_at < m_text.size() && m_text[m_at] == '"' ? string() : word();
}

bool Scanner::open(char bracket)
{
    if (m_open.size() >= m_maxDepth)
        return fail(tr("The text is nested deeper than %1 levels.").arg(m_maxDepth));
    m_open.push_back(bracket);
    ++m_at;
    return true;
}

// Closes what ends here; stops where the next value begins, or at the end of the document.
bool Scanner::afterValue()
{
    for (blanks(); !m_open.empty(); blanks()) {
        const char close = m_open.back() == '{' ? '}' : ']';
        if (take(close))
            m_open.pop_back();
        else if (take(','))
            return next();
        else
            return failHere(close == '}' ? tr("“,” or “}” is expected, not “%1”.")
                                         : tr("“,” or “]” is expected, not “%1”."));
    }
    return true;
}

bool Scanner::next()
{
    blanks();
    if (m_at < m_text.size() && (m_text[m_at] == '}' || m_text[m_at] == ']'))
        return failHere(tr("There is a comma too many before “%1”."));
    return m_open.back() == '[' || name();
}

bool Scanner::name()
{
    if (m_at >= m_text.size() || m_text[m_at] != '"')
        return failHere(tr("A name in double quotes is expected, not “%1”."));
    if (!string())
        return false;
    blanks();
    if (!take(':'))
        return failHere(tr("“:” is expected after a name, not “%1”."));
    blanks();
    return true;
}

bool Scanner::string()
{
    const size_t start = m_at++;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (take('"'))
            return true;
        if (c == '\\' ? !escape() : false)
            return false;
        if (c != '\\' && uchar(c) < 0x20)
            return failHere(tr("The control character %1 must be written as an escape in a string."));
        if (c != '\\')
            ++m_at;
    }
    m_at = start;
    m_error.incomplete = true;
    return fail(tr("The string that begins here is not closed."));
}

bool Scanner::escape()
{
    const size_t start = m_at++;
    if (m_text.find('"', m_at) == std::string_view::npos) {
        m_at = m_text.size();
        return true; // the caller finds the string open
    }
    const char c = m_text[m_at++];
    if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos)
        return true;
    const auto hex = m_text.substr(m_at, 4);
    if (c == 'u' && hex.size() == 4 && std::all_of(hex.begin(), hex.end(), [](uchar x) { return isxdigit(x); })) {
        m_at += 4;
        return true;
    }
    m_at = start;
    return fail(c == 'u' ? tr("“\\u” needs four hexadecimal digits.")
                         : tr("This is no escape: a backslash stands before one of \" \\ / b f n r t u."));
}

// true, false, null or a number: all up to the next character that cannot be in one.
bool Scanner::word()
{
    const auto end = m_text.find_first_of(" \n\r\t,:[]{}\"", m_at);
    const auto text = m_text.substr(std::min(m_at, m_text.size()), end == std::string_view::npos ? end : end - m_at);
    if (text.empty())
        return failHere(tr("A value is expected, not “%1”."));
    const bool number = text[0] == '-' || (text[0] >= '0' && text[0] <= '9');
    if (number ? isNumber(text) : text == "true" || text == "false" || text == "null") {
        m_at += text.size();
        return true;
    }
    m_error.incomplete = end == std::string_view::npos && isBeginning(text);
    const QString shown = QString::fromUtf8(text.data(), qsizetype(text.size())).left(40);
    return fail((number ? tr("“%1” is no JSON number.") : tr("“%1” is no JSON value.")).arg(shown));
}

// QString::fromUtf8 takes a leading U+FEFF for a byte order mark and drops it.
QString fromUtf8(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    QString marks;
    for (; text.substr(0, 3) == mark; text.remove_prefix(3))
        marks += QChar(0xFEFF);
    const QString rest = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return marks.isEmpty() ? rest : marks + rest;
}

QChar simpleEscape(char c)
{
    constexpr std::string_view from = "\"\\/bfnrt";
    constexpr char16_t to[] = u"\"\\/\b\f\n\r\t";
    const auto at = from.find(c);
    return at == std::string_view::npos ? QChar() : QChar(to[at]);
}

std::optional<QChar> unicodeEscape(std::string_view hex)
{
    if (hex.size() != 4 || !std::all_of(hex.begin(), hex.end(), [](uchar c) { return isxdigit(c); }))
        return {};
    return QChar(ushort(std::stoi(std::string(hex), nullptr, 16)));
}

} // namespace

std::optional<ParseError> findError(std::string_view text, int maxDepth)
{
    return Scanner(text, maxDepth).run();
}

bool unescape(std::string_view inner, QString *out)
{
    if (!out && inner.find('\\') == std::string_view::npos)
        return true;
    QString text;
    for (auto slash = inner.find('\\'); slash != std::string_view::npos; slash = inner.find('\\')) {
        text += fromUtf8(inner.substr(0, slash));
        inner.remove_prefix(slash + 1);
        const bool unicode = !inner.empty() && inner[0] == 'u';
        const auto c = inner.empty() ? std::nullopt
            : unicode                ? unicodeEscape(inner.substr(1, 4))
                                     : std::optional(simpleEscape(inner[0]));
        if (!c || (!unicode && c->isNull()))
            return false;
        text += *c;
        inner.remove_prefix(unicode ? 5 : 1);
    }
    if (out)
        *out = text.isEmpty() ? fromUtf8(inner) : text + fromUtf8(inner);
    return true;
}

} // namespace json
