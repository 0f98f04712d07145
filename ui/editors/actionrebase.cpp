#include "ui/editors/actionrebase.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ReviewChanges", text);
}

Exec rebasedExec(const Exec &was, const Exec &now, const Exec &server)
{
    if (was == now)
        return server;
    if (was.kind != server.kind)
        return now; // code of one language beside the kind of another would be neither's
    Exec exec = server;
    if (now.kind != was.kind)
        exec.kind = now.kind;
    if (now.code != was.code) {
        exec.code = now.code;
        exec.binary = now.binary;
    }
    if (now.main != was.main)
        exec.main = now.main;
    if (now.image != was.image)
        exec.image = now.image;
    if (now.components != was.components)
        exec.components = now.components;
    return exec;
}

template <typename T> std::optional<T> pick(std::optional<T> was, std::optional<T> now, std::optional<T> server)
{
    return was == now ? server : now;
}

QString codeText(const Exec &exec)
{
    if (!exec.code)
        return exec.components.join(u", "_s);
    const QString size = sizeText(exec.code->toUtf8().size());
    return exec.binary ? tr("archive, %1 as sent").arg(size) : size;
}

void listCode(QList<ReviewChange> &changes, const Exec &opened, const Exec &server, const Exec &after)
{
    if (server.code == after.code && server.components == after.components)
        return;
    const bool dropsTheirs = opened.code != server.code || opened.components != server.components;
    const bool inText = !server.binary && !after.binary;
    changes.append({areaTitle(ActionArea::Code), tr("code"), codeText(server), codeText(after), false, dropsTheirs, inText});
}

} // namespace

ActionEdit rebased(const ActionEdit &was, const ActionEdit &now, const ActionEdit &server)
{
    ActionEdit after = server;
    after.exec = rebasedExec(was.exec, now.exec, server.exec);
    if (was.parameters != now.parameters)
        after.parameters = now.parameters;
    if (was.annotations != now.annotations)
        after.annotations = rebasedItems(was.annotations, now.annotations, server.annotations);
    after.limits.timeoutMs = pick(was.limits.timeoutMs, now.limits.timeoutMs, server.limits.timeoutMs);
    after.limits.memoryMb = pick(was.limits.memoryMb, now.limits.memoryMb, server.limits.memoryMb);
    after.limits.logsMb = pick(was.limits.logsMb, now.limits.logsMb, server.limits.logsMb);
    after.limits.concurrency = pick(was.limits.concurrency, now.limits.concurrency, server.limits.concurrency);
    return after;
}

QList<ReviewChange> reviewChanges(const ActionEdit &opened, const ActionEdit &server, const ActionEdit &after)
{
    QList<ReviewChange> changes;
    listCode(changes, opened.exec, server.exec, after.exec);
    ChangeLister(changes, areaTitle(ActionArea::Parameters)).items(opened.parameters, server.parameters, after.parameters);
    ChangeLister runtime(changes, areaTitle(ActionArea::Runtime));
    runtime.text(tr("kind"), opened.exec.kind, server.exec.kind, after.exec.kind);
    runtime.text(tr("main"), opened.exec.main, server.exec.main, after.exec.main);
    runtime.text(tr("image"), opened.exec.image, server.exec.image, after.exec.image);
    const ActionLimits &o = opened.limits;
    const ActionLimits &s = server.limits;
    const ActionLimits &a = after.limits;
    runtime.number(tr("time limit"), u"ms"_s, o.timeoutMs, s.timeoutMs, a.timeoutMs);
    runtime.number(tr("memory"), u"MB"_s, o.memoryMb, s.memoryMb, a.memoryMb);
    runtime.number(tr("logs"), u"MB"_s, o.logsMb, s.logsMb, a.logsMb);
    runtime.number(tr("concurrency"), {}, o.concurrency, s.concurrency, a.concurrency);
    ChangeLister(changes, areaTitle(ActionArea::Annotations)).items(opened.annotations, server.annotations, after.annotations);
    return changes;
}

QString areaTitle(ActionArea area)
{
    switch (area) {
    case ActionArea::Code:
        return tr("Code");
    case ActionArea::Parameters:
        return tr("Parameters");
    case ActionArea::Runtime:
        return tr("Runtime & limits");
    case ActionArea::Annotations:
        return tr("Annotations");
    }
    return {};
}
