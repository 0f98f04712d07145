#include "ui/editors/trigger/feedpanel.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "core/openwhisk/triggerparts.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/editors/trigger/feedform.h"
#include "ui/widgets/messagebar.h"

#include <QDateTime>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

FeedPanel::~FeedPanel() = default;

void FeedPanel::setTrigger(const Trigger &trigger)
{
    const auto feed = feedOf(trigger);
    const QString text = feedText(trigger.annotations);
    const bool other = !m_trigger || feed != m_feed || m_trigger->updated != trigger.updated;
    m_trigger = trigger;
    m_feed = feed;
    m_feedProblem = !feed && !text.isEmpty() ? tr("The annotation feed is “%1”, which names no action.").arg(text) : QString();
    m_evidence.sinceMs = trigger.updated;
    if (!other)
        return;
    m_state.reset();
    m_tellAnew = false;
    m_verdict = {};
    take(m_feed, json::Value::object());
    m_touched = false;
    if (m_feed)
        call(Lifecycle::Read);
    showAll();
}

void FeedPanel::beginNew()
{
    m_trigger.reset();
    m_feed.reset();
    take({}, json::Value::object());
    m_touched = false;
    showAll();
}

void FeedPanel::setEdit(const json::Value &edit)
{
    const auto wanted = FeedEdit::fromJson(edit);
    const auto now = editNow();
    if (wanted.has_value() == now.has_value() && (!wanted || equal(wanted->toJson(), now->toJson())))
        return;
    take(wanted ? wanted->to : m_feed, wanted ? wanted->parameters : knownParameters());
    m_touched = wanted.has_value();
    showAll();
}

json::Value FeedPanel::edit() const
{
    const auto now = editNow();
    return now ? now->toJson() : json::Value();
}

/// What the feed told of itself, in the form in which it is sent.
json::Value FeedPanel::knownParameters() const
{
    if (!m_state || !m_feed)
        return json::Value::object();
    const auto sort = sortOf(*m_feed);
    return sort ? toParameters(scheduleFrom(m_state->config, *sort)) : m_state->config;
}

std::optional<FeedEdit> FeedPanel::editNow() const
{
    if (!m_touched)
        return std::nullopt;
    FeedEdit edit{m_feed, m_wanted, m_wanted ? m_form->parameters() : json::Value::object(), knownParameters()};
    if (m_feed == m_wanted && (!m_wanted || equal(edit.parameters, edit.before)))
        return std::nullopt;
    if (const auto sort = m_wanted ? sortOf(*m_wanted) : std::nullopt; sort && m_feed == m_wanted)
        edit.anew = needsNewFeed(scheduleFrom(edit.before, *sort), m_form->schedule());
    return edit;
}

QString FeedPanel::problem() const
{
    if (!m_touched || !editNow())
        return {};
    if (!m_source->text().isEmpty() && !m_wanted)
        return tr("The feed: %1").arg(m_source->problem());
    const QString wrong = m_wanted ? m_form->problem() : QString();
    return wrong.isEmpty() ? QString() : tr("The feed: %1").arg(wrong);
}

void FeedPanel::setEvidence(std::optional<qint64> lastFireMs, bool seen)
{
    m_evidence.lastFireMs = lastFireMs;
    m_evidence.firesSeen = seen;
    showVerdict();
}

void FeedPanel::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    enable();
}

void FeedPanel::call(Lifecycle event)
{
    if (!m_session || !m_feed || !m_trigger || m_session->readOnly())
        return;
    m_request = std::make_unique<QObject>();
    m_message->clear();
    enable();
    const FeedCall feedCall{*m_feed, asOwn(m_trigger->name, m_trigger->name.ns)};
    deliver(callFeed(m_session->client(), feedCall, event, m_request.get()), m_request.get(),
            [this, event](const Result<json::Value> &answer) { came(event, answer); });
    showAll();
}

void FeedPanel::came(Lifecycle event, const Result<json::Value> &answer)
{
    m_request.release()->deleteLater();
    Q_EMIT asked();
    if (event != Lifecycle::Read) {
        if (!answer)
            m_message->showError(answer.error());
        if (answer || answer.error().maybeDone)
            return call(Lifecycle::Read);
        return enable();
    }
    m_askedMs = QDateTime::currentMSecsSinceEpoch();
    m_state.reset();
    if (answer)
        m_state = feedState(*answer);
    else
        m_verdict = judgeFeed(answer.error());
    if (!m_touched)
        take(m_feed, knownParameters());
    showAll();
}

/// The package of a feed, or what it is bound to.
QString FeedPanel::providerOf(const EntityName &feed) const
{
    if (feed.ns != u"_"_s || !m_session || !m_session->packages().rows)
        return feed.package;
    for (const PackageSummary &package : *m_session->packages().rows)
        if (package.name.name == feed.package && package.binding)
            return package.binding->name;
    return feed.package;
}

std::optional<AlarmSort> FeedPanel::sortOf(const EntityName &feed) const
{
    return alarmSort(feed, providerOf(feed));
}

/// Looked for only when somebody is about to choose: it costs a request for each package.
void FeedPanel::findSources()
{
    if (m_searched || !m_session)
        return;
    m_searched = true;
    QList<EntityName> packages;
    if (const auto rows = m_session->packages().rows)
        for (const PackageSummary &package : *rows)
            if (package.binding)
                packages.append({u"_"_s, {}, package.name.name});
    deliver(feedSources(m_session->client(), packages, this), this, [this](const Result<QList<FeedSource>> &found) {
        if (!found)
            return;
        m_sources = *found;
        QStringList names;
        for (const FeedSource &source : m_sources)
            names.append(typedForm(source.feed));
        m_source->setNames(names);
    });
}

void FeedPanel::choose(const QString &typed)
{
    m_touched = true;
    const auto name = m_source->name();
    m_wanted = typed.trimmed().isEmpty() || !name || name->package.isEmpty() ? std::nullopt : name;
    const bool same = m_wanted == m_feed;
    if (m_wanted) {
        const auto source = std::find_if(m_sources.cbegin(), m_sources.cend(), [this](const FeedSource &s) { return s.feed == *m_wanted; });
        m_form->setFeed(sortOf(*m_wanted), source == m_sources.cend() ? QStringList() : source->parameters);
        if (same)
            m_form->setParameters(knownParameters());
    }
    showAll();
    Q_EMIT edited();
}

/// The three schedules of the alarms package are three feeds.
void FeedPanel::chooseSort(AlarmSort sort)
{
    if (!m_wanted)
        return;
    m_source->setName({m_wanted->ns, m_wanted->package, alarmAction(sort)});
    choose(m_source->text());
}

void FeedPanel::take(const std::optional<EntityName> &feed, const json::Value &parameters)
{
    m_wanted = feed;
    m_source->setName(feed.value_or(EntityName{}));
    m_form->setFeed(feed ? sortOf(*feed) : std::nullopt, {});
    m_form->setParameters(parameters);
    m_form->setTold(m_feed && feed == m_feed && m_state);
}
