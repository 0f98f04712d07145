#include "core/sandbox/run/runner.h"

#include "core/sandbox/run/guard.h"
#include "core/sandbox/run/interpreters.h"
#include "core/sandbox/run/lane.h"
#include "core/sandbox/run/launchers.h"
#include "core/sandbox/run/verdict.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <csignal>
#include <list>
#include <mutex>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tickMs = 25;      ///< between two looks at time and memory while something runs
constexpr qint64 groupScanMs = 250; ///< between two looks at whole process groups, which cost more

/// The latest first, but each action's latest before another's second: one that is fired often must not cost all
/// others their warm process.
void sortByWorth(QList<Lane *> *idle)
{
    std::sort(idle->begin(), idle->end(), [](const Lane *a, const Lane *b) { return a->idleSince() > b->idleSince(); });
    QHash<QString, int> seen;
    QHash<const Lane *, int> rank;
    for (const auto *lane : std::as_const(*idle))
        rank.insert(lane, seen[lane->key()]++);
    std::stable_sort(idle->begin(), idle->end(), [&](const Lane *a, const Lane *b) { return rank[a] < rank[b]; });
}

} // namespace

class Runner::Loop {
public:
    explicit Loop(Options options);
    ~Loop();

    void add(Job job);
    bool isWarm(const QString &key) const;
    void stop();
    const QString &error() const { return m_error; }

private:
    using Lanes = std::list<std::unique_ptr<Lane>>;
    void work();
    void takeNew();
    void dispatch();
    void startNext(std::list<Job> &queue);
    Lanes::iterator idleFor(const Job &job);
    void answerMissing(Job job);
    void answerStopped(Job job);
    void wait();
    int timeout() const;
    void advanceAll();
    void again(Job job);
    Lanes::iterator after(Lanes::iterator lane, Lane::Step step);
    void limitMemory();
    void tendIdle();
    void abortAll();
    void noteWarm();
    void wake() const;
    void prepareFolder();
    int count(bool (Lane::*what)() const) const;

    Options m_options;
    QString m_error;
    Guard m_guard;
    Workplace m_place;
    int m_event = -1;
    mutable std::mutex m_mutex;
    std::list<Job> m_new; ///< with m_mutex, as the next two
    QStringList m_warm;
    bool m_stopping = false;
    std::list<Job> m_waiting;
    std::list<Job> m_background; ///< wait, too, and come after those
    Lanes m_lanes;
    qint64 m_nextLook = 0;
    qint64 m_nextScan = 0;
    std::thread m_thread;
};

Runner::Loop::Loop(Options options)
    : m_options(std::move(options))
    , m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    const auto found = findInterpreters();
    m_place = {m_options.folder, found.node, found.python, &m_guard};
    prepareFolder();
    m_thread = std::thread([this] { work(); });
}

Runner::Loop::~Loop()
{
    stop();
    QDir(m_options.folder).removeRecursively();
    close(m_event);
}

void Runner::Loop::prepareFolder()
{
    QDir(m_options.folder).removeRecursively(); // of one that was killed
    if (!QDir().mkpath(m_options.folder))
        m_error = u"The folder %1 for running actions cannot be made."_s.arg(m_options.folder);
    QFile::setPermissions(m_options.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (const auto &name : {u"launcher.js"_s, u"launcher.py"_s})
        if (QFile file(m_options.folder + u'/' + name);
            !file.open(QIODevice::WriteOnly) || file.write(launcher(name)) <= 0)
            m_error = u"%1 cannot be written to %2."_s.arg(name, m_options.folder);
}

void Runner::Loop::wake() const
{
    const quint64 one = 1;
    (void)!write(m_event, &one, sizeof one);
}

void Runner::Loop::add(Job job)
{
    bool stopped = false;
    {
        const std::lock_guard lock(m_mutex);
        stopped = m_stopping;
        if (!stopped)
            m_new.push_back(std::move(job));
    }
    if (stopped)
        answerStopped(std::move(job));
    wake();
}

bool Runner::Loop::isWarm(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    return m_warm.contains(key);
}

void Runner::Loop::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    wake();
    if (m_thread.joinable())
        m_thread.join();
}

void Runner::Loop::work()
{
    // A child that ends while it is written to must not end the sandbox.
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
    for (;;) {
        wait();
        takeNew();
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                break;
        }
        advanceAll();
        limitMemory();
        dispatch();
        tendIdle();
        noteWarm();
    }
    abortAll();
}

void Runner::Loop::takeNew()
{
    const std::lock_guard lock(m_mutex);
    while (!m_new.empty()) {
        auto &queue = m_new.front().request.background ? m_background : m_waiting;
        queue.splice(queue.end(), m_new, m_new.begin());
    }
}

int Runner::Loop::count(bool (Lane::*what)() const) const
{
    return int(std::count_if(m_lanes.begin(), m_lanes.end(), [&](const auto &lane) { return ((*lane).*what)(); }));
}

/// Calls come first, but neither of the two can hold all places against the other.
void Runner::Loop::dispatch()
{
    const auto most = m_options.mostRunning - (m_background.empty() ? 0 : std::min(m_options.spared / 2, m_options.mostRunning - 1));
    while (!m_waiting.empty() && count(&Lane::busy) < most)
        startNext(m_waiting);
    while (!m_background.empty() && count(&Lane::busy) < m_options.mostRunning
           && count(&Lane::inBackground) < std::max(1, m_options.mostRunning - m_options.spared)
           && (idleFor(m_background.front()) != m_lanes.end() || count(&Lane::starting) < m_options.mostStarting))
        startNext(m_background);
}

