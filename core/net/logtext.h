#pragma once

#include <QByteArray>
#include <QList>

#include <memory>

namespace net {

/// A body as the request log keeps it. Nobody sees it before what is secret is taken out, but that is done only when it
/// is read first: few of many bodies ever are, and to look for secrets takes longer than to fetch a page of a list.
class LogText {
public:
    LogText() = default;
    LogText(const QByteArray &text); ///< harmless already
    LogText(const char *text);
    /// The first bytes of a body; secrets: values to look for as they are.
    static LogText ofBody(const QByteArray &body, qsizetype limit, const QList<QByteArray> &secretMembers,
                          const QList<QByteArray> &secrets);

    const QByteArray &redacted() const;
    operator const QByteArray &() const { return redacted(); }
    bool isEmpty() const { return !m_body; }
    qsizetype size() const { return redacted().size(); }

private:
    struct Body;
    std::shared_ptr<Body> m_body; ///< copies share it, so that it is looked through once
};

} // namespace net
