#include "ui/activations/live/failurewatch.h"

#include "core/json/text.h"
#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationtexts.h"
#include "ui/activations/filter/filterchoice.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QSettings>

using namespace Qt::StringLiterals;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

namespace {

constexpr int pauseMs = 30'000;
constexpr qsizetype mostTold = 10'000;

bool failed(const ActivationSummary &row)
{
    return row.timedOut || (row.status != ActivationStatus::Success && row.status != ActivationStatus::Unknown);
}

/// "✕ application error" without its sign.
QString plainStatus(const ActivationSummary &row)
{
    return activationtexts::status(row).section(u' ', 1);
}

} // namespace

bool isOf(const ActivationSummary &row, const QList<openwhisk::EntityName> &actions)
{
    return actions.isEmpty() || std::any_of(actions.cbegin(), actions.cend(), [&](const openwhisk::EntityName &name) {
        const QString bound = row.binding.section(u'/', -1);
        const bool package = row.name.package == name.package || (!bound.isEmpty() && bound == name.package);
        return package && (name.name.isEmpty() || row.name.name == name.name);
    });
}

FailureWatch::FailureWatch(openwhisk::Session &session, openwhisk::ActivationFeed &feed, QSettings *settings, Send send, QObject *parent)
    : QObject(parent), m_feed(&feed), m_settings(settings), m_group(u"profile-"_s + session.profileId() + u'/'), m_connection(session.connectionName()), m_send(std::move(send))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &FailureWatch::say);
    connect(&feed, &openwhisk::ActivationFeed::came, this, [this](const auto &rows) { take(*rows); });
    load();
    follow();
}

FailureWatch::~FailureWatch()
{
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->removeViewer(this);
    }
}

void FailureWatch::load()
{
    if (!m_settings)
        return;
    m_enabled = m_settings->value(m_group + u"notifyFailures"_s, false).toBool();
    const auto document = json::parse(m_settings->value(m_group + u"followedActions"_s).toString().toUtf8());
    if (document)
        m_actions = FilterChoice::fromJson(*document).actions;
}

void FailureWatch::store()
{
    if (!m_settings)
        return;
    FilterChoice choice;
    choice.actions = m_actions;
    m_settings->setValue(m_group + u"notifyFailures"_s, m_enabled);
    m_settings->setValue(m_group + u"followedActions"_s, QString::fromUtf8(json::compact(choice.toJson())));
}

void FailureWatch::setActions(const QList<openwhisk::EntityName> &actions)
{
    if (m_actions == actions)
        return;
    m_actions = actions;
    store();
    Q_EMIT changed();
}

void FailureWatch::setEnabled(bool enabled)
{
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    store();
    follow();
    Q_EMIT changed();
}

/// Who wants to be told of failures wants the feed to go on while no screen shows it.
void FailureWatch::follow()
{
    m_failed.clear();
    m_pause.stop();
    m_sinceMs = QDateTime::currentMSecsSinceEpoch();
    if (m_feed)
        m_enabled ? m_feed->addViewer(this) : m_feed->removeViewer(this);
}

bool FailureWatch::isNews(const ActivationSummary &row)
{
    // How far the clocks differ is known when rows have come, not when this was switched on.
    const qint64 endedMs = row.end.value_or(row.start) - (m_feed ? m_feed->state().clockOffsetMs : 0);
    if (!failed(row) || !isOf(row, m_actions) || endedMs < m_sinceMs || m_told.contains(row.id))
        return false;
    if (m_told.size() >= mostTold)
        m_told.clear();
    m_told.insert(row.id);
    return true;
}

void FailureWatch::take(const QList<ActivationSummary> &rows)
{
    if (!m_enabled)
        return;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(m_failed), [this](const ActivationSummary &row) { return isNews(row); });
    if (!m_pause.isActive())
        say();
}

void FailureWatch::say()
{
    if (m_failed.isEmpty())
        return;
    const auto newest = *std::max_element(m_failed.cbegin(), m_failed.cend(), [](const auto &a, const auto &b) { return a.start < b.start; });
    const bool sameAction = std::all_of(m_failed.cbegin(), m_failed.cend(), [&](const auto &row) { return row.name == newest.name; });
    const QString count = countText(m_failed.size());
    Word word{tr("%1 failed").arg(newest.name.shown()), {}, newest.id};
    if (m_failed.size() > 1)
        word.title = sameAction ? tr("%1 failed %2 times").arg(newest.name.shown(), count) : tr("%1 activations failed").arg(count);
    const QStringList facts{plainStatus(newest), timeText(newest.start).left(8), shortId(newest.id), m_connection};
    word.text = facts.join(u" · "_s);
    m_failed.clear();
    m_pause.start();
    m_send(word);
}
