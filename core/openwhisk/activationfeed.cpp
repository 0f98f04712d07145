#include "core/openwhisk/activationfeed.h"

#include "core/async/deliver.h"
#include "core/openwhisk/activationclock.h"
#include "core/openwhisk/activationcrawl.h"
#include "core/openwhisk/activationlooks.h"
#include "core/openwhisk/feed.h"

#include <QDateTime>
#include <QPointer>
#include <QRandomGenerator>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <tuple>
#include <utility>

namespace openwhisk {

namespace {

// Of the six connections to a host one is left to everybody else even when all of these are busy.
constexpr int headSideBySide = 2;
constexpr int deepSideBySide = 1;
constexpr int pastSideBySide = 3;
constexpr int pastSideBySideAlone = 4; ///< while nothing deep is read
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

int pause(int ms, int failures)
{
    return pauseAfter(ms, failures, QRandomGenerator::global()->generateDouble());
}

} // namespace

class ActivationFeed::Private {
public:
    Private(ActivationFeed *feed, net::Client &c);

    void setTiming(const Timing &t);
    void viewersChanged();
    void look();
    void wantPast(qint64 sinceMs);
    void stopPast();

    ActivationFeed *q;
    QSet<QObject *> viewers;
    Timing timing;
    qint64 longestRunMs = 300'000;
    State state;

private:
    using Tier = ActivationLooks::Tier;
    struct Look { ///< one that is under way
        ActivationCrawl *crawl = nullptr;
        QList<Tier> tiers;      ///< that it stands for
        QList<qint64> late;     ///< of what was new: its start to the look before
        qint64 startedMs = 0;
        qint64 shownMs = 0;     ///< as new as the list was
        qsizetype fresh = 0;
    };
    struct Item {
        Gap gap;
        int tries = 0;
    };

    void lookFirst();
    void begin(const Batch &batch);
    void confirmEnd(const CrawlPlan::Answer &first);
    void follow();
    void takeHead(const Batch &batch);
    void headEnded();
    void lookDeep(Tier tier, qint64 upToMs);
    void deepEnded();
    void readPast();
    void startPast(CrawlPlan plan);
    void pastEnded();
    void readGap();
    void gaveUp(qint64 fromMs, qint64 toMs, const QString &why, int tries);

    template<typename Take, typename End>
    ActivationCrawl *crawl(const CrawlPlan &plan, int sideBySide, int retryMs, Take take, End end);
    QList<ActivationSummary> take(const Batch &batch);
    void measureLag(const Batch &batch, const QList<ActivationSummary> &fresh);
    qint64 shownAt(qint64 ms) const { return std::min(newestMs, clock.serverMs(ms)); }
    void good(const Batch &batch);
    void failed(const Error &why);
    void schedule();
    void run(bool on);
    QList<Gap> missed() const;
    void update();
    void tell();

