#include "ui/editors/trigger/triggerpage.h"

#include "core/openwhisk/triggers.h"
#include "ui/editors/deletejob.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/trigger/feedpanel.h"
#include "ui/editors/trigger/firepanel.h"
#include "ui/editors/trigger/firetracer.h"
#include "ui/editors/trigger/firstrulebox.h"
#include "ui/editors/trigger/rulesbox.h"
#include "ui/editors/trigger/triggerkind.h"
#include "ui/widgets/columnarea.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// Deletes the trigger although its feed did not answer: what the provider keeps of it stays there.
class LoneTriggerKind : public TriggerKind {
public:
    Async<Done> remove(Session &session, const EntityName &name, QObject *owner) const override
    {
        return EntityKind::remove(session, name, owner);
    }
};

} // namespace

TriggerPage::TriggerPage(Session &session, history::Store &store, const Target &target, QWidget *parent)
    : EntityPage(session, store, target, std::make_shared<const TriggerKind>(), parent)
    , m_rules(new RulesBox(session, this))
    , m_feed(new FeedPanel(session, this))
    , m_first(new FirstRuleBox(session, this))
    , m_fire(new FirePanel(session, store, this))
    , m_tracer(new FireTracer(session, this))
{
    build();
    connectParts();
    start();
}

void TriggerPage::build()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rules);
    layout->addWidget(m_first);
    layout->addWidget(m_feed);
    layout->addStretch(1);
    auto *scroll = new ColumnArea(this);
    scroll->setAccessibleName(tr("Rules and feed"));
    scroll->setWidget(content);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(scroll);
    split->addWidget(m_tracer);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    addTab({u"rulesTab"_s, tr("Rules and feed"), split, {u"feed"_s, u"rule"_s}, [this] { return m_rules->count(); }});
    addParametersTab();
    addAnnotationsTab();
    split->setFocusProxy(m_rules);
    setSide(m_fire);
    addLink(u"openActivations"_s, tr("Activations ↗"), [this] { Q_EMIT openRequested({Target::Kind::Activations, name(), {}}); });
    addCommand(u"trigger.fire"_s, tr("Fire"), [this] { invoke(); }, Needs::Server);
    addCommand(u"trigger.activations"_s, tr("Activations"),
               [this] { Q_EMIT openRequested({Target::Kind::Activations, name(), {}}); }, Needs::Server);
    addCommand(u"trigger.deleteOnly"_s, tr("Delete without telling its feed…"), [this] { removeOnly(); }, Needs::Write);
}

void TriggerPage::connectParts()
{
    connect(m_rules, &RulesBox::changed, this, &TriggerPage::showRules);
    connect(m_rules, &RulesBox::openRequested, this, &Page::openRequested);
    connect(m_rules, &RulesBox::written, this, [this](const EntityName &rule) { Q_EMIT entityWritten(rule); });
    connect(m_rules, &RulesBox::deleteRequested, this,
            [this](const EntityName &rule) { removeOther({Target::Kind::Rule, rule, {}}); });
    connect(m_feed, &FeedPanel::edited, this, [this] { state().set(u"feed"_s, m_feed->edit()); });
    connect(m_feed, &FeedPanel::asked, this, &Page::ran);
    connect(m_first, &FirstRuleBox::edited, this, [this] { state().set(u"rule"_s, m_first->edit()); });
    connect(m_fire, &FirePanel::openRequested, this, &Page::openRequested);
    connect(m_tracer, &FireTracer::openRequested, this, &Page::openRequested);
    connect(m_tracer, &FireTracer::cameFromElsewhere, m_rules, &RulesBox::readLastRuns);
    connect(m_fire, &FirePanel::fired, this, [this](const QString &activationId) {
        m_tracer->watch(activationId);
        m_rules->readLastRuns();
        Q_EMIT ran();
    });
}

void TriggerPage::follow(ActivationFeed *feed)
{
    m_tracer->setFeed(feed);
}

void TriggerPage::refresh()
{
    EntityPage::refresh();
    if (!isNew())
        m_rules->readLastRuns();
}

void TriggerPage::invoke()
{
    m_fire->fire();
}

bool TriggerPage::canInvoke() const
{
    return !isNew() && m_fire->canFire();
}

void TriggerPage::find()
{
    if (!m_fire->find())
        EntityPage::find();
}

json::Value TriggerPage::emptyEdit() const
{
    json::Value edit = EntityPage::emptyEdit();
    edit.set(u"feed", json::Value());
    edit.set(u"rule", json::Value());
    return edit;
}

