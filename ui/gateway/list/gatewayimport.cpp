#include "ui/gateway/list/gatewayimport.h"

#include "core/async/steps.h"
#include "core/json/edit.h"
#include "ui/gateway/list/bulksteps.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gatewaybulk {

namespace {

constexpr qint64 largestFile = 64 * 1024 * 1024;
constexpr int mostPlaces = 4;
constexpr int progressSteps = 50; ///< a signal for each object would be too many
using State = Compared::State;

Result<QList<objectfile::Item>> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, tr("%1 cannot be read: %2").arg(path, file.errorString()), {}};
    if (file.size() > largestFile)
        return Error{Error::Kind::TooLarge, tr("%1 is larger than 64 MB.").arg(path), {}};
    return objectfile::itemsOf(file.readAll(), path);
}

QString noteOf(const Compared &object)
{
    switch (object.state) {
    case State::New:
        return object.missing.isEmpty() ? tr("New") : tr("New, but secrets are missing: %1").arg(object.missing.join(u", "_s));
    case State::Same: return tr("The same as on the gateway: nothing is written.");
    case State::Unknown: return tr("It could not be compared: %1").arg(object.error ? object.error->message : QString());
    case State::Differs: break;
    }
    QString places = object.places.mid(0, mostPlaces).join(u", "_s);
    if (object.places.size() > mostPlaces)
        places = tr("%1 and %2 more").arg(places).arg(object.places.size() - mostPlaces);
    return tr("Differs from the one on the gateway in %1").arg(places);
}

Async<Done> write(const Reach &reach, const Compared &object, QObject *owner)
{
    if (!reach.session)
        return ready<Done>(closedError());
    const gateway::Document before{object.item.key, object.now, 0, 0};
    auto &client = reach.session->client();
    const auto written = object.state == State::New ? gateway::create(client, reach.session->server(), before.key, object.item.value, owner)
                                                    : gateway::save(client, reach.session->server(), before, object.item.value, owner);
    return afterwards(owner, written, [](const Result<gateway::Saved> &saved) { return ready<Done>(outcomeOf(saved)); });
}

BulkRun::Step importStep(const Reach &reach, const Compared &object, const std::shared_ptr<bool> &overwrite, int phase)
{
    const auto run = [reach, object, overwrite](QObject *owner, const BulkRun::Finish &finish) {
        if (object.state == State::Same)
            return finish(Done{});
        if (object.state == State::Unknown)
            return finish(*object.error);
        if (!object.missing.isEmpty())
            return finish(Error{Error::Kind::Rejected, tr("Not created: the file lacks its secrets. Put them into the file, or create it by hand."), {}});
        if (object.state == State::Differs && !*overwrite)
            return finish(Error{Error::Kind::Conflict, tr("It differs and was left as it is."), {}});
        const auto kept = object.state == State::New ? ready<Done>(Done{}) : keep(reach, {object.item.key, object.now, 0, 0}, false, owner);
        deliver(chainIn(owner, kept, [reach, object, owner](const Done &) { return write(reach, object, owner); }), owner, finish);
    };
    return {phase, {}, run, false};
}

QString doneWordOf(const Compared &object)
{
    return object.state == State::New ? tr("created") : object.state == State::Same ? tr("the same") : tr("overwritten");
}

} // namespace

Compared compared(const objectfile::Item &item, const Result<gateway::Document> &now)
{
    Compared object{item};
    if (!now && now.error().kind != Error::Kind::NotFound) {
        object.error = now.error();
        return object;
    }
    object.now = now ? now->value : json::Value();
    object.item.value = secrets::restored(item.value, item.withheld, object.now, &object.missing);
    if (!now) {
        object.state = State::New;
        return object;
    }
    const auto theirs = gateway::sendable(item.key, object.now);
    const auto mine = gateway::sendable(item.key, object.item.value);
    for (const json::Change &change : json::diff(theirs, mine))
        if (!(item.key.kind == gateway::Kind::Ssl && change.pointer == u"/key")) // it never comes back, so it always differs
            object.places.append(change.pointer);
    object.state = object.places.isEmpty() ? State::Same : State::Differs;
    return object;
}

ImportReader::ImportReader(const GatewayServices &services, const QString &path, QObject *parent)
    : QObject(parent), m_services(services), m_path(path), m_objects(std::make_shared<QList<Compared>>())
{
}

ImportReader::~ImportReader() = default;

void ImportReader::start()
{
    deliver(onPool([path = m_path] { return readFile(path); }), this, [this](const Result<QList<objectfile::Item>> &items) {
        if (m_canceled)
            return;
        if (!items)
            return Q_EMIT failed(items.error());
        if (items->isEmpty())
            return Q_EMIT failed({Error::Kind::Rejected, tr("There is no object in %1.").arg(QFileInfo(m_path).fileName()), {}});
        compare(*items);
    });
}

void ImportReader::cancel()
{
    if (m_canceled)
        return;
    m_canceled = true;
    if (m_run)
        m_run->cancel();
    Q_EMIT failed({Error::Kind::Canceled, tr("The import was cancelled: nothing was written."), {}});
}

void ImportReader::compare(const QList<objectfile::Item> &items)
{
    const Reach reach(m_services);
    QList<BulkRun::Step> steps;
    for (const objectfile::Item &item : items) {
        m_objects->append(Compared{item});
        const auto place = m_objects->size() - 1;
        steps.append({0, {}, [reach, item, place, objects = m_objects](QObject *owner, const BulkRun::Finish &finish) {
                          deliver(read(reach, item.key, owner), owner, [=](const Result<gateway::Document> &now) {
                              (*objects)[place] = compared(item, now);
                              finish(Done{});
                          });
                      }, false});
    }
    m_run = new BulkRun(steps, this);
    connect(m_run, &BulkRun::changed, this, [this] {
        const int done = m_run->count(BulkRun::State::Succeeded);
        const int all = int(m_run->count());
        if (done * progressSteps / all == m_told)
            return;
        m_told = done * progressSteps / all;
        Q_EMIT progress(done, all);
    });
    connect(m_run, &BulkRun::finished, this, [this] {
        if (!m_canceled)
            Q_EMIT finished(*m_objects);
    });
    m_run->start();
}

BulkPlan planImport(const GatewayServices &services, const QList<Compared> &objects, const QString &path)
{
    BulkPlan plan;
    const Reach reach(services);
    const auto overwrite = std::make_shared<bool>(true);
    int fresh = 0, differing = 0;
    for (const Compared &object : objects) {
        BulkRow row = rowOf(object.item.key, object.item.key.id);
        row.step = int(plan.steps.size());
        row.note = noteOf(object);
        row.warning = object.state == State::Differs || object.state == State::Unknown || !object.missing.isEmpty();
        row.doneWord = doneWordOf(object);
        plan.rows.append(row);
        plan.steps.append(importStep(reach, object, overwrite, int(gateway::allKinds().indexOf(object.item.key.kind))));
        fresh += object.state == State::New ? 1 : 0;
        differing += object.state == State::Differs ? 1 : 0;
    }
    const int same = int(objects.size()) - fresh - differing;
    sayWhat(plan, tr("Import"),
            tr("Import %1 into %2: %3 new, %4 different, %5 the same or not compared.").arg(QFileInfo(path).fileName(), services.gateway.connectionName())
                .arg(fresh).arg(differing).arg(same),
            tr("Import %n", fresh + differing), tr("written"));
    if (differing > 0)
        plan.option = BulkOption{tr("Overwrite what differs"), tr("What is overwritten is kept in the local history. Without this it stays as it is."), overwrite};
    return plan;
}

} // namespace gatewaybulk
