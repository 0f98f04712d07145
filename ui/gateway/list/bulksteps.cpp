#include "ui/gateway/list/bulksteps.h"

#include "core/async/steps.h"
#include "core/history/store.h"
#include "ui/gateway/resource/kept.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Saved;

QString gatewaybulk::tr(const char *text, int n)
{
    return QCoreApplication::translate("GatewayBulk", text, nullptr, n);
}

Error gatewaybulk::closedError()
{
    return {Error::Kind::Canceled, tr("The connection was closed."), {}};
}

Async<gateway::Document> gatewaybulk::read(const Reach &reach, const Key &key, QObject *owner)
{
    if (!reach.session)
        return ready<gateway::Document>(closedError());
    return gateway::getDocument(reach.session->client(), reach.session->server(), key, owner);
}

Async<Done> gatewaybulk::keep(const Reach &reach, const gateway::Document &document, bool deleted, QObject *owner)
{
    if (!reach.session)
        return ready<Done>(closedError());
    if (!reach.store)
        return ready<Done>(Done{});
    const auto reason = deleted ? history::VersionInfo::Reason::Deleted : history::VersionInfo::Reason::Overwritten;
    const qint64 written = document.value.value(u"update_time").toInteger().value_or(0) * 1000;
    const auto places = secrets::placesIn(document.value, document.key.kind, reach.session->catalogue());
    const auto kept = kept::documentOf(document.value, places, written > 0 ? timeText(written, timesInUtc(), true) : QString());
    return chainIn(owner, reach.store->keepVersion(kept::keyOf(reach.session->profileId(), document.key), reason, kept),
                   [](const history::VersionInfo &) { return ready<Done>(Done{}); });
}

Result<Done> gatewaybulk::outcomeOf(const Result<Saved> &saved)
{
    if (!saved)
        return saved.error();
    switch (saved->state) {
    case Saved::State::Done: return Done{};
    case Saved::State::Changed: return Error{Error::Kind::Conflict, tr("Somebody else changed it meanwhile: nothing was written."), {}};
    case Saved::State::Gone: return Error{Error::Kind::NotFound, tr("Somebody deleted it meanwhile."), {}};
    case Saved::State::Exists: return Error{Error::Kind::Conflict, tr("There is one of that id already."), {}};
    case Saved::State::Refused: break;
    }
    const QString place = saved->complaint.pointer;
    return Error{Error::Kind::Rejected, place.isEmpty() ? saved->complaint.words : place + u": "_s + saved->complaint.words, {}};
}

gatewaybulk::BulkRun::Step gatewaybulk::changeStep(const Reach &reach, const Key &key, const Make &patchOf)
{
    const auto run = [reach, key, patchOf](QObject *owner, const BulkRun::Finish &finish) {
        const auto written = chainIn(owner, read(reach, key, owner), [reach, key, patchOf, owner](const gateway::Document &now) {
            const auto patch = patchOf(now.value);
            if (!patch)
                return ready<Done>(Done{});
            return chainIn(owner, keep(reach, now, false, owner), [reach, key, patch = *patch, owner](const Done &) {
                if (!reach.session)
                    return ready<Done>(closedError());
                return afterwards(owner, gateway::change(reach.session->client(), reach.session->server(), key, patch, owner),
                                  [](const Result<Saved> &saved) { return ready<Done>(outcomeOf(saved)); });
            });
        });
        deliver(written, owner, finish);
    };
    return {0, {}, run, false};
}

QString gatewaybulk::nameOf(const gateway::Session &session, const Key &key)
{
    const auto rows = session.listing(key.kind).rows;
    for (const gateway::Row &row : rows ? *rows : QList<gateway::Row>())
        if (row.key == key)
            return row.name.isEmpty() || row.name == key.id ? key.id : row.name + u" ("_s + key.id + u')';
    return key.id;
}

BulkRow gatewaybulk::rowOf(const Key &key, const QString &name)
{
    BulkRow row;
    row.target = gatewayObject(key);
    row.kind = gateway::singular(key.kind);
    row.name = key.parent.isEmpty() ? name : key.parent + u" / "_s + name;
    return row;
}

void gatewaybulk::sayWhat(BulkPlan &plan, const QString &title, const QString &sentence, const QString &verb, const QString &doneWord)
{
    plan.title = title;
    plan.sentence = sentence;
    plan.verb = verb;
    plan.doneWord = doneWord;
}
