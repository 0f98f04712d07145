#include "core/gateway/allcredentials.h"

#include "core/async/steps.h"

#include <QPointer>
#include <QPromise>

namespace gateway {

namespace {

constexpr int sideBySide = 4; ///< of the six that go out at once to a host
constexpr int giveUpAfter = 3; ///< failures with nothing good between them: the others would fail the same way

/// Lives as long as its owner wants it; an end before its time is a cancellation.
class Collector final : public QObject {
public:
    Collector(net::Client &client, const Server &server, QObject *owner) : QObject(owner), m_client(&client), m_server(server)
    {
        m_promise.start();
    }

    Async<AllCredentials> start()
    {
        deliver(list(*m_client, m_server, Kind::Consumer, this), this, [this](const Result<Rows> &consumers) {
            if (!consumers)
                return end(consumers.error());
            for (const Row &row : **consumers)
                m_consumers.append(row.key.id);
            m_found.resize(m_consumers.size());
            pump();
        });
        return m_promise.future();
    }

private:
    void pump()
    {
        while (m_client && m_running < sideBySide && m_next < m_consumers.size() && m_failures < giveUpAfter)
            ask(m_next++);
        if (m_running == 0)
            finish();
    }

    void ask(qsizetype place)
    {
        ++m_running;
        deliver(list(*m_client, m_server, Kind::Credential, this, m_consumers.at(place)), this, [this, place](const Result<Rows> &rows) {
            --m_running;
            take(place, rows);
            pump();
        });
    }

    void take(qsizetype place, const Result<Rows> &rows)
    {
        const bool isGone = !rows && rows.error().kind == Error::Kind::NotFound; // deleted since the list came
        m_failures = rows || isGone ? 0 : m_failures + 1;
        if (rows)
            m_found[place] = *rows;
        else if (!isGone)
            m_unread.append({m_consumers.at(place), rows.error()});
    }

    void finish()
    {
        for (; m_next < m_consumers.size() && !m_unread.isEmpty(); ++m_next)
            m_unread.append({m_consumers.at(m_next), m_unread.last().error});
        if (!m_unread.isEmpty() && m_unread.size() == m_consumers.size())
            return end(m_unread.first().error);
        QList<Row> rows;
        for (const Rows &some : std::as_const(m_found))
            if (some)
                rows.append(*some);
        end(AllCredentials{std::make_shared<const QList<Row>>(std::move(rows)), m_unread});
    }

    void end(const Result<AllCredentials> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    QPointer<net::Client> m_client;
    Server m_server;
    QPromise<Result<AllCredentials>> m_promise;
    QStringList m_consumers;
    QList<Rows> m_found; ///< by consumer
    QList<Unread> m_unread;
    qsizetype m_next = 0;
    int m_running = 0;
    int m_failures = 0;
};

} // namespace

Async<AllCredentials> allCredentials(net::Client &client, const Server &server, QObject *owner)
{
    if (server.standalone) // it has them all in its one configuration
        return chain(list(client, server, Kind::Credential, owner), [](const Rows &rows) { return ready<AllCredentials>(AllCredentials{rows, {}}); });
    return (new Collector(client, server, owner))->start();
}

} // namespace gateway