QString TriggerPage::newTitle() const
{
    return tr("New trigger");
}

QList<EntityChip> TriggerPage::chips() const
{
    if (isNew())
        return {};
    const auto links = m_rules->links();
    const auto on = std::count_if(links.cbegin(), links.cend(), [](const RuleLink &link) { return link.active; });
    QList<EntityChip> chips;
    if (m_feed->hasFeed())
        chips.append({tr("feed"), Chip::Tone::Violet, tr("A feed fires it")});
    const QString rules = links.isEmpty() ? tr("no rules") : tr("%1 of %2 rules on").arg(on).arg(links.size());
    chips.append({rules, on ? Chip::Tone::Neutral : Chip::Tone::Warning});
    return chips;
}

void TriggerPage::fill()
{
    const auto &copy = state().copy();
    m_first->setVisible(!copy);
    m_rules->setVisible(copy.has_value());
    m_fire->setVisible(copy.has_value());
    m_tracer->setVisible(copy.has_value());
    if (!copy) {
        m_feed->beginNew();
        m_first->setEdit(state().value(u"rule"));
    } else if (const auto trigger = Trigger::fromJson(copy->document)) {
        m_tracer->setTrigger(name());
        m_fire->setTrigger(name(), {session() ? session()->profileId() : QString(), target().toText()});
        m_fire->setParameters(trigger->parameters);
        m_feed->setTrigger(*trigger);
        m_rules->setTrigger(*trigger);
    }
    m_feed->setEdit(state().value(u"feed"));
}

void TriggerPage::showState()
{
    const QString reason = frozenReason();
    m_rules->setReadOnly(readOnlyReason());
    m_feed->setReadOnly(reason);
    m_fire->setUnsaved(state().modified(u"parameters"));
    m_first->setTriggerName(name().name);
    m_first->setEnabled(reason.isEmpty());
}

void TriggerPage::showRules()
{
    const auto links = m_rules->links();
    const auto on = std::count_if(links.cbegin(), links.cend(), [](const RuleLink &link) { return link.active; });
    m_fire->setRules(links, m_rules->missingActions());
    m_tracer->setLastFire(m_rules->lastRuns().lastFireId());
    m_feed->setEvidence(m_rules->lastRuns().lastFireMs(), m_rules->lastRuns().known() && on > 0);
    showCounts();
}

QString TriggerPage::problem() const
{
    if (feedText(state().items(u"annotations")) != feedText(state().itemsBefore(u"annotations")))
        return tr("The annotation feed goes with the feed: change it on the tab “Rules and feed”.");
    const QString wrong = m_feed->problem();
    return wrong.isEmpty() && isNew() ? m_first->problem() : wrong;
}

void TriggerPage::written(bool created, const EntityName &name)
{
    EntityPage::written(created, name);
    if (created)
        m_rules->readLastRuns();
}

QString TriggerPage::deleteText() const
{
    QStringList rules;
    for (const RuleLink &link : m_rules->links())
        rules.append(link.rule.name);
    QString text = m_feed->hasFeed() ? tr("Its feed is told DELETE first.") + u' ' : QString();
    if (rules.size() > 6)
        rules = rules.mid(0, 5) << tr("%1 more").arg(rules.size() - 5);
    if (!rules.isEmpty())
        text += tr("Its rules stay, but run nothing any more (%1); when the trigger is made anew, each must be linked again.")
                    .arg(rules.join(u", "_s));
    return text.trimmed();
}

/// For a feed that is gone or does not answer.
void TriggerPage::removeOnly()
{
    if (!session() || isNew() || !readOnlyReason().isEmpty())
        return;
    const confirm::Question question{
        tr("Delete trigger"),
        tr("Delete %1 without telling its feed? What the feed keeps of it stays there, and it may go on trying to fire.")
            .arg(name().name),
        tr("Delete"), {}, session()->production() ? name().name : QString(), true};
    if (confirm::ask(this, question) != confirm::Answer::Yes || !session())
        return;
    auto *job = new DeleteJob(*session(), store(), std::make_shared<const LoneTriggerKind>(), name(), key(), this);
    connect(job, &DeleteJob::failed, this, [this, job](const Error &error) {
        job->deleteLater();
        message().showError(error);
    });
    connect(job, &DeleteJob::deleted, this, [this, job] {
        job->deleteLater();
        deleted();
    });
    job->start();
}
