#include "core/openwhisk/activationfeed_p.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace openwhisk {

namespace {

// Of the six connections to a host one is left to everybody else, the head's looks among them.
constexpr int sideBySide = 5;
constexpr int sideBySideWithDeep = 4;

} // namespace

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
    plan.expect(std::exchange(above, {}));
    pastTopMs = plan.completeFrom();
    pastFromMs = plan.from();
    past = crawl(plan, deep.crawl ? sideBySideWithDeep : sideBySide, timing.retryMs,
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
    Item item{{fromMs, toMs, why}, tries};
    const auto touches = [&](const Item &known) { return known.gap.fromMs <= toMs + 1 && known.gap.toMs >= fromMs - 1; };
    for (const Item &known : std::as_const(gaps)) {
        if (!touches(known))
            continue;
        item.gap.fromMs = std::min(item.gap.fromMs, known.gap.fromMs);
        item.gap.toMs = std::max(item.gap.toMs, known.gap.toMs);
        item.tries = std::max(item.tries, known.tries);
    }
    gaps.removeIf(touches);
    gaps.append(item);
    std::sort(gaps.begin(), gaps.end(), [](const Item &a, const Item &b) { return a.gap.fromMs < b.gap.fromMs; });
    if (!gapTimer.isActive())
        gapTimer.start(randomPause(timing.retryMs, tries + 1));
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
            gapTimer.start(randomPause(timing.retryMs, gaps.first().tries));
        update();
    };
    gapCrawl = crawl({gapRead.gap.fromMs, gapRead.gap.toMs}, 1, timing.retryMs, [this](const Batch &batch) { take(batch); }, end);
    gapCrawl->setDivides(true);
    gapCrawl->resume();
}

CrawlPlan ActivationFeed::Private::aroundGaps(CrawlPlan plan) const
{
    QList<Gap> known;
    for (const Item &item : gaps)
        known.append(item.gap);
    if (gapCrawl)
        known.append(gapRead.gap);
    std::sort(known.begin(), known.end(), [](const Gap &a, const Gap &b) { return a.fromMs < b.fromMs; });
    for (const Gap &gap : std::as_const(known))
        plan.leaveOut(gap.fromMs, gap.toMs);
    return plan;
}

QList<ActivationFeed::Gap> ActivationFeed::Private::missed() const
{
    QList<Gap> all = cut;
    for (const Item &item : gaps)
        all.append(item.gap);
    const auto isPart = [this](const Item &item) { return item.gap.fromMs >= gapRead.gap.fromMs && item.gap.toMs <= gapRead.gap.toMs; };
    if (gapCrawl && std::none_of(gaps.begin(), gaps.end(), isPart))
        all.append(gapRead.gap);
    for (const ActivationCrawl *one : {head.crawl, deep.crawl, past})
        for (const CrawlPlan::Window &window : one ? one->plan().troubled() : QList<CrawlPlan::Window>())
            all.append({window.fromMs, std::min(window.toMs, clock.serverMs(QDateTime::currentMSecsSinceEpoch())), one->lastError().message});
    std::sort(all.begin(), all.end(), [](const Gap &a, const Gap &b) { return a.fromMs < b.fromMs; });
    return all;
}

} // namespace openwhisk
