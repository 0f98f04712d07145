#include "core/net/logtext.h"

#include "core/net/redact.h"

#include <optional>

namespace net {

struct LogText::Body {
    struct Raw {
        QByteArray start;
        qsizetype whole;
        qsizetype limit;
        QList<QByteArray> secretMembers;
        QList<QByteArray> secrets;
    };
    QByteArray text;
    std::optional<Raw> raw; ///< gone once the text is made of it
};

LogText::LogText(const QByteArray &text)
    : m_body(text.isEmpty() ? nullptr : std::make_shared<Body>(Body{text, {}}))
{
}

LogText::LogText(const char *text)
    : LogText(QByteArray(text))
{
}

LogText LogText::ofBody(const QByteArray &body, qsizetype limit, const QList<QByteArray> &secretMembers,
                        const QList<QByteArray> &secrets)
{
    LogText text;
    if (!body.isEmpty())
        text.m_body = std::make_shared<Body>(
            Body{{}, Body::Raw{startOf(body, limit), body.size(), limit, secretMembers, secrets}});
    return text;
}

const QByteArray &LogText::redacted() const
{
    static const QByteArray nothing;
    if (!m_body)
        return nothing;
    if (const auto &raw = m_body->raw) {
        m_body->text = excerpt(raw->start, raw->whole, raw->limit, raw->secretMembers, raw->secrets);
        m_body->raw.reset();
    }
    return m_body->text;
}

} // namespace net
