#include "core/openwhisk/operations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

/// The server resolves "nodejs:default" to a kind of that family.
bool sameKind(const QString &sent, const QString &stored)
{
    const QString wanted = sent.trimmed().toLower();
    if (!wanted.endsWith(u":default"_s))
        return wanted == stored;
    return stored.startsWith(QStringView(wanted).chopped(7));
}

bool holdsExec(const Exec &stored, const json::Value &sent)
{
    if (!sameKind(sent.value(u"kind").toString(), stored.kind))
        return false;
    if (stored.kind == u"sequence"_s) // "/_/a" comes back with the namespace's name
        return sent.value(u"components").size() == stored.components.size();
    const json::Value code = sent.value(u"code");
    return (!code.isString() || code.toString() == stored.code.value_or(QString()))
        && sent.value(u"main").toString() == stored.main;
}

bool holdsItems(const QList<KeyValue> &stored, const json::Value &sent)
{
    const QList<KeyValue> wanted = keyValuesFromJson(sent);
    return std::all_of(wanted.begin(), wanted.end(), [&](const KeyValue &item) {
        const auto found = std::find_if(stored.begin(), stored.end(), [&](const KeyValue &s) { return s.key == item.key; });
        // One that the server encrypted cannot be compared.
        return found != stored.end() && (!found->encryption.isEmpty() || equal(found->value, item.value));
    });
}

bool holdsLimits(const json::Value &stored, const json::Value &sent)
{
    return std::all_of(sent.members().begin(), sent.members().end(),
                       [&stored](const json::Member &limit) { return equal(stored.value(limit.name), limit.value); });
}

} // namespace

bool holds(const Action &now, const json::Value &body)
{
    if (body.contains(u"exec") && !holdsExec(now.exec, body.value(u"exec")))
        return false;
    const json::Value gone = body.value(u"delAnnotations");
    const bool allGone = std::none_of(gone.items().begin(), gone.items().end(), [&now](const json::Value &key) {
        return findValue(now.annotations, key.toString());
    });
    return allGone && holdsItems(now.parameters, body.value(u"parameters"))
        && holdsItems(now.annotations, body.value(u"annotations"))
        && holdsLimits(now.document.value(u"limits"), body.value(u"limits"));
}

} // namespace openwhisk
