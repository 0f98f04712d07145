#include "core/openwhisk/activationpoll.h"

#include "core/openwhisk/feed.h"
#include "core/openwhisk/steps.h"

#include <QDateTime>
#include <QPointer>
#include <QRandomGenerator>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace openwhisk {

namespace {

constexpr int page = 200;
constexpr qsizetype mostRows = 100'000;
/// A record is stored when its run has ended, and lists go by start. Each round looks back as far as most runs last;
/// a sweep now and then as far as any may.
constexpr qint64 overlapMs = 75'000;
constexpr qint64 sweepEveryMs = 30'000;
constexpr qint64 afterLongestRunMs = 15'000;

} // namespace

class ActivationPoll::Private {
public:
    Private(ActivationPoll *poll, net::Client &c, int most) : q(poll), client(&c), capacity(most)
    {
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, q, [this] { look(); });
    }

    void start()
    {
        if (!busy)
            look();
        else
            again = true;
    }
    void wantOlder()
    {
        older = true;
        if (!busy)
            readOlder();
    }
    void schedule()
    {
        if (!viewers.isEmpty())
            timer.start(pauseAfter(intervalMs, failures, QRandomGenerator::global()->generateDouble()));
    }

    ActivationPoll *q;
    QPointer<net::Client> client;
    QTimer timer;
    QSet<QObject *> viewers;
    List<ActivationSummary> rows;
    std::optional<Error> error;
    qint64 lastGoodMs = 0;
    qint64 longestRunMs = 300'000;
    qsizetype capacity;
    int intervalMs = 2000;
    int failures = 0;
    bool good = false;
    bool end = false; ///< nothing is older than the last row

private:
    /// One walk over the newest pages, or one step back into the past. What it finds is shown when it is complete: a
    /// walk that broke off would leave a gap that nobody sees.
    struct Round {
        ActivationQuery query;
        QList<ActivationSummary> came;
        bool sweep = false;
        bool past = false;
        bool toEnd = false; ///< nothing is older than what came
    };

    void look()
    {
        timer.stop();
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        Round round;
        round.sweep = now - lastSweepMs >= sweepEveryMs;
        if (round.sweep)
            lastSweepMs = now;
        if (rows && !rows->isEmpty())
            round.query.since = lookBackFrom(now) - (round.sweep ? longestRunMs + afterLongestRunMs : overlapMs);
        begin(round);
    }
    /// The newest row's start, but never later than the server's clock: one clock that is ahead hides nothing.
    qint64 lookBackFrom(qint64 now) const
    {
        return std::min(rows->first().start, now + (client ? client->serverClockOffsetMs() : 0));
    }
    bool readOlder()
    {
        if (!std::exchange(older, false) || end || !rows || rows->isEmpty())
            return false;
        Round round;
        round.past = true;
        round.query.upto = rows->last().start;
        begin(round);
        return true;
    }
    void begin(const Round &round)
    {
        busy = true;
        ids.clear();
        if (rows)
            for (const ActivationSummary &row : *rows)
                ids.insert(row.id);
        ask(round);
    }
    void ask(const Round &round)
    {
        if (!client)
            return;
        deliver(listActivations(*client, round.query, q), q,
                [this, round](const Result<List<ActivationSummary>> &answer) { take(round, answer); });
    }
    void take(Round round, const Result<List<ActivationSummary>> &answer)
    {
        if (!answer)
            return fail(answer.error());
        const QList<ActivationSummary> &list = **answer;
        const bool fresh = std::any_of(list.begin(), list.end(), [this](const auto &row) { return !ids.contains(row.id); });
        round.came.append(list);
        const bool full = list.size() >= page;
        if (round.past ? full && !fresh : full && rows && (fresh || round.sweep) && round.came.size() < capacity) {
            round.query.skip += page;
            return ask(round);
        }
        round.toEnd = !full && (round.past || !round.query.since);
        merge(round);
    }
    void merge(const Round &round)
    {
        if (round.past)
            capacity = std::max(capacity, std::min(rows->size() + round.came.size(), mostRows));
        const auto work = [known = rows, came = round.came, most = capacity] {
            return Result<List<ActivationSummary>>(withNew(known, came, most));
        };
        deliver(onPool(work), q,
                [this, round](const Result<List<ActivationSummary>> &merged) { show(*merged, round); });
    }
    void show(const List<ActivationSummary> &merged, const Round &round)
    {
        const bool different = rows != merged || error || !good;
        if (round.toEnd || merged->size() >= mostRows)
            end = true; // as far back as there is, or as is held
        else if (rows && rows != merged && !round.past && merged->size() >= capacity)
            end = false; // the oldest may have been dropped
        rows = merged;
        error.reset();
        good = true;
        failures = 0;
        lastGoodMs = QDateTime::currentMSecsSinceEpoch();
        done(different);
    }
    void fail(const Error &why)
    {
        if (why.kind == Error::Kind::Canceled)
            return done(false);
        ++failures;
        good = false;
        const bool different = error != why;
        error = why;
        done(different);
    }
    void done(bool different)
    {
        busy = false;
        if (std::exchange(again, false))
            look();
        else if (error || !readOlder())
            schedule();
        if (different)
            Q_EMIT q->changed();
    }

    QSet<QString> ids; ///< of rows, while a round is under way
    qint64 lastSweepMs = 0;
    bool busy = false;
    bool again = false;
    bool older = false;
};

ActivationPoll::ActivationPoll(net::Client &client, QObject *parent, int capacity)
    : QObject(parent), d(std::make_unique<Private>(this, client, capacity))
{
}

ActivationPoll::~ActivationPoll() = default;

void ActivationPoll::setInterval(int ms)
{
    d->intervalMs = ms;
}

void ActivationPoll::setLongestRun(qint64 ms)
{
    d->longestRunMs = ms;
}

void ActivationPoll::addViewer(QObject *viewer)
{
    if (d->viewers.contains(viewer))
        return;
    d->viewers.insert(viewer);
    connect(viewer, &QObject::destroyed, this, [this, viewer] { removeViewer(viewer); });
    if (d->viewers.size() == 1)
        d->start();
}

void ActivationPoll::removeViewer(QObject *viewer)
{
    if (!d->viewers.remove(viewer))
        return;
    disconnect(viewer, &QObject::destroyed, this, nullptr);
    if (!d->viewers.isEmpty())
        return;
    d->timer.stop();
    Q_EMIT changed();
}

void ActivationPoll::pollNow()
{
    d->start();
}

void ActivationPoll::loadOlder()
{
    d->wantOlder();
}

bool ActivationPoll::live() const
{
    return d->good && !d->viewers.isEmpty();
}

const std::optional<Error> &ActivationPoll::error() const
{
    return d->error;
}

qint64 ActivationPoll::lastGoodMs() const
{
    return d->lastGoodMs;
}

bool ActivationPoll::loading() const
{
    return !d->rows && !d->error;
}

List<ActivationSummary> ActivationPoll::rows() const
{
    return d->rows;
}

bool ActivationPoll::reachedEnd() const
{
    return d->end;
}

} // namespace openwhisk
