#include "ui/editors/trigger/firefollower.h"

#include "core/openwhisk/activationfeed.h"

#include <QDateTime>

#include <algorithm>

using namespace openwhisk;

namespace {

constexpr qsizetype mostTold = 10'000;

}

FireFollower::~FireFollower()
{
    setFeed(nullptr);
}

void FireFollower::setFeed(ActivationFeed *feed)
{
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->removeViewer(this);
    }
    m_feed = feed;
    if (!feed)
        return;
    connect(feed, &ActivationFeed::came, this, [this](const List<ActivationSummary> &rows) { take(*rows); });
    if (m_following)
        feed->addViewer(this);
}

void FireFollower::setTrigger(const EntityName &name)
{
    if (m_trigger == name.name)
        return;
    m_trigger = name.name;
    m_sinceMs = QDateTime::currentMSecsSinceEpoch();
}

void FireFollower::setFollowing(bool on)
{
    if (m_following == on)
        return;
    m_following = on;
    m_sinceMs = QDateTime::currentMSecsSinceEpoch();
    if (m_feed)
        on ? m_feed->addViewer(this) : m_feed->removeViewer(this);
}

void FireFollower::take(const QList<ActivationSummary> &rows)
{
    if (!m_following || !m_feed)
        return;
    const qint64 sinceMs = m_sinceMs + m_feed->state().clockOffsetMs; // of starts on the server's clock
    QList<ActivationSummary> fires;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(fires), [&](const ActivationSummary &row) {
        const bool trigger = row.kind.isEmpty() && row.name.package.isEmpty() && row.name.name == m_trigger;
        return trigger && row.start >= sinceMs && !m_told.contains(row.id);
    });
    if (fires.isEmpty())
        return;
    std::stable_sort(fires.begin(), fires.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
    if (m_told.size() > mostTold)
        m_told.clear();
    QStringList ids;
    for (const ActivationSummary &fire : std::as_const(fires)) {
        m_told.insert(fire.id);
        ids.append(fire.id);
    }
    Q_EMIT fired(ids);
}
