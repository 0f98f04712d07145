#include "core/openwhisk/operations.h"

#include "core/json/text.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"

#include <QPointer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

/// A record holds up to 1 MB of result and 10 MB of logs, escaped.
constexpr qint64 recordCap = 128LL * 1024 * 1024;

QByteArray recordPath(const QString &id, const char *part = "")
{
    const QString plain = id.trimmed().toLower().remove(u'-');
    return collectionPath(Collection::Activations) + '/' + QUrl::toPercentEncoding(plain) + part;
}

Async<json::Value> document(net::Client &client, const QByteArray &target, QObject *owner)
{
    net::Request request;
    request.target = target;
    request.bodyCap = recordCap;
    request.parseJson = false;
    return thenOnPool(client.send(request, owner), [](const net::Reply &reply) { return json::parse(reply->body); });
}

/// Asks for one record until it is there or patience ends.
class RecordWatch final : public QObject {
public:
    RecordWatch(net::Client &client, QString id, int patienceMs, QObject *parent)
        : QObject(parent), m_client(&client), m_id(std::move(id)), m_leftMs(patienceMs)
    {
        m_promise.start();
    }
    Async<Activation> start()
    {
        const auto future = m_promise.future();
        look();
        return future;
    }

private:
    void look()
    {
        if (!m_client)
            return finish(Error{Error::Kind::Canceled, {}, {}});
        deliver(getActivation(*m_client, m_id, this), this, [this](const Result<Activation> &record) { judge(record); });
    }
    void judge(const Result<Activation> &record)
    {
        const bool notYet = !record && record.error().kind == Error::Kind::NotFound;
        if (!notYet || m_leftMs <= 0)
            return finish(record);
        static constexpr int pauses[] = {100, 500, 1000, 2000, 4000};
        const int pause = std::min(pauses[std::min(m_looks++, 4)], m_leftMs);
        m_leftMs -= pause;
        QTimer::singleShot(pause, this, [this] { look(); });
    }
    void finish(const Result<Activation> &record)
    {
        m_promise.addResult(record);
        m_promise.finish();
        deleteLater();
    }

    QPromise<Result<Activation>> m_promise;
    QPointer<net::Client> m_client;
    QString m_id;
    int m_leftMs;
    int m_looks = 0;
};

} // namespace

QByteArray activationsTarget(const ActivationQuery &query)
{
    QByteArray target = collectionPath(Collection::Activations) + "?limit=" + QByteArray::number(query.limit);
    if (query.skip)
        target += "&skip=" + QByteArray::number(query.skip);
    if (!query.name.isEmpty())
        target += "&name=" + QUrl::toPercentEncoding(query.name);
    if (query.since)
        target += "&since=" + QByteArray::number(*query.since);
    if (query.upto)
        target += "&upto=" + QByteArray::number(*query.upto);
    return target;
}

Async<List<ActivationSummary>> listActivations(net::Client &client, const ActivationQuery &query, QObject *owner)
{
    net::Request request;
    request.target = activationsTarget(query);
    request.parseJson = false;
    return thenOnPool(client.send(request, owner), [](const net::Reply &reply) {
        return decodeRows<ActivationSummary>(reply->body).transform([](const QList<ActivationSummary> &rows) {
            return List<ActivationSummary>(std::make_shared<const QList<ActivationSummary>>(rows));
        });
    });
}

Async<Activation> getActivation(net::Client &client, const QString &id, QObject *owner)
{
    return thenOnPool(document(client, recordPath(id), owner),
                      [](const json::Value &record) { return Activation::fromJson(record); });
}

Async<Activation> awaitActivation(net::Client &client, const QString &id, int patienceMs, QObject *owner)
{
    return (new RecordWatch(client, id, patienceMs, owner ? owner : &client))->start();
}

Async<QList<LogLine>> getActivationLogs(net::Client &client, const QString &id, QObject *owner)
{
    return thenOnPool(document(client, recordPath(id, "/logs"), owner), [](const json::Value &answer) {
        QList<LogLine> lines;
        for (const json::Value &line : answer.value(u"logs").items())
            lines.append(parseLogLine(line.toString()));
        return Result<QList<LogLine>>(lines);
    });
}

Async<json::Value> getActivationResult(net::Client &client, const QString &id, QObject *owner)
{
    return chain(document(client, recordPath(id, "/result"), owner),
                 [](const json::Value &response) { return ready<json::Value>(response.value(u"result")); });
}

} // namespace openwhisk
