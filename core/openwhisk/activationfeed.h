#pragma once

#include "core/openwhisk/operations.h"

#include <QObject>

namespace openwhisk {

/// Follows the activations of a session, one poller however many screens look: the head with an overlap for records
/// that are stored late, and the past by windows. Hands out each record once, and again only when it changed. Stops
/// while nobody looks; says what it may have missed.
class ActivationFeed : public QObject {
    Q_OBJECT
public:
    struct Gap { ///< a span of starts (epoch ms, both ends in it) of which records may be missing
        qint64 fromMs = 0;
        qint64 toMs = 0;
        QString why; ///< a sentence for the user
        bool operator==(const Gap &) const = default;
    };
    struct State {
        bool live = false;        ///< following, and the last answer was good
        bool loading = true;      ///< nothing has come yet, not even an error
        bool crawling = false;    ///< the past is being read
        qint64 lastGoodMs = 0;    ///< epoch ms of the last good answer, 0 before it
        qint64 lagMs = -1;        ///< end of the newest new record to when it was seen, on the server's clock; -1: unknown
        qint64 clockOffsetMs = 0; ///< server's clock minus ours
        qint64 backToMs = 0;      ///< complete from there on, but for missed; 0 before the first answer, and at the end
        bool reachedEnd = false;  ///< nothing older is stored
        double progress = 1;      ///< of the crawl, 0..1; -1: nobody knows how much there is
        QList<Gap> missed;        ///< oldest first; one that can be read again is, and vanishes then
        std::optional<Error> error; ///< of the last attempt
    };
    /// What is asked how often; tests use shorter ones.
    struct Timing {
        int intervalMs = 2000;
        qint64 overlapMs = 75'000;         ///< how far a look goes back for late finishers
        int sweepEveryMs = 30'000;         ///< how often to look back as far as any run may last
        qint64 afterLongestRunMs = 15'000; ///< a record comes so late after the longest run
        int retryMs = 3'000;               ///< the first pause before something is read again
    };

    explicit ActivationFeed(net::Client &client, QObject *parent = nullptr);
    ~ActivationFeed() override;

    void setTiming(const Timing &timing);
    void setInterval(int ms);      ///< between two looks, 2 s unless told; a quarter while much comes
    void setLongestRun(qint64 ms); ///< the longest time limit there can be: so late may a record come
    void setRemembered(qsizetype records); ///< so many are told from new ones, 500,000 unless told; before it is used
    void addViewer(QObject *viewer); ///< follows while at least one lives and is added
    void removeViewer(QObject *viewer);
    void pollNow();
    void crawlTo(qint64 sinceMs);  ///< everything back to there; 0: all that is stored
    void stopCrawl();              ///< as far back as it is; crawlTo() goes on from there
    const State &state() const;

Q_SIGNALS:
    /// New records, or known ones that changed.
    void came(const openwhisk::List<openwhisk::ActivationSummary> &rows);
    void stateChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace openwhisk
