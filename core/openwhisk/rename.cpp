#include "core/openwhisk/rename.h"

#include "core/async/deliver.h"
#include "core/openwhisk/document.h"
#include "core/openwhisk/ownparameters.h"
#include "core/openwhisk/sequence.h"
#include "core/openwhisk/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

const QString sequenceKind = u"sequence"_s;

Async<Done> doneWhen(const Async<json::Value> &written)
{
    return chain(written, [](const json::Value &) { return ready<Done>(Done{}); });
}

/// The old action as a new one. What the server sets by itself it sets again.
Result<json::Value> bodyOf(const Action &old, const QList<KeyValue> &own)
{
    ActionEdit edit = editOf(old, own);
    for (const KeyValue &item : own)
        if (!item.encryption.isEmpty())
            return Error{Error::Kind::Rejected,
                         MoveJob::tr("The value of %1 was encrypted by the server for the old name and cannot be copied. "
                                     "Nothing was changed; type the value anew in a duplicate.")
                             .arg(item.key),
                         {}};
    if (old.exec.kind != sequenceKind && !old.exec.code && old.exec.kind != u"blackbox"_s)
        return Error{Error::Kind::Protocol,
                     MoveJob::tr("The server keeps the code of %1 elsewhere and did not send it. Nothing was changed.")
                         .arg(old.name.shown()),
                     {}};
    return createBody(edit);
}

} // namespace

QList<MoveItem> moveItems(const MovePlan &plan)
{
    QList<MoveItem> items{{MoveStep::Read, plan.from}, {MoveStep::Create, plan.to}, {MoveStep::Verify, plan.to}};
    for (const EntityName &rule : plan.rules)
        items.append({MoveStep::Rule, rule});
    for (const EntityName &sequence : plan.sequences)
        items.append({MoveStep::Sequence, sequence});
    if (plan.removeOld)
        items.append({MoveStep::Delete, plan.from});
    return items;
}

QString moveText(const MoveItem &item)
{
    switch (item.step) {
    case MoveStep::Read:
        return MoveJob::tr("Read %1 with its code").arg(item.name.shown());
    case MoveStep::Create:
        return MoveJob::tr("Create %1").arg(item.name.shown());
    case MoveStep::Verify:
        return MoveJob::tr("Read %1 back and compare").arg(item.name.shown());
    case MoveStep::Rule:
        return MoveJob::tr("Point rule %1 to it").arg(item.name.shown());
    case MoveStep::Sequence:
        return MoveJob::tr("Put it into sequence %1").arg(item.name.shown());
    case MoveStep::Delete:
        break;
    }
    return MoveJob::tr("Delete %1").arg(item.name.shown());
}

bool MovedWays::leadsHere(const EntityName &used) const
{
    return used.ns == u"_"_s && used.name == plan.from.name
        && (used.package == plan.from.package || bindings.contains(used.package));
}

std::optional<EntityName> MovedWays::moved(const EntityName &used) const
{
    if (used.package == plan.from.package)
        return plan.to;
    if (plan.to.package != plan.from.package)
        return std::nullopt;
    return EntityName{used.ns, used.package, plan.to.name};
}

MovedWays movedWays(const MovePlan &plan, const Session &session)
{
    MovedWays ways{plan, {}};
    const auto packages = session.packages().rows;
    for (const PackageSummary &package : packages ? *packages : QList<PackageSummary>()) {
        const bool own = package.binding && (package.binding->ns == u"_"_s || package.binding->ns == session.nameSpace());
        if (own && !plan.from.package.isEmpty() && package.binding->name == plan.from.package)
            ways.bindings.insert(package.name.name);
    }
    return ways;
}

