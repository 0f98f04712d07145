#pragma once

#include "core/net/client.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"

/// Short ways to a client of a fake server; header only, for tests that link with core_net.
namespace netclient {

inline constexpr char key[]
    = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP";

inline net::Endpoint endpoint(const QUrl &base)
{
    net::Endpoint result;
    result.base = base;
    result.authorization = "Basic " + QByteArray(key).toBase64();
    return result;
}

inline net::Request request(const QByteArray &route, const QByteArray &body = {})
{
    net::Request result;
    result.method = route.left(route.indexOf(' '));
    result.target = route.mid(route.indexOf(' ') + 1);
    result.body = body;
    return result;
}

/// One request to a base address, with a client of its own.
inline Result<net::Reply> ask(const net::Endpoint &where, const net::Request &what, net::RequestLog *log = nullptr)
{
    net::Client client(where, log);
    return await(client.send(what, nullptr), 30'000);
}

inline Result<net::Reply> ask(const FakeServer &server, const QByteArray &route, const QByteArray &body = {})
{
    return ask(endpoint(server.url()), request(route, body));
}

/// Empty when the error is as it should be: the kind, words of cause and way on, no secret in it.
inline QString flaw(const Result<net::Reply> &result, Error::Kind kind, const QStringList &words)
{
    if (result)
        return QStringLiteral("no error");
    const Error &error = result.error();
    const QString all = error.message + error.detail;
    for (const QByteArray &secret : {QByteArray(key), QByteArray(key).toBase64(), QByteArray(key).mid(37)})
        if (all.contains(QString::fromLatin1(secret)))
            return QStringLiteral("secret in ") + all;
    for (const QString &word : words)
        if (!error.message.contains(word))
            return QStringLiteral("“%1” is not in: %2").arg(word, error.message);
    return error.kind == kind ? QString() : QStringLiteral("kind %1: %2").arg(int(error.kind)).arg(error.message);
}

} // namespace netclient

/// The request fails so, in a sentence with these words (cause, way on ...).
#define VERIFY_FAULT(result, kind, ...)                                                                                \
    do {                                                                                                               \
        const QString wrong = netclient::flaw(result, kind, QStringList{__VA_ARGS__});                                 \
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));                                                                  \
    } while (false)
