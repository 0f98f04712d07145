#include "core/async/steps.h"
#include "ui/gateway/list/bulksteps.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/gateway/list/objectfile.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;
using gateway::Key;

namespace {

using gatewaybulk::tr;
using Objects = QList<std::optional<gateway::Document>>;

Result<Done> writeFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // it may hold secrets
        if (file.write(text) == text.size() && file.commit())
            return Done{};
    }
    return Error{Error::Kind::Rejected, tr("%1 cannot be written: %2").arg(path, file.errorString()), {}};
}

/// The last step: all that was read, in the order in which it was asked for.
gatewaybulk::BulkRun::Step writeStep(const gatewaybulk::Reach &reach, const std::shared_ptr<Objects> &objects, const QString &path,
                                     const std::shared_ptr<bool> &withSecrets)
{
    gatewaybulk::BulkRun::Step step;
    step.phase = 1;
    for (int i = 0; i < int(objects->size()); ++i)
        step.needs.append(i);
    step.run = [reach, objects, path, withSecrets](QObject *owner, const gatewaybulk::BulkRun::Finish &finish) {
        if (!reach.session)
            return finish(gatewaybulk::closedError());
        const auto work = [all = *objects, catalogue = reach.session->catalogue(), path, open = *withSecrets]() -> Result<Done> {
            QList<gateway::Document> documents;
            for (const auto &object : all)
                documents.append(*object);
            const auto text = objectfile::textOf(objectfile::fileOf(documents, catalogue, open), path);
            return text ? writeFile(path, *text) : text.error();
        };
        deliver(onPool(work), owner, finish);
    };
    return step;
}

gatewaybulk::BulkRun::Step readStep(const gatewaybulk::Reach &reach, const Key &key, const std::shared_ptr<Objects> &objects, int place)
{
    return {0, {}, [reach, key, objects, place](QObject *owner, const gatewaybulk::BulkRun::Finish &finish) {
                deliver(gatewaybulk::read(reach, key, owner), owner, [objects, place, finish](const Result<gateway::Document> &document) {
                    if (!document)
                        return finish(document.error());
                    (*objects)[place] = *document;
                    finish(Done{});
                });
            }, false};
}

} // namespace

BulkPlan gatewaybulk::planExport(const GatewayServices &services, const QList<Key> &keys, const QString &path)
{
    BulkPlan plan;
    const Reach reach(services);
    const auto objects = std::make_shared<Objects>(keys.size());
    const auto withSecrets = std::make_shared<bool>(false);
    for (const Key &key : keys) {
        BulkRow row = rowOf(key, nameOf(services.gateway, key));
        row.step = int(plan.steps.size());
        row.doneWord = tr("read");
        if (key.kind == gateway::Kind::Ssl)
            row.note = tr("The gateway never gives its private key away: the file will not have it.");
        plan.rows.append(row);
        plan.steps.append(readStep(reach, key, objects, row.step));
    }
    BulkRow file;
    file.target = gatewayList(keys.isEmpty() ? gateway::Kind::Route : keys.first().kind);
    file.kind = tr("file");
    file.name = path;
    file.step = int(plan.steps.size());
    plan.rows.append(file);
    plan.steps.append(writeStep(reach, objects, path, withSecrets));
    plan.writes = false;
    const int count = int(keys.size());
    sayWhat(plan, tr("Export"), tr("Write %n objects to %1? The file has the form of apisix.json or apisix.yaml and can be imported again.", count).arg(path),
            tr("Export %n", count), tr("written"));
    plan.option = BulkOption{tr("With secrets"),
                             tr("Keys and passwords are written in clear text. Without them the file says where they are missing; an import takes "
                                "those that the gateway has."),
                             withSecrets};
    return plan;
}