MoveJob::MoveJob(Session &session, MovePlan plan, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_plan(std::move(plan))
    , m_items(moveItems(m_plan))
{
}

void MoveJob::start()
{
    next();
}

void MoveJob::goOn()
{
    next();
}

void MoveJob::next()
{
    if (m_done == m_items.size())
        return Q_EMIT finished();
    if (!m_session)
        return Q_EMIT failed({Error::Kind::Canceled, tr("The connection is closed.") + u' ' + standSentence(), {}});
    run(m_items.at(m_done));
}

void MoveJob::run(const MoveItem &item)
{
    switch (item.step) {
    case MoveStep::Read:
        return read();
    case MoveStep::Create:
        return create();
    case MoveStep::Verify:
        return verify();
    case MoveStep::Rule:
        return changeRule(item.name);
    case MoveStep::Sequence:
        return changeSequence(item.name);
    case MoveStep::Delete:
        m_held = false;
        Q_EMIT aboutToDelete();
        if (!m_held)
            remove();
    }
}

void MoveJob::release()
{
    m_held = false;
    remove();
}

void MoveJob::read()
{
    net::Client &client = m_session->client();
    const auto old = getAction(client, m_plan.from, WithCode::Yes, this);
    deliver(old, this, [this](const Result<Action> &action) {
        if (!action)
            return took(action.error());
        m_old = *action;
        m_kept = action->document;
        if (m_plan.from.package.isEmpty())
            return takeOwn(action->parameters);
        // Without the package its parameters would become the copy's own.
        deliver(getPackage(m_session->client(), {m_plan.from.ns, {}, m_plan.from.package}, this), this,
                [this](const Result<Package> &package) {
                    if (!package)
                        return took(package.error());
                    const QList<KeyValue> seen = ownParameters(*m_old, *package);
                    unclearKeys(seen, package->parameters, seen).isEmpty() ? takeOwn(seen) : askOwn();
                });
    });
}

/// A GET hides own parameters that equal the package's; only the answer to a write lists them.
void MoveJob::askOwn()
{
    if (!m_session)
        return next();
    const auto told = putAction(m_session->client(), m_plan.from, writeOfNothing(m_old->version), Overwrite::Yes, this);
    deliver(told, this, [this](const Result<Action> &answer) {
        if (answer)
            return takeOwn(answer->parameters);
        Error error = answer.error();
        error.message = tr("Which parameters are its own could not be asked. %1").arg(error.message);
        error.maybeDone = false; // at most its time of change is another
        took(error);
    });
}

void MoveJob::takeOwn(const QList<KeyValue> &own)
{
    if (!m_plan.from.package.isEmpty())
        m_kept.set(u"parameters", toJson(own));
    const auto body = bodyOf(*m_old, own);
    m_body = body ? *body : json::Value();
    took(body ? Result<Done>(Done{}) : Result<Done>(body.error()));
}

void MoveJob::create()
{
    m_unknown = false;
    const auto put
        = putAction(m_session->client(), m_plan.to, m_body, Overwrite::No, this, m_session->limits()); // never over another
    deliver(put, this, [this](const Result<Action> &made) {
        if (made || !made.error().maybeDone)
            return took(made ? Result<Done>(Done{}) : Result<Done>(made.error()));
        lookFor(made.error());
    });
}

/// The answer was lost: the next step looks anyway, so only "it is not there" is a failure here.
void MoveJob::lookFor(const Error &lost)
{
    deliver(verifyWrite(m_session->client(), m_plan.to, m_body, {}, this), this, [this, lost](const Result<Written> &seen) {
        m_unknown = !seen;
        took(seen && *seen == Written::Yes ? Result<Done>(Done{}) : Result<Done>(lost));
    });
}

void MoveJob::verify()
{
    deliver(verifyWrite(m_session->client(), m_plan.to, m_body, {}, this), this, [this](const Result<Written> &seen) {
        if (!seen)
            return took(seen.error());
        if (*seen == Written::Yes)
            return took(Done{});
        took(Error{Error::Kind::Protocol, tr("%1 is not on the server as it was sent.").arg(m_plan.to.shown()), {}});
    });
}

void MoveJob::changeRule(const EntityName &rule)
{
    const MovedWays ways = movedWays(m_plan, *m_session);
    std::optional<EntityName> to = m_plan.to;
    const auto rules = m_session->rules().rows;
    for (const RuleSummary &row : rules ? *rules : QList<RuleSummary>()) {
        const auto used = memberName(row.action.full(), m_session->nameSpace());
        if (row.name.name != rule.name || !used || !ways.leadsHere(*used))
            continue;
        to = ways.moved(*used);
        if (!to)
            return took(leadsThroughBinding(*used));
    }
    json::Value body = json::Value::object();
    body.set(u"action", json::Value::string(to->full())); // trigger and status stay (facts 4.1)
    deliver(doneWhen(putDocument(m_session->client(), Collection::Rules, rule, body, Overwrite::Yes, this)), this,
            [this](const Result<Done> &done) { took(done); });
}

void MoveJob::changeSequence(const EntityName &sequence)
{
    const auto now = getAction(m_session->client(), sequence, WithCode::No, this);
    const auto changed = chainIn(this, now, [this, sequence](const Action &action) {
        const auto components = movedComponents(action.exec.components);
        if (!components)
            return ready<Done>(components.error());
        ActionEdit edit = editOf(action, {});
        const ActionEdit was = edit;
        edit.exec.components = *components;
        if (edit == was)
            return ready<Done>(Done{}); // somebody took it out meanwhile
        return doneWhen(putDocument(m_session->client(), Collection::Actions, sequence, updateBody(action, was, edit),
                                    Overwrite::Yes, this));
    });
    deliver(changed, this, [this](const Result<Done> &done) { took(done); });
}

Result<QStringList> MoveJob::movedComponents(const QStringList &components) const
{
    if (!m_session)
        return Error{Error::Kind::Canceled, tr("The connection is closed."), {}};
    const MovedWays ways = movedWays(m_plan, *m_session);
    QStringList moved;
    for (const QString &component : components) {
        const auto used = memberName(component, m_session->nameSpace());
        if (!used || !ways.leadsHere(*used)) {
            moved.append(component);
            continue;
        }
        const auto to = ways.moved(*used);
        if (!to)
            return leadsThroughBinding(*used);
        moved.append(componentOf(*to));
    }
    return moved;
}

/// To name the new one directly would lose the binding's parameters: the user decides.
Error MoveJob::leadsThroughBinding(const EntityName &used) const
{
    return {Error::Kind::Rejected,
            tr("It uses the old one as %1, through a binding that does not reach the new place. Change it by hand, then go on.")
                .arg(used.shown()),
            {}};
}

void MoveJob::remove()
{
    if (!m_session)
        return next();
    deliver(deleteAction(m_session->client(), m_plan.from, this), this, [this](const Result<Done> &done) {
        const bool gone = !done && done.error().kind == Error::Kind::NotFound;
        took(gone ? Result<Done>(Done{}) : done);
    });
}

void MoveJob::took(const Result<Done> &result)
{
    if (result) {
        ++m_done;
        Q_EMIT advanced();
        return next();
    }
    Error error = result.error();
    error.message = tr("%1 failed: %2").arg(moveText(m_items.at(m_done)), error.message) + u' ' + standSentence();
    Q_EMIT failed(error);
}

QString MoveJob::leftSentence() const
{
    if (m_done == m_items.size())
        return standSentence();
    const MoveItem &now = m_items.at(m_done); // what was sent runs on unseen
    if (now.step == MoveStep::Create)
        return tr("It was stopped while %1 was being made: whether it was is not known. %2 is as it was.")
            .arg(m_plan.to.shown(), m_plan.from.shown());
    const bool writes = now.step == MoveStep::Rule || now.step == MoveStep::Sequence || (now.step == MoveStep::Delete && !m_held);
    return standSentence() + (writes ? u' ' + tr("“%1” was under way and may still be done.").arg(moveText(now)) : QString());
}

QString MoveJob::standSentence() const
{
    QStringList changed;
    QStringList left;
    bool made = false;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const MoveItem &item = m_items.at(i);
        made = made || (item.step == MoveStep::Create && i < m_done);
        if (item.step == MoveStep::Rule || item.step == MoveStep::Sequence)
            (i < m_done ? changed : left).append(item.name.shown());
    }
    if (m_unknown)
        return tr("It is unknown whether %1 was made; %2 is as it was.").arg(m_plan.to.shown(), m_plan.from.shown());
    if (!made)
        return tr("Nothing was changed: %1 is as it was.").arg(m_plan.from.shown());
    QString text = tr("The server now has both %1 and %2.").arg(m_plan.from.shown(), m_plan.to.shown());
    if (!changed.isEmpty())
        text += u' ' + tr("These use the new one already: %1.").arg(changed.join(u", "_s));
    if (!left.isEmpty())
        text += u' ' + tr("These still use the old one: %1.").arg(left.join(u", "_s));
    return text;
}

} // namespace openwhisk
