#include "core/async/deliver.h"
#include "core/history/secrets.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "core/openwhisk/steps.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/bulk/bulkwords.h"
#include "ui/editors/bulk/kindof.h"

#include <QDir>
#include <QFile>
#include <QPointer>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// A name of the server as the name of a file: never a path, never hidden.
QString fileName(const QString &segment)
{
    QString name;
    for (const QChar c : segment)
        name += c == u'/' || c == u'\\' || c == u'%' || c.unicode() < 0x20 ? u'%' + QString::number(c.unicode(), 16) : QString(c);
    return name.startsWith(u'.') ? u"%2e"_s + name.mid(1) : name;
}

QString fileOf(const Target &target)
{
    QStringList parts{QString::fromUtf8(collectionWord(entityKindOf(target.kind)->collection()))};
    if (!target.name.package.isEmpty())
        parts.append(fileName(target.name.package));
    return parts.join(u'/') + u'/' + fileName(target.name.name) + u".json"_s;
}

Error cannotWrite(const QString &path, const QString &why)
{
    return {Error::Kind::Rejected, bulk::tr("%1 cannot be written: %2").arg(path, why), {}};
}

/// New files alone: what lies there may be somebody's work.
Result<Done> writeNew(const QString &path, const QByteArray &text)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return cannotWrite(path, bulk::tr("its folder cannot be made"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return cannotWrite(path, file.errorString());
    if (file.write(text) == text.size() && file.flush())
        return Done{};
    const Error error = cannotWrite(path, file.errorString());
    file.remove();
    return error;
}

} // namespace

BulkPlan bulk::planExport(Session &session, const QList<Target> &targets, const QString &directory)
{
    BulkPlan plan;
    plan.writes = false;
    for (const Target &target : targets) {
        const auto kind = entityKindOf(target.kind);
        if (!kind)
            continue;
        const QString path = directory + u'/' + fileOf(target);
        const bool there = QFile::exists(path);
        plan.rows.append({int(plan.steps.size()), target, kind->word(),
                          there ? tr("There is a file already; it stays.") : fileOf(target), there});
        plan.steps.append({0, {}, [guard = QPointer<Session>(&session), kind, target, path](QObject *owner, const BulkRun::Finish &finish) {
            if (!guard)
                return finish(closed());
            const auto written = thenOnPool(kind->read(*guard, target.name, owner), [path](const EntityCopy &copy) -> Result<Done> {
                return writeNew(path, json::pretty(history::withoutSecrets(copy.document).document) + '\n');
            });
            deliver(written, owner, finish);
        }});
    }
    const int count = int(plan.rows.size());
    plan.title = tr("Export");
    plan.sentence = tr("Write %n entities to %1? Values of parameters that look secret are left out.", count).arg(directory);
    plan.verb = tr("Export %n", count);
    plan.doneWord = tr("exported");
    return plan;
}
