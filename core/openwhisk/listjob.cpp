#include "core/openwhisk/listjob.h"

#include "core/async/deliver.h"

namespace openwhisk {

namespace {

/// Six connections, and two more in the queue so that none of them waits for the event loop.
constexpr int mostUnderWay = 8;

/// The server has no such query, which is no reason to show no list.
bool cannotCount(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Rejected || error.kind == Error::Kind::Protocol;
}

} // namespace

ListJob::ListJob(net::Client &client, Collection collection, QObject *parent)
    : QObject(parent), m_client(&client), m_collection(collection)
{
}

Async<net::Reply> ListJob::ask(const QByteArray &query, bool parse)
{
    net::Request request;
    request.target = collectionPath(m_collection) + query;
    request.parseJson = parse;
    return m_client ? m_client->send(request, this) : ready<net::Reply>(Error{Error::Kind::Canceled, {}, {}});
}

void ListJob::askCount()
{
    ++m_open;
    m_count.reset();
    deliver(ask("?count=true", true), this, [this](const Result<net::Reply> &reply) { count(reply); });
}

void ListJob::count(const Result<net::Reply> &reply)
{
    if (!reply && !cannotCount(reply.error()))
        return fail(reply.error());
    if (reply)
        m_count = (*reply)->document.value(QString::fromLatin1(collectionWord(m_collection))).toInteger();
    counted();
    taken();
}

void ListJob::askPage(const Span &span)
{
    ++m_open;
    m_queue.append(span);
    pump();
}

void ListJob::askPages(const QList<qint64> &skips)
{
    m_open += int(skips.size());
    for (const qint64 skip : skips)
        m_queue.append(Span{skip});
    pump();
}

void ListJob::pump()
{
    while (!m_failed && m_underWay < mostUnderWay && !m_queue.isEmpty()) {
        const Span span = m_queue.takeFirst();
        ++m_underWay;
        const QByteArray query = "?limit=" + QByteArray::number(span.limit) + "&skip=" + QByteArray::number(span.skip);
        deliver(ask(query, false), this, [this, span](const Result<net::Reply> &reply) { page(span, reply); });
    }
}

void ListJob::page(const Span &span, const Result<net::Reply> &reply)
{
    --m_underWay;
    if (!reply)
        return fail(reply.error());
    pump();
    if (!m_failed)
        take(span, (*reply)->body);
}

void ListJob::taken()
{
    if (--m_open == 0 && !m_failed)
        settle();
}

void ListJob::fail(const Error &error)
{
    if (m_failed)
        return;
    m_failed = true;
    finishWith(error);
}

} // namespace openwhisk
