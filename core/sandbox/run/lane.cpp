#include "core/sandbox/run/lane.h"

#include "core/sandbox/run/programrun.h"
#include "core/sandbox/run/verdict.h"
#include "core/sandbox/run/worker.h"

#include <QDateTime>
#include <QDir>

#include <chrono>
#include <cstring>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QByteArray imageOf(const RunRequest &request)
{
    const auto version = request.kind.section(u':', 1).toUtf8();
    if (isNode(request))
        return "openwhisk/action-nodejs-v" + version;
    return isPython(request) ? "openwhisk/action-python-v" + version : QByteArrayLiteral("openwhisk/dockerskeleton");
}

constexpr qint64 startLimitMs = 30000; ///< for an interpreter to start, on a machine that has much to do
constexpr qint64 logsWaitMs = 2000; ///< for lines that were written before the answer and come after it

qint64 wallMs(const RunRequest &request)
{
    return QDateTime::currentMSecsSinceEpoch() + request.clockOffset;
}

Program interpreterFor(const Workplace &place, const RunRequest &request, const QString &folder)
{
    const bool node = isNode(request);
    Program program{node ? place.node : place.python,
                    {place.folder + (node ? u"/launcher.js"_s : u"/launcher.py"_s)},
                    baseEnvironment(folder) + contextEnvironment(request), folder, true};
    program.environment.append({"__OW_EXECUTION_ENV", imageOf(request)});
    if (!node)
        program.environment += Environment{{"__OW_PROXY_VERSION", "1.17.1"}, {"__OW_WAIT_FOR_ACK", "1"}};
    return program;
}

Prepared preparedFor(const RunRequest &request, const QString &base)
{
    const auto folder = makeFolder(base);
    const auto code = request.code();
    if (isProgram(request))
        return prepareProgram(code, request.binary, folder);
    return isNode(request) ? prepareNode(code, request.binary, folder) : preparePython(code, request.binary, folder);
}

} // namespace

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Lane::Lane(const Workplace &place, Job job, std::function<void()> wake)
    : m_place(place)
    , m_job(std::move(job))
    , m_key(m_job->request.key)
{
    begin();
    prepare(std::move(wake));
}

Lane::~Lane()
{
    if (m_prepared.valid())
        QDir(m_prepared.get().folder).removeRecursively();
}

void Lane::prepare(std::function<void()> wake)
{
    // Code is up to 48 MB and an archive may hold thousands of files: not on the thread that serves all runs.
    m_prepared = std::async(std::launch::async, [request = m_job->request, base = m_place.folder, wake = std::move(wake)] {
        auto prepared = preparedFor(request, base);
        wake();
        return prepared;
    });
}

/// What went wrong, or nothing.
QString Lane::start()
{
    auto prepared = m_prepared.get();
    const auto folder = prepared.folder;
    if (isProgram(m_job->request)) {
        m_container = std::make_unique<ProgramRun>(m_place, folder, prepared.problem);
    } else {
        int error = 0;
        auto process = Process::start(interpreterFor(m_place, m_job->request, folder), *m_place.guard, &error);
        if (!process) {
            QDir(folder).removeRecursively();
            return QString::fromLocal8Bit(std::strerror(error));
        }
        m_container = std::make_unique<Worker>(std::move(process), std::move(prepared));
    }
    m_phase = Phase::Starting;
    m_deadline = steadyMs() + startLimitMs;
    return {};
}

/// The moment from which the run's time counts; what was before is waiting.
void Lane::begin()
{
    m_begun = steadyMs();
    m_outcome.start = wallMs(m_job->request);
    m_outcome.waitTime = std::max<qint64>(m_outcome.start - m_job->request.received, 0);
}

void Lane::startInit()
{
    begin();
    m_phase = Phase::Init;
    m_deadline = steadyMs() + m_job->request.timeout;
    m_container->init(m_job->request);
}

