#include "core/openwhisk/session.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/bulk/bulkwords.h"
#include "ui/editors/deletejob.h"
#include "ui/editors/bulk/kindof.h"

#include <QHash>
#include <QPointer>
#include <QSet>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

using Kind = Target::Kind;

/// After the rules, which take turns.
enum Phase { Triggers = 1, Sequences, Actions, Packages };

/// What the plan looks up in the session's lists.
class Lists {
public:
    explicit Lists(const Session &session) : m_session(session)
    {
        if (const auto rows = session.actions().rows) {
            for (const auto &action : *rows) {
                m_kinds.insert(action.name.shown(), action.kind);
                m_contents[action.name.package].append(action.name);
            }
        }
        if (const auto rows = session.rules().rows) {
            for (const auto &rule : *rows) {
                m_rulesOfTrigger[local(rule.trigger)].append(rule.name.name);
                m_rulesOfAction[local(rule.action)].append(rule.name.name);
            }
        }
        if (const auto rows = session.triggers().rows) {
            for (const auto &trigger : *rows) {
                if (trigger.feed)
                    m_feeds.insert(trigger.name.name);
            }
        }
        if (const auto rows = session.packages().rows) {
            for (const auto &package : *rows) {
                if (package.binding)
                    m_bindings.insert(package.name.name);
            }
        }
    }
    QString kindOf(const EntityName &action) const { return m_kinds.value(action.shown()); }
    QList<EntityName> contents(const QString &package) const
    {
        return m_bindings.contains(package) ? QList<EntityName>() : m_contents.value(package);
    }
    bool isBinding(const QString &package) const { return m_bindings.contains(package); }
    bool hasFeed(const QString &trigger) const { return m_feeds.contains(trigger); }
    QStringList rulesOf(const Target &target) const
    {
        return (target.kind == Kind::Trigger ? m_rulesOfTrigger : m_rulesOfAction).value(target.name.shown());
    }

private:
    QString local(const EntityName &name) const
    {
        const bool own = name.ns == u"_"_s || name.ns == m_session.nameSpace();
        return own ? name.shown() : name.full();
    }
    const Session &m_session;
    QHash<QString, QString> m_kinds;
    QHash<QString, QList<EntityName>> m_contents;
    QHash<QString, QStringList> m_rulesOfTrigger;
    QHash<QString, QStringList> m_rulesOfAction;
    QSet<QString> m_feeds;
    QSet<QString> m_bindings;
};

class Planner {
public:
    Planner(Session &session, history::Store &store) : m_session(session), m_store(store), m_lists(session) {}
    BulkPlan plan(const QList<Target> &targets);

private:
    void add(const Target &target);
    int phaseOf(const Target &target) const;
    BulkRow row(const Target &target) const;
    QString note(const Target &target, bool *warning) const;
    QString noteOfRules(const Target &target, bool *warning) const;
    QList<int> needs(const Target &target) const;
    BulkRun::Step step(const Target &target) const;

    Session &m_session;
    history::Store &m_store;
    Lists m_lists;
    QList<Target> m_targets;
    QHash<QString, int> m_places; ///< by Target::toText()
    QHash<QString, int> m_rounds;
    int m_lastRound = 0;
};

void Planner::add(const Target &target)
{
    if (m_places.contains(target.toText()))
        return;
    m_places.insert(target.toText(), -1);
    m_targets.append(target);
    if (target.kind != Kind::Package)
        return;
    for (const EntityName &action : m_lists.contents(target.name.name))
        add({Kind::Action, {u"_"_s, action.package, action.name}});
}

int Planner::phaseOf(const Target &target) const
{
    switch (target.kind) {
    case Kind::Rule: return m_rounds.value(target.name.name);
    case Kind::Trigger: return m_lastRound + Triggers;
    case Kind::Package: return m_lastRound + Packages;
    default: return m_lastRound + (m_lists.kindOf(target.name) == u"sequence"_s ? Sequences : Actions);
    }
}

