#include "core/net/redact.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace net {

namespace {

const QByteArray mark = "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2";

constexpr std::array secretWords{"password", "passwd",        "passphrase", "secret",     "token",
                                 "apikey",   "authorization", "authkey",    "credential", "privatekey",
                                 "keypem",   "accesskey",     "cookie"};
constexpr std::array wholeNames{"pwd", "pass", "keys"};

QByteArray plain(QByteArrayView name)
{
    QByteArray result;
    for (const char c : name)
        if (isalnum(uchar(c)))
            result += char(tolower(uchar(c)));
    return result;
}

/// Goes over JSON that may be cut anywhere, and collects where secret values are. A pair like
/// {"key":"password","value":"x"}, as parameters come, counts as a member named password, in either order.
class Scanner {
public:
    Scanner(const QByteArray &text, const QList<QByteArray> &further)
        : m_text(text)
        , m_further(further)
    {
    }
    QByteArray run()
    {
        while (m_at < m_text.size())
            step();
        while (!m_frames.isEmpty())
            close(true);
        return replaced();
    }

private:
    struct Span {
        qsizetype from = -1, to = -1;
    };
    struct Frame {
        qsizetype start;
        bool object;
        QByteArray name = {}; ///< of the member that we are in
        bool afterColon = false;
        QByteArray key = {}; ///< what the member "key" says
        Span value = {}; ///< where the member "value" is
    };

    void step();
    void word(const Span &span);
    void scalar(const Span &span);
    void member(const Span &span);
    void close(bool cut);
    Span string();
    QByteArray inner(const Span &span) const
    {
        return m_text.mid(span.from + 1, std::max<qsizetype>(span.to - span.from - 2, 0));
    }
    bool secret(const QByteArray &name)
    {
        auto known = m_names.constFind(name);
        if (known == m_names.cend())
            known = m_names.insert(name, isSecretName(name, m_further));
        return *known;
    }
    QByteArray replaced() const;

    const QByteArray &m_text;
    const QList<QByteArray> &m_further;
    qsizetype m_at = 0;
    QList<Frame> m_frames;
    QList<Span> m_secrets;
    QHash<QByteArray, bool> m_names; ///< lists say the same few names again and again
};

void Scanner::step()
{
    const char c = m_text[m_at];
    if (c == '"') {
        word(string());
    } else if (c == '{' || c == '[') {
        m_frames.append({m_at++, c == '{'});
    } else if (c == '}' || c == ']') {
        ++m_at;
        close(false);
    } else if (c == ':' || c == ',') {
        if (!m_frames.isEmpty())
            m_frames.last().afterColon = c == ':' && m_frames.last().object;
        ++m_at;
    } else if (isspace(uchar(c))) {
        ++m_at;
    } else {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !isspace(uchar(m_text[m_at])) && !strchr("\"{}[]:,", m_text[m_at]))
            ++m_at;
        scalar({from, m_at});
    }
}

Scanner::Span Scanner::string()
{
    const qsizetype from = m_at++;
    while (m_at < m_text.size() && m_text[m_at] != '"')
        m_at += m_text[m_at] == '\\' ? 2 : 1;
    m_at = std::min(m_at + 1, m_text.size());
    return {from, m_at};
}

void Scanner::word(const Span &span)
{
    if (m_frames.isEmpty() || !m_frames.last().object || m_frames.last().afterColon) {
        member(span);
        const bool whole = span.to - span.from >= 2 && m_text[span.to - 1] == '"';
        if (whole && !m_frames.isEmpty() && m_frames.last().name == "key" && m_frames.last().afterColon)
            m_frames.last().key = inner(span);
    } else {
        m_frames.last().name = inner(span);
    }
}

// true, false and null tell nothing: "provide-api-key" is false in every annotation list.
void Scanner::scalar(const Span &span)
{
    const auto text = m_text.mid(span.from, span.to - span.from);
    if (text != "true" && text != "false" && text != "null")
        member(span);
}

// The value of the member that we are in has been passed.
void Scanner::member(const Span &span)
{
    if (m_frames.isEmpty() || !m_frames.last().object)
        return;
    Frame &frame = m_frames.last();
    if (secret(frame.name))
        m_secrets.append(span);
    else if (frame.name == "value")
        frame.value = span;
}

void Scanner::close(bool cut)
{
    if (m_frames.isEmpty())
        return;
    const Frame frame = m_frames.takeLast();
    if (frame.value.from >= 0 && (secret(frame.key) || (cut && frame.key.isEmpty())))
        m_secrets.append(frame.value);
    member({frame.start, m_at});
}

