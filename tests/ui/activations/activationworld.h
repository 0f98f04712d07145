#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "tests/support/fakeserver.h"
#include "ui/activations/activationservices.h"
#include "ui/models/activationbook.h"

#include <QDateTime>
#include <QSettings>
#include <QTemporaryDir>
#include <QUrlQuery>

#include <memory>

/// A fake server with activations, a session, its feed and what the feed brought.
class ActivationWorld {
public:
    struct Run {
        QByteArray id;
        QByteArray name = "orders/price-quote";
        qint64 start = 1'700'000'000'000;
        int status = 0;
        int duration = 41;
        int wait = 9;
        int init = -1; ///< -1: warm
        QByteArray kind = "nodejs:20";
        QByteArray cause = {};
        bool timedOut = false;
    };

    ActivationWorld()
    {
        server.on("GET /api/v1/namespaces/_/activations", [this](const FakeRequest &request) { return list(request); });
        server.on("GET /api/v1/namespaces/_/activations/*", [this](const FakeRequest &request) { return one(request); });
        session = std::make_unique<openwhisk::Session>(endpoint(), QStringLiteral("fake"), QStringLiteral("Fake"), &log);
        feed = std::make_unique<openwhisk::ActivationFeed>(session->client());
        feed->setInterval(20);
        book = std::make_unique<ActivationBook>(*feed, nullptr, QString());
    }
    ~ActivationWorld()
    {
        closeSession();
    }
    /// In the order in which the shell does it.
    void closeSession()
    {
        book.reset();
        feed.reset();
        session.reset();
    }
    ActivationServices services(history::ActivationStore *store = nullptr) { return {*session, *feed, *book, store, &settings}; }

    /// "000…7" for 7, 32 hex digits.
    static QByteArray id(int number) { return QByteArray::number(number, 16).rightJustified(32, '0'); }
    void add(int count, int from = 1)
    {
        for (int i = from; i < from + count; ++i) {
            Run run;
            run.id = id(i);
            run.start += i * 1000;
            run.duration = 40 + i;
            run.name = i % 2 ? "orders/price-quote" : "hello";
            run.status = i % 5 == 0 ? 1 : 0;
            run.init = i % 4 == 0 ? 20 : -1;
            runs.prepend(run);
        }
    }

    /// As if it had just run: what is long over, a feed that has begun does not look for.
    void addNow(int number, int status, const QByteArray &name = "orders/checkout")
    {
        Run run;
        run.id = id(number);
        run.name = name;
        run.status = status;
        run.start = QDateTime::currentMSecsSinceEpoch() + number;
        runs.prepend(run);
    }

    FakeServer server;
    net::RequestLog log;
    std::unique_ptr<openwhisk::Session> session;
    std::unique_ptr<openwhisk::ActivationFeed> feed;
    std::unique_ptr<ActivationBook> book;
    QTemporaryDir dir;
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    QList<Run> runs; ///< newest first
    QByteArray logs = R"("2023-11-14T22:13:20.141000000Z stdout: priced 1 items", "2023-11-14T22:13:20.150Z stderr: Traceback")";
    QByteArray result = R"({"net":428.40,"currency":"EUR"})";

private:
    net::Endpoint endpoint() const
    {
        net::Endpoint where;
        where.base = server.url();
        where.authorization = "Basic eDp5";
        return where;
    }
    static QByteArray row(const Run &run)
    {
        const QByteArray init = run.init < 0 ? QByteArray() : R"(,{"key":"initTime","value":)" + QByteArray::number(run.init) + "}";
        const QByteArray cause = run.cause.isEmpty() ? QByteArray() : R"(,"cause":")" + run.cause + '"';
        return R"("namespace":"guest","name":")" + run.name.mid(run.name.indexOf('/') + 1) + R"(","version":"0.0.7","publish":false,)"
            R"("activationId":")" + run.id + R"(","start":)" + QByteArray::number(run.start) + R"(,"end":)"
            + QByteArray::number(run.start + run.duration) + R"(,"duration":)" + QByteArray::number(run.duration) + cause
            + R"(,"annotations":[{"key":"path","value":"guest/)" + run.name + R"("},{"key":"kind","value":")" + run.kind
            + R"("},{"key":"timeout","value":)" + (run.timedOut ? "true" : "false") + R"(},{"key":"waitTime","value":)"
            + QByteArray::number(run.wait) + "}" + init + "]";
    }
    FakeAnswer list(const FakeRequest &request) const
    {
        const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
        const auto number = [&](const QString &name, qint64 otherwise) {
            return query.hasQueryItem(name) ? query.queryItemValue(name).toLongLong() : otherwise;
        };
        const QByteArray name = query.queryItemValue(QStringLiteral("name"), QUrl::FullyDecoded).toUtf8();
        QList<QByteArray> rows;
        qint64 skip = number(QStringLiteral("skip"), 0);
        for (const Run &run : runs) {
            if (run.start < number(QStringLiteral("since"), 0) || run.start > number(QStringLiteral("upto"), 1LL << 60)
                || (!name.isEmpty() && run.name != name) || skip-- > 0)
                continue;
            if (rows.size() < number(QStringLiteral("limit"), 30))
                rows.append('{' + row(run) + R"(,"statusCode":)" + QByteArray::number(run.status) + '}');
        }
        return answer::json('[' + rows.join(',') + ']');
    }
    FakeAnswer one(const FakeRequest &request) const
    {
        static const QList<QByteArray> words{"success", "application error", "action developer error", "whisk internal error"};
        for (const Run &run : runs) {
            if (request.target.endsWith("/logs") && request.target.contains(run.id))
                return answer::json(R"({"logs":[)" + logs + "]}");
            if (request.target.endsWith(run.id))
                return answer::json('{' + row(run) + R"(,"subject":"guest","response":{"status":")" + words.at(run.status)
                                    + R"(","success":true,"result":)" + result + R"(},"logs":[)" + logs + "]}");
        }
        return answer::json(R"({"error":"The requested resource does not exist.","code":"x"})", 404);
    }
};
