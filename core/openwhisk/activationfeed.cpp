#include "core/openwhisk/activationfeed_p.h"

#include "core/async/deliver.h"
#include "core/net/pause.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <tuple>
#include <utility>

namespace openwhisk {

namespace {

// The past takes up to five of the six connections to a host.
constexpr int headSideBySide = 2;
constexpr int deepSideBySide = 1;
constexpr int triesOfFirst = 3; ///< looks at all there is, before one at what begins from now on
constexpr qsizetype muchNew = 20; ///< rows of a look after which the next one comes sooner
constexpr int soonerBy = 4;
constexpr int smallestPage = 20;  ///< no server gives less at once: fewer rows are chance
constexpr int quietMs = 100;      ///< between two signals while a crawl moves on
constexpr qint64 clockStep = 250; ///< less is no news

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool looksTheSame(const ActivationFeed::State &a, const ActivationFeed::State &b)
{
    const auto parts = [](const ActivationFeed::State &s) {
        return std::tie(s.live, s.loading, s.crawling, s.lagMs, s.clockOffsetMs, s.backToMs, s.reachedEnd, s.progress,
                        s.missed, s.error);
    };
    return parts(a) == parts(b);
}

} // namespace

int randomPause(int ms, int failures)
{
    return net::pauseAfter(ms, failures, QRandomGenerator::global()->generateDouble());
}

ActivationFeed::Private::Private(ActivationFeed *feed, net::Client &c) : q(feed), client(&c)
{
    for (QTimer *one : {&timer, &gapTimer, &telling})
        one->setSingleShot(true);
    connect(&timer, &QTimer::timeout, q, [this] { look(); });
    connect(&gapTimer, &QTimer::timeout, q, [this] { readGap(); });
    connect(&telling, &QTimer::timeout, q, [this] { tell(); });
    setTiming(timing);
}

void ActivationFeed::Private::setTiming(const Timing &t)
{
    timing = t;
    looks.setDepth(ActivationLooks::Overlap, {t.overlapMs, 0});
    looks.setDepth(ActivationLooks::Sweep, {longestRunMs + t.afterLongestRunMs, t.sweepEveryMs});
}

void ActivationFeed::Private::viewersChanged()
{
    const bool on = !viewers.isEmpty();
    run(on);
    if (on)
        look();
    update();
}

void ActivationFeed::Private::run(bool on)
{
    for (ActivationCrawl *one : {head.crawl, deep.crawl, past, gapCrawl})
        if (one)
            on ? one->resume() : one->pause();
    if (on && !gaps.isEmpty())
        gapTimer.start(0);
    if (on)
        return;
    timer.stop();
    gapTimer.stop();
}

// ---- the head

void ActivationFeed::Private::look()
{
    timer.stop();
    if (!client)
        return;
    if (busy) {
        again = true;
        if (head.crawl)
            head.crawl->resume(); // rather than after its pause
        return;
    }
    busy = true;
    looks.hasBegun() ? follow() : lookFirst();
}

void ActivationFeed::Private::lookFirst()
{
    // What cannot be read among the newest must not hold up what is to come.
    const bool around = failures >= triesOfFirst && failures % 2 && state.error && mayBeTheWindow(*state.error);
    const CrawlPlan::Window window{around ? clock.serverMs(nowMs()) : 0};
    deliver(readActivations(*client, window, q), q, [this, window](const Result<Batch> &batch) {
        busy = false;
        if (batch && window.fromMs > 0)
            beginAbove(window.fromMs, *batch);
        else if (batch)
            begin(*batch);
        else if (batch.error().kind != Error::Kind::Canceled)
            failed(batch.error());
        if (batch || batch.error().kind != Error::Kind::Canceled)
            schedule();
    });
}

void ActivationFeed::Private::begin(const Batch &batch)
{
    const CrawlPlan::Answer &answer = batch->answer;
    good(batch);
    newestMs = answer.rows > 0 ? answer.newestMs : clock.serverMs(batch->sentMs);
    looks.begin(nowMs(), shownAt(batch->sentMs));
    take(batch);
    if (answer.rows == 0) {
        state.reachedEnd = true;
    } else if (answer.rows < CrawlPlan::page) {
        confirmEnd(answer);
    } else {
        pastFromMs = answer.oldestMs + 1; // that millisecond may hold more
        above = answer;
        state.backToMs = pastFromMs;
        readPast();
    }
    update();
}

void ActivationFeed::Private::beginAbove(qint64 fromMs, const Batch &batch)
{
    good(batch);
    newestMs = std::max(fromMs, batch->answer.newestMs);
    looks.begin(nowMs(), fromMs);
    take(batch);
    pastFromMs = fromMs;
    state.backToMs = fromMs;
    readPast();
    update();
}

/// Was it all, or all that this server gives at once?
void ActivationFeed::Private::confirmEnd(const CrawlPlan::Answer &first)
{
    pastFromMs = first.oldestMs;
    state.backToMs = first.oldestMs;
    deliver(readActivations(*client, {0, first.oldestMs - 1}, q), q, [this, first](const Result<Batch> &below) {
        if (below && (*below)->answer.rows == 0) {
            state.reachedEnd = true;
            state.backToMs = 0;
        } else if (below) {
            fullPage = std::max(first.rows, smallestPage);
            take(*below);
        }
        readPast();
        update();
    });
}

void ActivationFeed::Private::follow()
{
    const qint64 now = nowMs();
    const qint64 quick = looks.quickSince();
    qint64 since = quick;
    head = {};
    head.startedMs = now;
    for (const Tier tier : {ActivationLooks::Overlap, ActivationLooks::Sweep, ActivationLooks::Deep}) {
        if (looks.isDue(tier, now) && looks.isCheap(tier)) {
            since = std::min(since, looks.since(tier));
            head.tiers.append(tier);
        } else if (looks.isDue(tier, now) && !deep.crawl) {
            lookDeep(tier, quick);
        }
    }
    head.crawl = crawl(aroundGaps({std::max<qint64>(since, 1), CrawlPlan::open}), headSideBySide, timing.intervalMs,
                       [this](const Batch &batch) { takeHead(batch); }, [this] { headEnded(); });
    head.crawl->setNewest(std::max(newestMs, clock.serverMs(now)));
    head.crawl->resume();
}

void ActivationFeed::Private::takeHead(const Batch &batch)
{
    good(batch);
    newestMs = std::max(newestMs, batch->answer.newestMs);
    const bool first = head.shownMs == 0;
    if (first) // what comes while the rest is read is for the next look
        head.shownMs = shownAt(batch->sentMs);
    const List<ActivationSummary> fresh = take(batch);
    head.fresh += fresh->size();
    for (const ActivationSummary &row : *fresh)
        head.late.append(looks.shownMs() - row.start);
    if (first)
        measureLag(batch, *fresh);
    update();
}

void ActivationFeed::Private::headEnded()
{
    const int pages = head.crawl->pages();
    std::exchange(head.crawl, nullptr)->deleteLater();
    if (head.shownMs > 0)
        looks.lookedQuick(head.shownMs, head.late);
    for (const Tier tier : std::as_const(head.tiers))
        looks.looked(tier, head.startedMs, nowMs(), looks.shownMs(), pages);
    busy = false;
    schedule();
}

void ActivationFeed::Private::schedule()
{
    if (viewers.isEmpty())
        again = false;
    else if (std::exchange(again, false))
        look();
    else
        timer.start(failures > 0 ? randomPause(timing.intervalMs, failures)
                                 : timing.intervalMs / (head.fresh >= muchNew ? soonerBy : 1));
}

void ActivationFeed::Private::lookDeep(Tier tier, qint64 upToMs)
{
    const qint64 since = std::max<qint64>(looks.since(tier), 1);
    deep = {};
    deep.tiers = {tier};
    deep.startedMs = nowMs();
    deep.shownMs = shownAt(deep.startedMs);
    deep.crawl = crawl(aroundGaps({since, std::max(since, upToMs)}), deepSideBySide, timing.retryMs,
                       [this](const Batch &batch) { take(batch); }, [this] { deepEnded(); });
    deep.crawl->resume();
}

void ActivationFeed::Private::deepEnded()
{
    const int pages = deep.crawl->pages();
    std::exchange(deep.crawl, nullptr)->deleteLater();
    looks.looked(deep.tiers.first(), deep.startedMs, nowMs(), deep.shownMs, pages);
    update();
}

// ---- what all have in common

List<ActivationSummary> ActivationFeed::Private::take(const Batch &batch)
{
    good(batch);
    const QList<qsizetype> fresh = seen.fresh(batch->marks);
    List<ActivationSummary> rows(batch, &batch->rows); // mostly all of them: no copy
    if (fresh.size() < batch->rows.size()) {
        auto some = std::make_shared<QList<ActivationSummary>>();
        for (const qsizetype i : fresh)
            some->append(batch->rows[i]);
        rows = some;
    }
    if (!fresh.isEmpty())
        Q_EMIT q->came(rows);
    return rows;
}

void ActivationFeed::Private::measureLag(const Batch &batch, const QList<ActivationSummary> &fresh)
{
    const qint64 seenMs = clock.serverMs(batch->receivedMs);
    qint64 newest = 0;
    for (const ActivationSummary &row : fresh) {
        const qint64 end = row.end.value_or(row.start);
        newest = std::max(newest, end <= seenMs ? end : row.start); // an end that lies ahead tells nothing
    }
    if (newest > 0)
        state.lagMs = std::max<qint64>(seenMs - newest, 0);
}

void ActivationFeed::Private::good(const Batch &batch)
{
    clock.hear(batch->date, batch->sentMs, batch->receivedMs);
    if (std::abs(clock.offsetMs() - state.clockOffsetMs) >= clockStep)
        state.clockOffsetMs = clock.offsetMs();
    state.lastGoodMs = nowMs();
    state.loading = false;
    state.error.reset();
    failures = 0;
    answered = true;
}

void ActivationFeed::Private::failed(const Error &why)
{
    if (why.kind == Error::Kind::Canceled)
        return;
    ++failures;
    answered = false;
    state.loading = false;
    state.error = why;
    update();
}

void ActivationFeed::Private::update()
{
    state.live = answered && !viewers.isEmpty();
    state.crawling = past != nullptr;
    state.progress = 1;
    if (past) {
        const qint64 at = past->plan().completeFrom();
        const qint64 from = past->plan().from();
        state.backToMs = at;
        state.progress = from > 0 ? double(pastTopMs - at) / double(std::max<qint64>(pastTopMs - from, 1)) : -1;
    }
    state.missed = missed();
    const int pause = past ? quietMs : 0;
    if (!telling.isActive() || telling.remainingTime() > pause) // that a crawl has ended is no news to wait with
        telling.start(pause);
}

void ActivationFeed::Private::tell()
{
    if (looksTheSame(told, state))
        return;
    told = state;
    Q_EMIT q->stateChanged();
}

// ---- the feed

ActivationFeed::ActivationFeed(net::Client &client, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, client))
{
}