    QPointer<net::Client> client;
    QTimer timer;
    QTimer gapTimer;
    QTimer telling;
    State told;
    ActivationClock clock;
    ActivationLooks looks;
    SeenActivations seen;
    Look head;
    Look deep;
    ActivationCrawl *past = nullptr;
    ActivationCrawl *gapCrawl = nullptr;
    Item gapRead;                 ///< by gapCrawl
    QList<Item> gaps;             ///< that were given up
    QList<Gap> cut;               ///< that no second reading fills
    std::optional<qint64> wanted; ///< how far back
    qint64 pastFromMs = 0;        ///< the past that is read begins there, going down
    qint64 pastTopMs = 0;
    qint64 newestMs = 0;          ///< start of the newest record
    int fullPage = CrawlPlan::page;
    int failures = 0;
    bool answered = false;        ///< the last answer was good
    bool busy = false;            ///< looking at the head
    bool again = false;
};

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

template<typename Take, typename End>
ActivationCrawl *ActivationFeed::Private::crawl(const CrawlPlan &plan, int sideBySide, int retryMs, Take take, End end)
{
    CrawlPlan its = plan;
    its.setFullPage(fullPage);
    auto *made = new ActivationCrawl(*client, its, sideBySide, retryMs, q);
    connect(made, &ActivationCrawl::came, q, take);
    connect(made, &ActivationCrawl::failed, q, [this](const Error &why) { failed(why); });
    connect(made, &ActivationCrawl::gaveUp, q, [this, made](qint64 from, qint64 to, const Error &why) {
        gaveUp(from, to, why.message, made == gapCrawl ? gapRead.tries + 1 : 0);
    });
    connect(made, &ActivationCrawl::ended, q, end);
    return made;
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
    deliver(readActivations(*client, {}, q), q, [this](const Result<Batch> &batch) {
        busy = false;
        if (batch)
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
        state.backToMs = pastFromMs;
        readPast();
    }
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
    head.crawl = crawl({std::max<qint64>(since, 1), CrawlPlan::open}, headSideBySide, timing.intervalMs,
                       [this](const Batch &batch) { takeHead(batch); }, [this] { headEnded(); });
    head.crawl->resume();
}

void ActivationFeed::Private::takeHead(const Batch &batch)
{
    good(batch);
    newestMs = std::max(newestMs, batch->answer.newestMs);
    const bool first = head.shownMs == 0;
    if (first) // what comes while the rest is read is for the next look
        head.shownMs = shownAt(batch->sentMs);
    const QList<ActivationSummary> fresh = take(batch);
    head.fresh += fresh.size();
    for (const ActivationSummary &row : fresh)
        head.late.append(looks.shownMs() - row.start);
    if (first)
        measureLag(batch, fresh);
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
        timer.start(failures > 0 ? pause(timing.intervalMs, failures)
                                 : timing.intervalMs / (head.fresh >= muchNew ? soonerBy : 1));
}

void ActivationFeed::Private::lookDeep(Tier tier, qint64 upToMs)
{
    const qint64 since = std::max<qint64>(looks.since(tier), 1);
    deep = {};
    deep.tiers = {tier};
    deep.startedMs = nowMs();
    deep.shownMs = shownAt(deep.startedMs);
    deep.crawl = crawl({since, std::max(since, upToMs)}, deepSideBySide, timing.retryMs,
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

// ---- the past

void ActivationFeed::Private::wantPast(qint64 sinceMs)
{
    wanted = std::max<qint64>(std::min(sinceMs, wanted.value_or(sinceMs)), 0);
    readPast();
    update();
}

void ActivationFeed::Private::readPast()
{
    if (!client || !wanted || !looks.hasBegun() || state.reachedEnd || *wanted >= pastFromMs)
        return;
    if (!past)
        return startPast({*wanted, pastFromMs - 1});
    pastFromMs = *wanted;
    past->extendTo(*wanted);
}

void ActivationFeed::Private::startPast(CrawlPlan plan)
{
    pastTopMs = plan.completeFrom();
    pastFromMs = plan.from();
    past = crawl(plan, deep.crawl ? pastSideBySide : pastSideBySideAlone, timing.retryMs,
                 [this](const Batch &batch) { take(batch); update(); }, [this] { pastEnded(); });
    if (!viewers.isEmpty())
        past->resume();
}

void ActivationFeed::Private::pastEnded()
{
    const CrawlPlan &plan = past->plan();
    fullPage = plan.fullPage();
    state.reachedEnd = plan.reachedEnd();
    state.backToMs = plan.completeFrom();
    for (const qint64 ms : plan.cutBursts())
        cut.append({ms, ms, tr("More than %1 activations began in this millisecond. The rest was not read.")
                                .arg(CrawlPlan::mostInOneMs)});
    std::exchange(past, nullptr)->deleteLater();
    readPast();
    update();
}

void ActivationFeed::Private::stopPast()
{
    wanted.reset();
    if (!past)
        return;
    pastFromMs = past->plan().completeFrom(); // what came from below it will come again, and is known then
    delete std::exchange(past, nullptr);
    state.backToMs = pastFromMs;
    update();
}

// ---- what could not be read

void ActivationFeed::Private::gaveUp(qint64 fromMs, qint64 toMs, const QString &why, int tries)
{
    gaps.append({{fromMs, toMs, why}, tries});
    std::sort(gaps.begin(), gaps.end(), [](const Item &a, const Item &b) { return a.gap.fromMs < b.gap.fromMs; });
    if (!gapTimer.isActive())
        gapTimer.start(pause(timing.retryMs, tries + 1));
    update();
}

void ActivationFeed::Private::readGap()
{
    if (!client || gapCrawl || gaps.isEmpty() || viewers.isEmpty())
        return;
    const auto least = std::min_element(gaps.begin(), gaps.end(), [](const Item &a, const Item &b) { return a.tries < b.tries; });
    gapRead = *least;
    gaps.erase(least);
    const auto end = [this] {
        std::exchange(gapCrawl, nullptr)->deleteLater();
        if (!gaps.isEmpty() && !gapTimer.isActive())
            gapTimer.start(pause(timing.retryMs, gaps.first().tries));
        update();
    };
    gapCrawl = crawl({gapRead.gap.fromMs, gapRead.gap.toMs}, 1, timing.retryMs, [this](const Batch &batch) { take(batch); }, end);
    gapCrawl->resume();
}

QList<ActivationFeed::Gap> ActivationFeed::Private::missed() const
{
    QList<Gap> all = cut;
    for (const Item &item : gaps)
        all.append(item.gap);
    if (gapCrawl)
        all.append(gapRead.gap);
    for (const ActivationCrawl *one : {head.crawl, deep.crawl, past})
        for (const CrawlPlan::Window &window : one ? one->plan().troubled() : QList<CrawlPlan::Window>())
            all.append({window.fromMs, std::min(window.toMs, clock.serverMs(nowMs())), one->lastError().message});
    std::sort(all.begin(), all.end(), [](const Gap &a, const Gap &b) { return a.fromMs < b.fromMs; });
    return all;
}

// ---- what all have in common

QList<ActivationSummary> ActivationFeed::Private::take(const Batch &batch)
{
    good(batch);
    auto fresh = std::make_shared<QList<ActivationSummary>>();
    for (qsizetype i = 0; i < batch->rows.size(); ++i)
        if (seen.take(batch->marks[i]))
            fresh->append(batch->rows[i]);
    if (!fresh->isEmpty())
        Q_EMIT q->came(fresh);
    return *fresh;
}

void ActivationFeed::Private::measureLag(const Batch &batch, const QList<ActivationSummary> &fresh)
{
    qint64 newestEnd = 0;
    for (const ActivationSummary &row : fresh)
        newestEnd = std::max(newestEnd, row.end.value_or(row.start));
    if (newestEnd > 0)
        state.lagMs = std::max<qint64>(clock.serverMs(batch->receivedMs) - newestEnd, 0);
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
    if (!telling.isActive())
        telling.start(past ? quietMs : 0);
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