QString Planner::noteOfRules(const Target &target, bool *warning) const
{
    QStringList left;
    for (const QString &rule : m_lists.rulesOf(target)) {
        if (!m_places.contains(Target{Kind::Rule, {u"_"_s, {}, rule}}.toText()))
            left.append(rule);
    }
    if (left.isEmpty())
        return {};
    *warning = true;
    const QString names = bulk::someOf(left);
    return target.kind == Kind::Trigger
        ? bulk::tr("Rules that stay, and can never run again until it exists and they are linked to it again: %1").arg(names)
        : bulk::tr("Rules that stay, and fail from then on: %1").arg(names);
}

QString Planner::note(const Target &target, bool *warning) const
{
    QStringList notes{noteOfRules(target, warning)};
    if (target.kind == Kind::Trigger && m_lists.hasFeed(target.name.name))
        notes.append(bulk::tr("Its feed is stopped first."));
    if (target.kind == Kind::Package && m_lists.isBinding(target.name.name))
        notes.append(bulk::tr("A binding: the package it points to stays."));
    else if (const auto contents = m_lists.contents(target.name.name); target.kind == Kind::Package && !contents.isEmpty())
        notes.append(bulk::tr("With all that is in it: %n action(s), listed here.", int(contents.size())));
    notes.removeAll(QString());
    return notes.join(u' ');
}

BulkRow Planner::row(const Target &target) const
{
    BulkRow made;
    made.target = target;
    made.kind = target.kind == Kind::Package && m_lists.isBinding(target.name.name) ? bulk::tr("binding")
                                                                                    : entityKindOf(target.kind)->word();
    if (target.kind == Kind::Action && m_lists.kindOf(target.name) == u"sequence"_s)
        made.kind = bulk::tr("sequence");
    made.note = note(target, &made.warning);
    return made;
}

QList<int> Planner::needs(const Target &target) const
{
    QList<int> steps;
    if (target.kind != Kind::Package)
        return steps;
    for (const EntityName &action : m_lists.contents(target.name.name))
        steps.append(m_places.value(Target{Kind::Action, {u"_"_s, action.package, action.name}}.toText()));
    return steps;
}

BulkRun::Step Planner::step(const Target &target) const
{
    const history::Key key{m_session.profileId(), target.toText()};
    return {phaseOf(target), needs(target),
            [session = QPointer<Session>(&m_session), store = &m_store, target, key](QObject *owner, const BulkRun::Finish &finish) {
                if (!session)
                    return finish(bulk::closed());
                auto *job = new DeleteJob(*session, *store, entityKindOf(target.kind), target.name, key, owner);
                QObject::connect(job, &DeleteJob::deleted, job, [job, finish] {
                    job->deleteLater();
                    finish(job->wasGone() ? Result<Done>(Error{Error::Kind::NotFound, {}, {}}) : Result<Done>(Done{}));
                });
                QObject::connect(job, &DeleteJob::failed, job, [job, finish](const Error &error) {
                    job->deleteLater();
                    finish(error);
                });
                job->start();
            },
            true};
}

BulkPlan Planner::plan(const QList<Target> &targets)
{
    for (const Target &target : targets) {
        if (entityKindOf(target.kind))
            add(target);
    }
    m_rounds = bulk::ruleRounds(m_session, m_targets);
    for (const int round : std::as_const(m_rounds))
        m_lastRound = qMax(m_lastRound, round);
    std::stable_sort(m_targets.begin(), m_targets.end(),
                     [this](const Target &a, const Target &b) { return phaseOf(a) < phaseOf(b); });
    for (int i = 0; i < int(m_targets.size()); ++i)
        m_places[m_targets.at(i).toText()] = i;
    BulkPlan made;
    for (const Target &target : std::as_const(m_targets)) {
        made.rows.append(row(target));
        made.rows.last().step = int(made.steps.size());
        made.steps.append(step(target));
    }
    made.deletes = true;
    made.title = bulk::tr("Delete");
    made.sentence = bulk::tr("Delete %n entities from %1? The local history keeps what is deleted.", int(made.rows.size()))
                        .arg(m_session.connectionName());
    made.verb = bulk::tr("Delete %n", int(made.rows.size()));
    made.doneWord = bulk::tr("deleted");
    return made;
}

} // namespace

BulkPlan bulk::planDelete(Session &session, history::Store &store, const QList<Target> &targets)
{
    return Planner(session, store).plan(targets);
}
