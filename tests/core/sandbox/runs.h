#pragma once

#include "core/json/text.h"
#include "core/sandbox/run/runner.h"

#include <QDateTime>

#include <future>

/// What tests ask of a runner, in few words.
namespace runs {

using namespace sandbox;
using namespace Qt::StringLiterals;

inline QByteArray operator""_qb(const char *text, size_t size)
{
    return {text, qsizetype(size)};
}

inline RunRequest request(const QString &kind, const QByteArray &code, const QByteArray &arguments = "{}")
{
    RunRequest request;
    request.key = QString::fromUtf8(kind.toUtf8() + code);
    request.kind = kind;
    request.main = u"main"_s;
    request.code = [code] { return code; };
    request.arguments = json::read(arguments)->value;
    request.received = QDateTime::currentMSecsSinceEpoch();
    request.timeout = 20000;
    return request;
}

inline RunRequest node(const QByteArray &code, const QByteArray &arguments = "{}")
{
    return request(u"nodejs:20"_s, code, arguments);
}

inline RunRequest python(const QByteArray &code, const QByteArray &arguments = "{}")
{
    return request(u"python:3.11"_s, code, arguments);
}

inline RunRequest program(const QByteArray &code, const QByteArray &arguments = "{}")
{
    auto made = request(u"blackbox"_s, code, arguments);
    made.image = u"openwhisk/dockerskeleton"_s;
    return made;
}

inline std::future<RunOutcome> start(Runner &runner, RunRequest request)
{
    auto promise = std::make_shared<std::promise<RunOutcome>>();
    runner.run(std::move(request), [promise](const RunOutcome &outcome) { promise->set_value(outcome); });
    return promise->get_future();
}

inline RunOutcome run(Runner &runner, RunRequest request)
{
    return start(runner, std::move(request)).get();
}

inline QByteArray result(const RunOutcome &outcome)
{
    return json::compact(outcome.result);
}

inline QString error(const RunOutcome &outcome)
{
    return outcome.result.value(u"error").toString();
}

/// Log lines without their times.
inline QStringList lines(const RunOutcome &outcome)
{
    QStringList all;
    for (const auto &line : outcome.logs)
        all.append(line.mid(31));
    return all;
}

} // namespace runs
