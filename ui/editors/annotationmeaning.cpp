#include "ui/editors/keyvaluemodel.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

QString annotationMeaning(const QString &key)
{
    static const QHash<QString, const char *> meanings
        = {{u"exec"_s, QT_TRANSLATE_NOOP("Annotation", "kind of the action; managed by the server")},
           {u"provide-api-key"_s,
            QT_TRANSLATE_NOOP("Annotation",
                              "true: the run gets the key as __OW_API_KEY; the server adds false on creation")},
           {u"web-export"_s, QT_TRANSLATE_NOOP("Annotation", "true: everybody can call it by its web address")},
           {u"raw-http"_s, QT_TRANSLATE_NOOP("Annotation", "true: web calls come unparsed")},
           {u"final"_s, QT_TRANSLATE_NOOP("Annotation", "true: callers may not override parameters that have a value")},
           {u"web-custom-options"_s, QT_TRANSLATE_NOOP("Annotation", "true: the action answers OPTIONS itself")},
           {u"require-whisk-auth"_s,
            QT_TRANSLATE_NOOP("Annotation", "web calls need this secret as X-Require-Whisk-Auth, or with true a key")},
           {u"conductor"_s, QT_TRANSLATE_NOOP("Annotation", "its result says which action runs next")},
           {u"feed"_s, QT_TRANSLATE_NOOP("Annotation", "marks a feed action, whatever the value")},
           {u"description"_s, QT_TRANSLATE_NOOP("Annotation", "what it does, for people")},
           {u"parameters"_s, QT_TRANSLATE_NOOP("Annotation", "its parameters described, for people and tools")},
           {u"sampleInput"_s, QT_TRANSLATE_NOOP("Annotation", "an example of a payload")},
           {u"sampleOutput"_s, QT_TRANSLATE_NOOP("Annotation", "an example of a result")},
           {u"invoker-resources"_s, QT_TRANSLATE_NOOP("Annotation", "tags of the hosts that it shall run on")},
           {u"invoker-resources-strict-policy"_s, QT_TRANSLATE_NOOP("Annotation", "true: these hosts or none")},
           {u"whisk-managed"_s, QT_TRANSLATE_NOOP("Annotation", "written by wskdeploy")}};
    const auto found = meanings.find(key);
    return found == meanings.end() ? QString() : QCoreApplication::translate("Annotation", *found);
}

bool isServerAnnotation(const QString &key)
{
    return key == u"exec"_s;
}
