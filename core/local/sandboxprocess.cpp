#include "core/local/sandboxprocess.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/local/launch.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QPromise>
#include <QStandardPaths>
#include <QThreadPool>
#include <QTimer>

#include <csignal>
#include <sys/types.h>

using namespace Qt::StringLiterals;

namespace local {

namespace {

constexpr int lookMs = 20;
constexpr int watchMs = 1000;
constexpr int retryMs = 200;

Error failure(const char *sentence, const QString &detail = {})
{
    return {Error::Kind::Rejected, QCoreApplication::translate("local", sentence), detail};
}

/// Locks, forks and waits for the file system: away from the event loop.
Async<Done> launchOnPool(const std::shared_ptr<Launch> &launch, bool enter)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    workers()->start([launch, enter, promise] {
        Result<Done> done = enter ? launch->consoles->enter() : Done{};
        if (done)
            done = launch->start();
        if (launch->isSecond()) // the owner gave up meanwhile
            launch->consoles->leave(launch->pid);
        promise->addResult(done);
        promise->finish();
    });
    return promise->future();
}

} // namespace

class SandboxProcess::Private {
public:
    Private(SandboxProcess *process, QString p, QString folder)
        : q(process), program(std::move(p)), dataDirectory(std::move(folder))
    {
        QObject::connect(&timer, &QTimer::timeout, q, [this] { state == State::Starting ? look() : watch(); });
    }
    ~Private()
    {
        if (launch && launch->isSecond())
            consoles->leave(launch->pid);
    }

    Async<SandboxAddress> start()
    {
        if (state == State::Running)
            return ready<SandboxAddress>(address);
        auto promise = std::make_shared<QPromise<Result<SandboxAddress>>>();
        promise->start();
        waiting.append(promise);
        if (state == State::Idle)
            begin();
        return promise->future();
    }

    enum class State { Idle, Starting, Running };
    SandboxProcess *q;
    QString program;
    QString dataDirectory;
    int deadlineMs = 15'000;
    State state = State::Idle;
    SandboxAddress address;
    qint64 pid = 0;     ///< of what answers
    qint64 started = 0; ///< of what was started here

private:
    void begin()
    {
        state = State::Starting;
        deadline.setRemainingTime(deadlineMs);
        const bool entered = consoles != nullptr;
        if (!entered)
            consoles = std::make_shared<Consoles>(dataDirectory);
        attempt(!entered);
    }
    void attempt(bool enter)
    {
        launch = std::make_shared<Launch>(program, dataDirectory, consoles);
        deliver(launchOnPool(launch, enter), q, [this](const Result<Done> &done) {
            started = launch->pid;
            if (!done)
                return finish(done.error());
            timer.start(started ? lookMs : retryMs);
        });
    }
    void look()
    {
        timer.stop();
        if (!started)
            return attempt(false);
        const bool alive = isAlive(started); // before the lines: what it said last must not be missed
        for (const QByteArray &line : launch->newLines())
            if (understand(QString::fromUtf8(line).trimmed()))
                return;
        if (!alive)
            return finish(failure("The sandbox ended before it was ready.", launch->lastWords()));
        if (deadline.hasExpired()) {
            ::kill(static_cast<pid_t>(started), SIGKILL);
            return finish(failure("The sandbox did not get ready in time.", launch->lastWords()));
        }
        timer.start(lookMs);
    }
    /// Says whether that ends the waiting.
    bool understand(const QString &line)
    {
        if (line.startsWith(u"ready "_s)) {
            consoles->write({started, false});
            pid = started;
            answer(line.sliced(6));
            return true;
        }
        if (!line.startsWith(u"busy "_s))
            return false;
        started = 0;
        const auto running = consoles->record();
        if (running && running->ending && !deadline.hasExpired()) {
            timer.start(retryMs);
            return true;
        }
        pid = running ? running->pid : 0; // one that was started by hand is joined, but never ended
        answer(line.sliced(5));
        return true;
    }
    void answer(const QString &url)
    {
        address = readAddress(dataDirectory);
        address.url = url;
        if (address.auth.isEmpty())
            return finish(failure("The sandbox wrote no key into its wskprops.", dataDirectory));
        finish(address);
    }
    void finish(const Result<SandboxAddress> &result)
    {
        timer.stop();
        state = result ? State::Running : State::Idle;
        if (result && pid)
            timer.start(watchMs);
        const auto promises = std::exchange(waiting, {});
        for (const auto &promise : promises) {
            promise->addResult(result);
            promise->finish();
        }
    }
    void watch()
    {
        if (isAlive(pid))
            return;
        timer.stop();
        state = State::Idle;
        const QString words = started ? launch->lastWords() : QString();
        pid = started = 0;
        Q_EMIT q->ended(words);
    }

    QTimer timer;
    QDeadlineTimer deadline;
    std::shared_ptr<Consoles> consoles;
    std::shared_ptr<Launch> launch;
    QList<std::shared_ptr<QPromise<Result<SandboxAddress>>>> waiting;
};

SandboxProcess::SandboxProcess(QString program, QString dataDirectory, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(program), std::move(dataDirectory)))
{
}

SandboxProcess::~SandboxProcess() = default;

Async<SandboxAddress> SandboxProcess::start()
{
    if (d->program.isEmpty())
        return ready<SandboxAddress>(failure("The program whiskboard-sandbox is not installed."));
    return d->start();
}

bool SandboxProcess::runningHere() const
{
    return d->state == Private::State::Running && d->started && d->pid == d->started;
}

qint64 SandboxProcess::processId() const
{
    return d->pid;
}

void SandboxProcess::setDeadline(int ms)
{
    d->deadlineMs = ms;
}

QString sandboxProgram()
{
    const QString name = u"whiskboard-sandbox"_s;
    const QString here = QCoreApplication::applicationDirPath();
    for (const QString &path : {here + u'/' + name, here + u"/../libexec/whiskboard/"_s + name})
        if (QFileInfo(path).isExecutable())
            return QFileInfo(path).canonicalFilePath();
    return QStandardPaths::findExecutable(name);
}

} // namespace local