QByteArray Scanner::replaced() const
{
    QList<Span> spans = m_secrets;
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    QByteArray result;
    qsizetype done = 0;
    for (const Span &span : spans) {
        if (span.from < done) // inside one that is gone already
            continue;
        result += m_text.mid(done, span.from - done) + '"' + mark + '"';
        done = span.to;
    }
    return result + m_text.mid(done);
}

// A text that is no JSON: nothing stays after a secret word.
QByteArray cutAtWord(const QByteArray &text)
{
    static const QRegularExpression words(
        u"(authorization|password|passwd|passphrase|secret|token|api[-_ ]?key|credential|private[-_ ]?key|cookie)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString all = QString::fromLatin1(text); // byte for byte
    const auto match = words.match(all);
    return match.hasMatch() ? text.left(match.capturedEnd()) + ' ' + mark : text;
}

// What looks like a secret wherever it stands: in code, logs and messages.
QByteArray withoutPatterns(const QByteArray &text)
{
    static const QRegularExpression patterns(
        u"(?<=\\bbasic )[a-z0-9+/=._~-]{8,}|(?<=\\bbearer )[a-z0-9+/=._~-]{8,}"
        "|(?<=://)[^/@\\s:\"]*:[^/@\\s\"]+(?=@)"
        "|\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[a-z0-9]{20,}"
        "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString all = QString::fromLatin1(text);
    QByteArray result;
    qsizetype done = 0;
    for (auto it = patterns.globalMatch(all); it.hasNext();) {
        const auto match = it.next();
        result += text.mid(done, match.capturedStart() - done) + mark;
        done = match.capturedEnd();
    }
    return result + text.mid(done);
}

bool looksLikeJson(const QByteArray &text)
{
    const auto first = std::find_if(text.cbegin(), text.cend(), [](char c) { return !isspace(uchar(c)); });
    return first != text.cend() && strchr("{[\"", *first);
}

} // namespace

bool isSecretName(QByteArrayView name, const QList<QByteArray> &further)
{
    const QByteArray word = plain(name);
    return std::any_of(secretWords.begin(), secretWords.end(), [&](const char *w) { return word.contains(w); })
        || std::any_of(wholeNames.begin(), wholeNames.end(), [&](const char *w) { return word == w; })
        || word.endsWith("auth")
        || std::any_of(further.begin(), further.end(), [&](const QByteArray &w) { return word == plain(w); });
}

QByteArray redacted(const QByteArray &body, const QList<QByteArray> &secretMembers)
{
    return withoutPatterns(looksLikeJson(body) ? Scanner(body, secretMembers).run() : cutAtWord(body));
}

QByteArray redactedTarget(const QByteArray &target)
{
    const qsizetype query = target.indexOf('?');
    if (query < 0)
        return target;
    QList<QByteArray> parts = target.mid(query + 1).split('&');
    for (QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0 && isSecretName(part.left(equals)))
            part = part.left(equals + 1) + mark;
    }
    return target.left(query + 1) + parts.join('&');
}

QByteArray startOf(const QByteArray &body, qsizetype limit)
{
    return body.left(limit + 1024);
}

QByteArray excerpt(const QByteArray &start, qsizetype whole, qsizetype limit, const QList<QByteArray> &secretMembers,
                   const QList<QByteArray> &known)
{
    QByteArray text = redacted(start, secretMembers);
    for (const QByteArray &secret : known)
        text.replace(secret, mark);
    if (whole <= limit && text.size() <= limit)
        return text;
    const qsizetype over = whole - limit;
    return text.left(limit) + (over > 0 ? "\n... (" + QByteArray::number(over) + " bytes more)" : QByteArray());
}

QByteArray excerpt(const QByteArray &body, qsizetype limit, const QList<QByteArray> &secretMembers,
                   const QList<QByteArray> &known)
{
    return excerpt(startOf(body, limit), body.size(), limit, secretMembers, known);
}

QString withoutKeys(const QString &text, const QList<QByteArray> &known)
{
    QByteArray result = withoutPatterns(text.toUtf8());
    for (const QByteArray &secret : known)
        result.replace(secret, mark);
    return QString::fromUtf8(result);
}

QList<QByteArray> formsOf(const QByteArray &authorization)
{
    QList<QByteArray> forms;
    const QByteArray value = authorization.mid(authorization.indexOf(' ') + 1);
    const QByteArray decoded = QByteArray::fromBase64(value);
    const QByteArray password = decoded.mid(decoded.indexOf(':') + 1);
    for (const QByteArray &form : {authorization, value, decoded, password})
        if (form.size() >= 8 && !forms.contains(form)) // shorter ones would take common words away
            forms.append(form);
    return forms;
}

} // namespace net
