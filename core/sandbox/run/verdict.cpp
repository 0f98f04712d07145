#include "core/sandbox/run/verdict.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

void fail(RunOutcome *outcome, RunStatus status, const json::Value &error)
{
    outcome->status = status;
    outcome->result = json::Value::object();
    outcome->result.set(u"error", error);
}

void fail(RunOutcome *outcome, RunStatus status, const QString &error)
{
    fail(outcome, status, json::Value::string(error));
}

/// As the proxy of the image answers it, with a line end after it.
void failAnswered(RunOutcome *outcome, const QString &error)
{
    fail(outcome, RunStatus::DeveloperError, error);
    outcome->size = json::compact(outcome->result).size() + 1;
}

void judgeTooLong(const Reply &reply, RunOutcome *outcome)
{
    fail(outcome, RunStatus::ApplicationError,
         u"The action produced a response that exceeded the allowed length: %1 > %2 bytes. "
         u"The truncated response was: "_s.arg(reply.length).arg(longestAnswer)
             + QString::fromUtf8(reply.body));
}

} // namespace

bool isPython(const RunRequest &request)
{
    return request.kind.startsWith(u"python:"_s);
}

bool isNode(const RunRequest &request)
{
    return request.kind.startsWith(u"nodejs:"_s);
}

bool isProgram(const RunRequest &request)
{
    const auto image = request.image.section(u':', 0, 0);
    return request.kind == u"blackbox"_s && (image == u"openwhisk/dockerskeleton"_s || image == u"docker.io/openwhisk/dockerskeleton"_s);
}

void judgeInit(const RunRequest &request, const Reply &reply, RunOutcome *outcome)
{
    if (reply.status == 0) // its proxy died: a real server starts it again and again until the time is up
        return judgeTimeout(request, true, outcome);
    const auto text = QString::fromUtf8(reply.body);
    const auto parsed = json::read(reply.body);
    outcome->size = text.size();
    if (const auto *error = parsed ? parsed->value.find(u"error") : nullptr)
        fail(outcome, RunStatus::DeveloperError, canonical(*error));
    else
        fail(outcome, RunStatus::DeveloperError, u"The action failed during initialization: "_s + text);
}

void judgeRun(const Reply &reply, RunOutcome *outcome)
{
    const auto text = QString::fromUtf8(reply.body);
    outcome->size = reply.length > reply.body.size() ? reply.length : text.size();
    if (reply.length > longestAnswer)
        return judgeTooLong(reply, outcome);
    const auto parsed = json::read(reply.body);
    const auto *error = parsed && parsed->value.isObject() ? parsed->value.find(u"error") : nullptr;
    if (reply.status == 200 && parsed && !error && (parsed->value.isObject() || parsed->value.isArray()))
        outcome->result = canonical(parsed->value);
    else if (error)
        fail(outcome, reply.status == 200 ? RunStatus::ApplicationError : RunStatus::DeveloperError, canonical(*error));
    else
        fail(outcome, RunStatus::DeveloperError,
             u"The action did not produce a valid JSON or JSON Array response: "_s + text);
}

void judgeDeath(const RunRequest &request, bool duringInit, RunOutcome *outcome)
{
    if (isPython(request))
        return failAnswered(outcome, duringInit ? u"Cannot start action. Check logs for details."_s : u"command exited"_s);
    if (!duringInit)
        return fail(outcome, RunStatus::DeveloperError,
                    u"The action did not produce a valid response and exited unexpectedly."_s);
    // A real server starts it again and again until its time is up; that wait is left out.
    judgeTimeout(request, true, outcome);
}

void judgeTimeout(const RunRequest &request, bool duringInit, RunOutcome *outcome)
{
    outcome->timedOut = true;
    fail(outcome, RunStatus::DeveloperError,
         u"The action exceeded its time limits of %1 milliseconds%2."_s.arg(
             QString::number(request.timeout), duringInit ? u" during initialization"_s : QString()));
}

void judgeMemory(const RunRequest &request, bool duringInit, RunOutcome *outcome)
{
    if (isPython(request) || duringInit)
        return judgeDeath(request, duringInit, outcome);
    fail(outcome, RunStatus::DeveloperError, u"The action exhausted its memory and was aborted."_s);
}

void judgeMissing(const RunRequest &request, RunOutcome *outcome)
{
    if (request.kind == u"blackbox"_s)
        fail(outcome, RunStatus::DeveloperError, u"Failed to pull container image '%1'."_s.arg(request.image));
    else
        fail(outcome, RunStatus::InternalError, u"Failed to provision resources to run the action."_s);
}

void judgeStopped(RunOutcome *outcome)
{
    outcome->status = RunStatus::InternalError;
    outcome->result = json::Value::object({{u"error"_s, json::Value::string(u"The sandbox was stopped during the run."_s)}});
}

} // namespace sandbox
