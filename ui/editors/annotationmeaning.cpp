#include "ui/editors/annotationkinds.h"
#include "ui/editors/keyvaluemodel.h"

#include <QCoreApplication>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Annotation", text);
}

using Kind = AnnotationKind;

QList<Kind> webKinds()
{
    const json::Value on = json::Value::boolean(true);
    return {{u"web-export"_s, on, tr("true: everybody can call it by its web address"), Kind::Action, true, {}},
            {u"raw-http"_s, on, tr("true: web calls come unparsed"), Kind::Action, true, {}},
            {u"final"_s, on, tr("true: callers may not override parameters that have a value"), Kind::Action, true, {}},
            {u"web-custom-options"_s, on, tr("true: the action answers OPTIONS itself"), Kind::Action, true, {}},
            {u"require-whisk-auth"_s, json::Value::string({}),
             tr("web calls need this secret as X-Require-Whisk-Auth, or with true a key"), Kind::Action, false, {}}};
}

QList<Kind> runKinds()
{
    const json::Value on = json::Value::boolean(true);
    const QString byServer = tr("The server sets this by itself on every write.");
    return {{u"exec"_s, {}, tr("kind of the action; managed by the server"), Kind::Action, false, byServer},
            {u"binding"_s, {}, tr("the package that is bound; managed by the server"), Kind::Package, false, byServer},
            {u"provide-api-key"_s, on, tr("true: the run gets the key as __OW_API_KEY; the server adds false on creation"),
             Kind::Action, false, {}},
            {u"conductor"_s, on, tr("its result says which action runs next"), Kind::Action, false, {}},
            {u"invoker-resources"_s, json::Value::array(), tr("tags of the hosts that it shall run on"), Kind::Action, false, {}},
            {u"invoker-resources-strict-policy"_s, on, tr("true: these hosts or none"), Kind::Action, false, {}},
            {u"feed"_s, json::Value::string({}),
             tr("on an action: marks a feed action, whatever the value; on a trigger: the feed that fires it"),
             Kind::Action | Kind::Trigger, false, {}}};
}

QList<Kind> textKinds()
{
    return {{u"description"_s, json::Value::string({}), tr("what it does, for people"), Kind::All, false, {}},
            {u"parameters"_s, json::Value::array(), tr("its parameters described, for people and tools"),
             Kind::Action | Kind::Package | Kind::Trigger, false, {}},
            {u"sampleInput"_s, json::Value::object(), tr("an example of a payload"), Kind::Action, false, {}},
            {u"sampleOutput"_s, json::Value::object(), tr("an example of a result"), Kind::Action, false, {}},
            {u"whisk-managed"_s, {}, tr("written by wskdeploy"), Kind::All, false, {}}};
}

} // namespace

const QList<AnnotationKind> &annotationKinds()
{
    static const QList<AnnotationKind> kinds = webKinds() + runKinds() + textKinds();
    return kinds;
}

const AnnotationKind *annotationKind(const QString &key)
{
    const auto &all = annotationKinds();
    const auto found = std::find_if(all.begin(), all.end(), [&key](const Kind &kind) { return kind.key == key; });
    return found == all.end() ? nullptr : &*found;
}

QString annotationProblem(const KeyValue &item)
{
    const AnnotationKind *kind = annotationKind(item.key);
    if (!kind)
        return {};
    if (kind->exact && item.value.type() != kind->usual.type())
        return tr("%1 is not true or false, so the server takes it for false.").arg(item.key);
    const bool noSecret = item.value.isNull() || item.value.isArray() || item.value.isObject();
    if (item.key == u"require-whisk-auth"_s && noSecret)
        return tr("Neither true or false nor a text or number: every web call gets 401.");
    return {};
}

QString annotationMeaning(const QString &key)
{
    const AnnotationKind *kind = annotationKind(key);
    return kind ? kind->meaning : QString();
}

bool isServerAnnotation(const QString &key)
{
    return !managedReason(key, AnnotationKind::Action).isEmpty();
}

QString managedReason(const QString &key, AnnotationKind::Entity entity)
{
    const AnnotationKind *kind = annotationKind(key);
    return kind && (kind->entities & entity) ? kind->managed : QString();
}