void Lane::startRun()
{
    m_phase = Phase::Run;
    m_deadline = steadyMs() + m_job->request.timeout;
    m_container->run(m_job->request, wallMs(m_job->request) + m_job->request.timeout);
}

void Lane::take(Job job)
{
    m_job = std::move(job);
    m_used = true;
    m_outcome = {};
    begin();
    if (std::exchange(m_paused, false) && process())
        process()->resume();
    startRun();
}

void Lane::pauseWhenDue(qint64 after)
{
    if (busy() || m_paused || steadyMs() - m_idleSince < after)
        return;
    m_paused = true;
    if (process())
        process()->pause();
}

qint64 Lane::memoryLimit() const
{
    return m_job && m_container && m_container->process() && m_phase != Phase::Logs ? qint64(m_job->request.memory) * 1048576 : 0;
}

Lane::Step Lane::advance()
{
    if (!busy())
        return process() && process()->exited() ? Step::Over : Step::Idle;
    if (m_phase == Phase::Preparing) {
        if (m_prepared.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return Step::Waiting;
        if (!start().isEmpty()) {
            judgeMissing(m_job->request, &m_outcome);
            return conclude();
        }
    }
    if (m_phase == Phase::Starting && m_container->ready())
        startInit();
    if (m_phase == Phase::Logs)
        return m_container->logsComplete() || steadyMs() >= m_deadline ? finish() : Step::Waiting;
    if (const auto reply = m_container->reply())
        return onReply(*reply);
    if (steadyMs() < m_deadline)
        return Step::Waiting;
    m_container->kill();
    judgeTimeout(m_job->request, m_phase != Phase::Run, &m_outcome);
    return conclude();
}

Lane::Step Lane::onReply(const Reply &reply)
{
    const bool init = m_phase == Phase::Init || m_phase == Phase::Starting;
    if (reply.died && !init && m_used)
        return Step::Again; // its work before may have broken it, so the call gets a fresh one
    if (init && !reply.died && reply.status == 200) {
        m_outcome.initTime = steadyMs() - m_begun;
        startRun();
        return Step::Waiting;
    }
    if (reply.died)
        judgeDeath(m_job->request, init, &m_outcome);
    else if (init)
        judgeInit(m_job->request, reply, &m_outcome);
    else
        judgeRun(reply, &m_outcome);
    return conclude();
}

Lane::Step Lane::endForMemory()
{
    m_container->kill();
    judgeMemory(m_job->request, m_phase != Phase::Run, &m_outcome);
    return conclude();
}

Lane::Step Lane::abort()
{
    if (m_container)
        m_container->kill();
    if (m_phase == Phase::Logs)
        return finish();
    judgeStopped(&m_outcome);
    return conclude();
}

/// The run is over; its log lines may not all be here.
Lane::Step Lane::conclude()
{
    const auto duration = m_container ? steadyMs() - m_begun : 0;
    if (m_container && m_phase != Phase::Run)
        m_outcome.initTime = duration;
    m_outcome.end = m_outcome.start + duration;
    if (!m_container || m_container->logsComplete())
        return finish();
    m_phase = Phase::Logs;
    m_deadline = steadyMs() + logsWaitMs;
    return Step::Waiting;
}

Lane::Step Lane::finish()
{
    const auto job = std::move(*std::exchange(m_job, {}));
    const bool failed = m_outcome.status == RunStatus::DeveloperError || m_outcome.status == RunStatus::InternalError;
    bool truncated = false;
    if (m_container && job.request.logs > 0) {
        auto collected = m_container->logs(job.request);
        truncated = collected.truncated;
        m_outcome.logs = std::move(collected.lines);
        if (failed && !job.request.standaloneLogs)
            m_outcome.logs.append(warningLine(job.request.clockOffset));
    }
    m_idleSince = steadyMs();
    job.done(m_outcome);
    return failed || truncated ? Step::Over : Step::Idle;
}

} // namespace sandbox
