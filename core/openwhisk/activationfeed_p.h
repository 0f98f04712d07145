#pragma once

#include "core/openwhisk/activationclock.h"
#include "core/openwhisk/activationcrawl.h"
#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/activationlooks.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

namespace openwhisk {

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
    SeenActivations seen;

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
    void beginAbove(qint64 fromMs, const Batch &batch);
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
    List<ActivationSummary> take(const Batch &batch); ///< gives what was new
    void measureLag(const Batch &batch, const QList<ActivationSummary> &fresh);
    qint64 shownAt(qint64 ms) const { return std::min(newestMs, clock.serverMs(ms)); }
    void good(const Batch &batch);
    void failed(const Error &why);
    void schedule();
    void run(bool on);
    QList<Gap> missed() const;
    CrawlPlan aroundGaps(CrawlPlan plan) const; ///< they are read by themselves
    void update();
    void tell();

    QPointer<net::Client> client;
    QTimer timer;
    QTimer gapTimer;
    QTimer telling;
    State told;
    ActivationClock clock;
    ActivationLooks looks;
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
    CrawlPlan::Answer above;      ///< the page above it
    qint64 newestMs = 0;          ///< start of the newest record
    int fullPage = CrawlPlan::page;
    int failures = 0;
    bool answered = false;        ///< the last answer was good
    bool busy = false;            ///< looking at the head
    bool again = false;
};

template<typename Take, typename End>
ActivationCrawl *ActivationFeed::Private::crawl(const CrawlPlan &plan, int sideBySide, int retryMs, Take take, End end)
{
    CrawlPlan its = plan;
    its.setFullPage(fullPage);
    auto *made = new ActivationCrawl(*client, its, sideBySide, retryMs, q);
    connect(made, &ActivationCrawl::came, q, take);
    connect(made, &ActivationCrawl::failed, q, [this, made](const Error &why) { made == gapCrawl ? void() : failed(why); });
    connect(made, &ActivationCrawl::gaveUp, q, [this, made](qint64 from, qint64 to, const Error &why) {
        gaveUp(from, to, why.message, made == gapCrawl ? gapRead.tries + 1 : 0);
    });
    connect(made, &ActivationCrawl::ended, q, end);
    return made;
}

/// When to try again, random so that many consoles do not come back at once.
int randomPause(int ms, int failures);

} // namespace openwhisk
