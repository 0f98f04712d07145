#pragma once

#include <QByteArray>
#include <QList>

#include <memory>

namespace net {

/// A body as the request log keeps it. What is secret is taken out a little later, on a worker, as to look for secrets
/// takes longer than to fetch a page of a list. Nobody sees it before: who reads it earlier takes them out himself.
class LogText {
public:
    LogText() = default;
    LogText(const QByteArray &text); ///< harmless already
    LogText(const char *text);
    /// The first bytes of a body; secrets: values to look for as they are.
    static LogText ofBody(const QByteArray &body, qsizetype limit, const QList<QByteArray> &secretMembers,
                          const QList<QByteArray> &secrets);

    const QByteArray &redacted() const; ///< from any thread
    bool isSettled() const; ///< nothing secret is kept any more
    operator const QByteArray &() const { return redacted(); }
    bool isEmpty() const { return !m_body; }
    qsizetype size() const { return redacted().size(); }

private:
    struct Body;
    std::shared_ptr<Body> m_body; ///< copies share it, so that it is looked through once
};

} // namespace net
