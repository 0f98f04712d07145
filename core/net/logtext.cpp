#include "core/net/logtext.h"

#include "core/net/redact.h"

#include <mutex>

namespace net {

struct LogText::Body {
    struct Raw {
        QByteArray start;
        qsizetype whole;
        qsizetype limit;
        QList<QByteArray> secretMembers;
        QList<QByteArray> secrets;
    };
    explicit Body(const QByteArray &harmless)
        : text(harmless)
    {
    }
    explicit Body(Raw unread)
        : raw(std::make_shared<const Raw>(std::move(unread)))
    {
    }

    std::mutex mutex; ///< never held while the secrets are looked for: the worker may be slow
    QByteArray text; ///< does not change any more once it is there
    std::shared_ptr<const Raw> raw; ///< gone once the text is made of it
};

LogText::LogText(const QByteArray &text)
    : m_body(text.isEmpty() ? nullptr : std::make_shared<Body>(text))
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
        text.m_body
            = std::make_shared<Body>(Body::Raw{startOf(body, limit), body.size(), limit, secretMembers, secrets});
    return text;
}

const QByteArray &LogText::redacted() const
{
    static const QByteArray nothing;
    if (!m_body)
        return nothing;
    std::unique_lock lock(m_body->mutex);
    if (const auto raw = m_body->raw) {
        lock.unlock();
        const QByteArray text = excerpt(raw->start, raw->whole, raw->limit, raw->secretMembers, raw->secrets);
        lock.lock();
        if (m_body->raw) // else somebody was faster
            m_body->text = text;
        m_body->raw.reset();
    }
    return m_body->text;
}

bool LogText::isSettled() const
{
    if (!m_body)
        return true;
    const std::lock_guard lock(m_body->mutex);
    return !m_body->raw;
}

} // namespace net