Runner::Loop::Lanes::iterator Runner::Loop::idleFor(const Job &job)
{
    return std::find_if(m_lanes.begin(), m_lanes.end(), [&](const auto &lane) { return lane->isIdleFor(job.request.key); });
}

void Runner::Loop::startNext(std::list<Job> &queue)
{
    auto job = std::move(queue.front());
    queue.pop_front();
    const auto &request = job.request;
    const bool runnable = isProgram(request) || (isNode(request) && !m_place.node.isEmpty())
        || (isPython(request) && !m_place.python.isEmpty());
    const auto warm = idleFor(job);
    if (!runnable)
        answerMissing(std::move(job));
    else if (warm != m_lanes.end())
        (*warm)->take(std::move(job));
    else
        m_lanes.push_back(std::make_unique<Lane>(m_place, std::move(job), [this] { wake(); }));
}

void Runner::Loop::answerMissing(Job job)
{
    RunOutcome outcome;
    outcome.start = outcome.end = job.request.received;
    judgeMissing(job.request, &outcome);
    job.done(outcome);
}

void Runner::Loop::answerStopped(Job job)
{
    RunOutcome outcome;
    outcome.start = outcome.end = job.request.received;
    judgeStopped(&outcome);
    job.done(outcome);
}

int Runner::Loop::timeout() const
{
    qint64 next = -1;
    for (const auto &lane : m_lanes) {
        const auto rest = lane->busy() ? tickMs : std::max<qint64>(lane->idleSince() + m_options.pauseAfterMs - steadyMs(), 0);
        const auto wanted = rest > 0 ? rest : 1000; // a paused one only waits for its end
        next = next < 0 ? wanted : std::min(next, wanted);
    }
    return int(next);
}

void Runner::Loop::wait()
{
    std::vector<pollfd> fds{{m_event, POLLIN, 0}};
    std::vector<Process *> owners{nullptr};
    for (const auto &lane : m_lanes)
        if (auto *process = lane->process()) {
            process->addTo(fds);
            owners.resize(fds.size(), process);
        }
    if (poll(fds.data(), fds.size(), timeout()) <= 0)
        return;
    quint64 count = 0;
    (void)!read(m_event, &count, sizeof count);
    for (size_t i = 1; i < fds.size(); ++i)
        if (fds[i].revents)
            owners[i]->serve(fds[i]);
}

void Runner::Loop::again(Job job)
{
    auto &queue = job.request.background ? m_background : m_waiting;
    queue.push_front(std::move(job));
}

Runner::Loop::Lanes::iterator Runner::Loop::after(Lanes::iterator lane, Lane::Step step)
{
    if (step == Lane::Step::Again)
        again((*lane)->retry());
    return step == Lane::Step::Over || step == Lane::Step::Again ? m_lanes.erase(lane) : std::next(lane);
}

void Runner::Loop::advanceAll()
{
    for (auto lane = m_lanes.begin(); lane != m_lanes.end();)
        lane = after(lane, (*lane)->advance());
}

void Runner::Loop::limitMemory()
{
    // Answers may come by the thousand a second; memory does not grow so fast that each is worth a look.
    if (steadyMs() < m_nextLook)
        return;
    m_nextLook = steadyMs() + tickMs;
    std::unordered_map<pid_t, qint64> groups;
    if (count(&Lane::busy) > 0 && steadyMs() >= m_nextScan) {
        groups = residentByGroup();
        m_nextScan = steadyMs() + groupScanMs;
    }
    for (auto lane = m_lanes.begin(); lane != m_lanes.end();) {
        const auto limit = (*lane)->memoryLimit();
        const auto group = limit > 0 ? (*lane)->process()->group() : 0;
        const bool over = limit > 0 && std::max(residentBytes(group), groups[group]) > limit;
        lane = over ? after(lane, (*lane)->endForMemory()) : std::next(lane);
    }
}

void Runner::Loop::tendIdle()
{
    QList<Lane *> idle;
    for (auto lane = m_lanes.begin(); lane != m_lanes.end();) {
        const bool old = !(*lane)->busy() && steadyMs() - (*lane)->idleSince() > m_options.idleSeconds * 1000;
        if (!old)
            (*lane)->pauseWhenDue(m_options.pauseAfterMs);
        if (!old && !(*lane)->busy())
            idle.append(lane->get());
        lane = old ? m_lanes.erase(lane) : std::next(lane);
    }
    sortByWorth(&idle);
    for (auto i = m_options.mostIdle; i < idle.size(); ++i)
        m_lanes.remove_if([&](const auto &lane) { return lane.get() == idle[i]; });
}

void Runner::Loop::noteWarm()
{
    QStringList warm;
    for (const auto &lane : m_lanes)
        if (!lane->busy())
            warm.append(lane->key());
    const std::lock_guard lock(m_mutex);
    m_warm = std::move(warm);
}

void Runner::Loop::abortAll()
{
    for (const auto &lane : m_lanes)
        if (lane->busy())
            lane->abort();
    m_lanes.clear();
    takeNew();
    for (auto *queue : {&m_waiting, &m_background}) {
        for (auto &job : *queue)
            answerStopped(std::move(job));
        queue->clear();
    }
}

Runner::Runner(Options options) : m_loop(std::make_unique<Loop>(std::move(options))) { }

Runner::~Runner() = default;

QString Runner::error() const
{
    return m_loop->error();
}

void Runner::run(RunRequest request, Done done)
{
    m_loop->add({std::move(request), std::move(done)});
}

bool Runner::isWarm(const QString &key) const
{
    return m_loop->isWarm(key);
}

void Runner::stop()
{
    m_loop->stop();
}

} // namespace sandbox
