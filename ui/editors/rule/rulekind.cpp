#include "ui/editors/rule/rulekind.h"

#include "core/openwhisk/rules.h"
#include "core/openwhisk/session.h"
#include "core/openwhisk/steps.h"
#include "core/openwhisk/triggerparts.h"
#include "core/openwhisk/triggerplan.h"
#include "ui/editors/trigger/entitypicker.h"

#include <QCoreApplication>
#include <QPointer>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RuleKind", text);
}

} // namespace

QString RuleKind::word() const
{
    return tr("rule");
}

QList<EntityArea> RuleKind::areas() const
{
    return {{u"trigger"_s, tr("Trigger"), EntityArea::Sort::Value},
            {u"action"_s, tr("Action"), EntityArea::Sort::Value},
            {u"newAction"_s, tr("New action"), EntityArea::Sort::Value},
            {u"annotations"_s, tr("Annotations"), EntityArea::Sort::Annotations}};
}

Result<EntityCopy> RuleKind::copyOf(const json::Value &document) const
{
    return EntityKind::copyOf(document).transform([&document](EntityCopy copy) {
        for (const QString &end : {u"trigger"_s, u"action"_s}) {
            const EntityName name = asOwn(referenceFromJson(document.value(end)), copy.name.ns);
            copy.edit.set(end, json::Value::string(name.full()));
        }
        copy.edit.set(u"newAction", json::Value());
        return copy;
    });
}

QList<json::Value> RuleKind::createSteps(const json::Value &edit) const
{
    json::Value step = EntityKind::createSteps(edit).constFirst();
    if (step.value(u"newAction").isNull())
        step.remove(u"newAction");
    return {step};
}

Async<EntityCopy> RuleKind::write(Session &session, const EntityName &name, const json::Value &step, Overwrite overwrite,
                                  QObject *owner) const
{
    const json::Value fresh = step.value(u"newAction");
    const auto action = parseActionName(step.value(u"action").toString());
    if (!fresh.isObject() || !action)
        return EntityKind::write(session, name, step, overwrite, owner);
    json::Value body = step;
    body.remove(u"newAction");
    ActionEdit edit;
    edit.exec.kind = fresh.value(u"kind").toString();
    edit.exec.code = fresh.value(u"code").toString();
    const auto made = createRuleAndAction(session.client(), name, body, *action, createBody(edit), session.limits());
    return chainIn(&session.client(), made,
                   [self = shared_from_this(), name, guard = QPointer<Session>(&session)](const Done &) {
                       return guard ? self->read(*guard, name, nullptr)
                                    : ready<EntityCopy>(Error{Error::Kind::Canceled, {}, {}});
                   });
}

QStringList RuleKind::differences(const json::Value &sent, const json::Value &stored) const
{
    json::Value asStored = sent;
    asStored.set(u"newAction", json::Value());
    return EntityKind::differences(asStored, stored);
}

QString RuleKind::shown(const EntityArea &area, const json::Value &value) const
{
    if (area.member == u"newAction"_s)
        return value.isObject() ? tr("made with it, %1").arg(value.value(u"kind").toString()) : QString();
    const auto name = parseActionName(value.toString());
    return name ? typedForm(*name) : value.toString();
}

QString RuleKind::requestLine(const EntityName &name, const json::Value &step, bool overwrite) const
{
    const QString rule = EntityKind::requestLine(name, step, overwrite);
    const auto action = parseActionName(step.value(u"action").toString());
    if (!step.value(u"newAction").isObject() || !action)
        return rule;
    return u"PUT "_s + QString::fromLatin1(entityPath(Collection::Actions, *action)) + u'\n' + rule;
}
