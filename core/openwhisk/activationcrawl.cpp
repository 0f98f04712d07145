#include "core/openwhisk/activationcrawl.h"

#include "core/net/pause.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"

#include <QRandomGenerator>

#include <algorithm>

namespace openwhisk {

namespace {

constexpr int mostTries = 3;
constexpr int mostFailures = 5; ///< in a row: then it is not for one record that it fails

Result<Batch> decoded(const net::Reply &reply)
{
    auto rows = decodeRows<ActivationSummary>(reply->body);
    if (!rows)
        return rows.error();
    auto batch = std::make_shared<ActivationBatch>();
    batch->rows = std::move(*rows);
    batch->marks.reserve(batch->rows.size());
    CrawlPlan::Answer &answer = batch->answer;
    answer.rows = int(batch->rows.size());
    for (const ActivationSummary &row : std::as_const(batch->rows)) {
        batch->marks.append(markOf(row));
        answer.newestMs = std::max(answer.newestMs, row.start);
        answer.oldestMs = batch->marks.size() == 1 ? row.start : std::min(answer.oldestMs, row.start);
    }
    batch->date = reply->header("Date");
    batch->sentMs = reply->startedMs;
    batch->receivedMs = reply->startedMs + qint64(reply->durationMs) + 1;
    return Batch(std::move(batch));
}

Async<net::Reply> ask(net::Client &client, const CrawlPlan::Window &window, QObject *owner)
{
    ActivationQuery query;
    query.limit = CrawlPlan::page;
    query.skip = window.skip;
    if (window.fromMs > 0)
        query.since = window.fromMs;
    if (window.toMs != CrawlPlan::open)
        query.upto = window.toMs;
    net::Request request;
    request.target = activationsTarget(query);
    request.parseJson = false;
    return client.send(request, owner);
}

} // namespace

bool mayBeTheWindow(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::Server || error.kind == Kind::Protocol || error.kind == Kind::TooLarge
        || error.kind == Kind::Rejected;
}

Async<Batch> readActivations(net::Client &client, const CrawlPlan::Window &window, QObject *owner)
{
    return thenOnPool(ask(client, window, owner), decoded);
}

ActivationCrawl::ActivationCrawl(net::Client &client, const CrawlPlan &plan, int sideBySide, int retryMs, QObject *parent)
    : QObject(parent), m_client(&client), m_plan(plan), m_sideBySide(sideBySide), m_retryMs(retryMs)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ActivationCrawl::pump);
}

void ActivationCrawl::resume()
{
    m_running = true;
    m_retry.stop();
    pump();
}

void ActivationCrawl::pause()
{
    m_running = false;
    m_retry.stop();
}

void ActivationCrawl::extendTo(qint64 fromMs)
{
    m_plan.extendTo(fromMs);
    pump();
}

void ActivationCrawl::pump()
{
    if (!m_client || !m_running || m_ended || m_retry.isActive())
        return;
    // After a failure one alone finds out whether the server is back.
    const int most = m_failures > 0 ? 1 : m_sideBySide;
    while (m_underWay < most) {
        const auto window = m_plan.next();
        if (!window)
            break;
        ++m_underWay;
        deliver(ask(*m_client, *window, this), this,
                [this, window = *window](const Result<net::Reply> &reply) { answered(window, reply); });
    }
    if (m_underWay == 0 && m_plan.isDone()) {
        m_ended = true;
        Q_EMIT ended();
    }
}

/// The next one is asked for while this one is decoded.
void ActivationCrawl::answered(const CrawlPlan::Window &window, const Result<net::Reply> &reply)
{
    --m_underWay;
    if (!reply)
        return failedIn(window, reply.error());
    deliver(onPool([reply = *reply] { return decoded(reply); }), this,
            [this, window](const Result<Batch> &batch) { take(window, batch); });
    pump();
}

void ActivationCrawl::take(const CrawlPlan::Window &window, const Result<Batch> &batch)
{
    if (!batch)
        return failedIn(window, batch.error());
    m_failures = 0;
    ++m_pages;
    m_plan.took(window, (*batch)->answer);
    const QPointer<ActivationCrawl> alive(this);
    Q_EMIT came(*batch);
    if (alive)
        pump();
}

/// Of a window that fails for ever, asks for parts.
bool ActivationCrawl::goesAround(const CrawlPlan::Window &window)
{
    if (m_divides && m_failures < mostFailures && m_plan.divide(window))
        return true;
    if (!window.probe || m_divides)
        return false;
    if (window.toMs == CrawlPlan::open && (m_newestMs <= 0 || window.skip > 0))
        m_plan.putBack(window, true); // nobody knows where else to begin
    else
        m_plan.stepOver(window, m_newestMs);
    return true;
}

void ActivationCrawl::failedIn(const CrawlPlan::Window &window, const Error &error)
{
    m_plan.drop(window);
    // Above the newest record there is nothing that could be to blame.
    const bool above = window.toMs == CrawlPlan::open && m_newestMs > 0 && window.fromMs > m_newestMs;
    const bool blamed = !above && mayBeTheWindow(error) && (m_failures == 0 || !m_plan.hasOthers());
    const bool canceled = error.kind == Error::Kind::Canceled;
    const bool last = blamed && (m_divides || window.tries + 1 >= mostTries);
    if (last && !goesAround(window)) {
        Q_EMIT gaveUp(window.fromMs, window.toMs, error);
        return pump();
    }
    if (!last)
        m_plan.putBack(window, blamed);
    if (canceled)
        return pause(); // the client is gone
    m_error = error;
    if (!m_retry.isActive()) { // what was under way beside it fails with it
        ++m_failures;
        m_retry.start(net::pauseAfter(m_retryMs, m_failures, QRandomGenerator::global()->generateDouble()));
    }
    if (!m_running)
        m_retry.stop();
    Q_EMIT failed(error);
}

} // namespace openwhisk
