#pragma once

#include "core/openwhisk/activationcrawlplan.h"
#include "core/openwhisk/activationseen.h"
#include "core/openwhisk/operations.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace openwhisk {

/// One answer of the list of activations, decoded on a worker.
struct ActivationBatch {
    QList<ActivationSummary> rows;
    QList<ActivationMark> marks; ///< one a row
    CrawlPlan::Answer answer;
    QByteArray date;       ///< the server's clock, as the header has it
    qint64 sentMs = 0;     ///< ours
    qint64 receivedMs = 0;
};
using Batch = std::shared_ptr<const ActivationBatch>;
Async<Batch> readActivations(net::Client &client, const CrawlPlan::Window &window, QObject *owner);

/// The fault may lie in what was asked for, not in the server or the way to it.
bool mayBeTheWindow(const Error &error);

/// Reads a span of activations by windows, several side by side. A window that fails is asked again after a pause that
/// grows; one that goes on failing while others do not is given up, so that the rest comes.
class ActivationCrawl : public QObject {
    Q_OBJECT
public:
    ActivationCrawl(net::Client &client, const CrawlPlan &plan, int sideBySide, int retryMs, QObject *parent);

    void setNewest(qint64 ms) { m_newestMs = ms; } ///< above it nothing is expected yet; helps where the head fails for ever
    void setDivides(bool on) { m_divides = on; }   ///< what is given up is narrowed down first
    void resume();
    void pause(); ///< asks no more; what is under way still comes
    void extendTo(qint64 fromMs);
    const CrawlPlan &plan() const { return m_plan; }
    int pages() const { return m_pages; } ///< answers so far
    const Error &lastError() const { return m_error; }

Q_SIGNALS:
    void came(const openwhisk::Batch &batch);
    void failed(const Error &error);
    void gaveUp(qint64 fromMs, qint64 toMs, const Error &error);
    void ended();

private:
    void pump();
    void answered(const CrawlPlan::Window &window, const Result<net::Reply> &reply);
    void take(const CrawlPlan::Window &window, const Result<Batch> &batch);
    void failedIn(const CrawlPlan::Window &window, const Error &error);
    bool goesAround(const CrawlPlan::Window &window);

    QPointer<net::Client> m_client;
    CrawlPlan m_plan;
    QTimer m_retry;
    Error m_error;
    int m_sideBySide;
    int m_retryMs;
    int m_underWay = 0; ///< requests
    int m_failures = 0; ///< in a row
    int m_pages = 0;
    qint64 m_newestMs = 0;
    bool m_divides = false;
    bool m_running = false;
    bool m_ended = false;
};

} // namespace openwhisk
