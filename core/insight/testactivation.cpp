#include "core/insight/testactivation.h"

#include "core/async/deliver.h"

using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr qint64 slackMs = 1500; ///< clocks are known to the second
constexpr qint64 sameClockMs = 1000; ///< less is no difference that can be told
constexpr int mostTries = 12;
constexpr int most = 20;

int pauseMs(int tries)
{
    return tries < 4 ? 250 : 1000;
}

} // namespace

TestActivation::TestActivation(openwhisk::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(&session)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &TestActivation::ask);
}

void TestActivation::look(const openwhisk::EntityName &action, qint64 sentMs, double durationMs)
{
    stop();
    if (!m_session)
        return;
    const qint64 offset = m_session->client().serverClockOffsetMs();
    m_action = action;
    m_sent = sentMs + (std::abs(offset) <= sameClockMs ? 0 : offset);
    m_answered = m_sent + qint64(durationMs) + 1;
    m_from = m_sent - slackMs;
    m_upto = m_answered + slackMs;
    m_tries = 0;
    m_looking = true;
    ask();
}

void TestActivation::stop()
{
    m_again.stop();
    m_asking.reset();
    m_looking = false;
}

void TestActivation::ask()
{
    if (!m_session)
        return stop();
    ++m_tries;
    m_asking = std::make_unique<QObject>();
    openwhisk::ActivationQuery query;
    query.name = m_action.shown();
    query.since = m_from;
    query.limit = most;
    deliver(openwhisk::listActivations(m_session->client(), query, m_asking.get()), m_asking.get(),
            [this](const Result<openwhisk::List<openwhisk::ActivationSummary>> &list) { take(list); });
}

/// Who sends twice in a second means the second one: what an earlier request was behind is out, and what began while
/// this one was under way goes before what may have done so.
QStringList TestActivation::fitting(const QList<openwhisk::ActivationSummary> &list) const
{
    QStringList ids;
    QStringList sure;
    for (const openwhisk::ActivationSummary &one : list) {
        if (one.start < m_from || one.start > m_upto || m_claimed.contains(one.id))
            continue;
        ids.append(one.id);
        if (one.start >= m_sent && one.start <= m_answered)
            sure.append(one.id);
    }
    return sure.size() == 1 ? sure : ids;
}

void TestActivation::take(const Result<openwhisk::List<openwhisk::ActivationSummary>> &list)
{
    m_asking.release()->deleteLater(); // we stand in its callback
    if (!list) {
        m_looking = false;
        Q_EMIT failed(list.error());
        return;
    }
    const QStringList ids = fitting(**list);
    if (ids.isEmpty() && m_tries < mostTries) {
        m_again.start(pauseMs(m_tries));
        return;
    }
    m_looking = false;
    if (ids.size() == 1)
        m_claimed.append(ids.first());
    if (ids.isEmpty())
        Q_EMIT notFound((4 * 250 + (mostTries - 5) * 1000) / 1000);
    else
        Q_EMIT found(ids);
}

} // namespace insight