ActivationFeed::~ActivationFeed() = default;

void ActivationFeed::setTiming(const Timing &timing) { d->setTiming(timing); }
void ActivationFeed::setInterval(int ms) { d->timing.intervalMs = ms; }
void ActivationFeed::pollNow() { d->look(); }
void ActivationFeed::crawlTo(qint64 sinceMs) { d->wantPast(sinceMs); }
void ActivationFeed::stopCrawl() { d->stopPast(); }
const ActivationFeed::State &ActivationFeed::state() const { return d->state; }

void ActivationFeed::setRemembered(qsizetype records)
{
    d->seen = SeenActivations(records);
}

void ActivationFeed::setLongestRun(qint64 ms)
{
    d->longestRunMs = ms;
    d->setTiming(d->timing);
}

void ActivationFeed::addViewer(QObject *viewer)
{
    if (d->viewers.contains(viewer))
        return;
    d->viewers.insert(viewer);
    connect(viewer, &QObject::destroyed, this, [this, viewer] { removeViewer(viewer); });
    if (d->viewers.size() == 1)
        d->viewersChanged();
}

void ActivationFeed::removeViewer(QObject *viewer)
{
    if (!d->viewers.remove(viewer))
        return;
    disconnect(viewer, &QObject::destroyed, this, nullptr);
    if (d->viewers.isEmpty())
        d->viewersChanged();
}

} // namespace openwhisk
