#pragma once

#include "core/net/client.h"
#include "core/openwhisk/names.h"
#include "core/openwhisk/pages.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace openwhisk {

/// Reads pages of one list: what does not depend on the kind of row. Keeps few requests under way, so that others of
/// the same connection get their turn. Dies with its parent, and its requests with it.
class ListJob : public QObject {
public:
    ListJob(net::Client &client, Collection collection, QObject *parent);

protected:
    virtual void take(const Span &span, const QByteArray &body) = 0; ///< must end in taken() or fail()
    virtual void settle() = 0;                                  ///< all that was asked for is here
    virtual void finishWith(const Error &error) = 0;

    void askCount();
    void askPage(const Span &span);
    void askPages(const QList<qint64> &skips);
    virtual void counted() {} ///< the count came, pages may still be under way
    void begun() { ++m_open; } ///< something besides answers that must be there before settle(): ends in taken()
    void taken();              ///< one answer is dealt with
    void fail(const Error &error);
    std::optional<qint64> count() const { return m_count; } ///< none: this server does not count

private:
    void pump();
    Async<net::Reply> ask(const QByteArray &query, bool parse);
    void page(const Span &span, const Result<net::Reply> &reply);
    void count(const Result<net::Reply> &reply);

    QPointer<net::Client> m_client;
    Collection m_collection;
    QList<Span> m_queue;
    int m_underWay = 0; ///< requests
    int m_open = 0;     ///< answers not dealt with yet
    std::optional<qint64> m_count;
    bool m_failed = false;
};

} // namespace openwhisk
