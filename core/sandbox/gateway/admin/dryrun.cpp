#include "core/sandbox/gateway/admin/dryrun.h"

#include "core/sandbox/gateway/admin/checks.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QSet>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

json::Value errorOf(const QString &words, qsizetype index, const QString &kind, const json::Value *id)
{
    auto error = json::Value::object({{u"error"_s, text(words)}, {u"index"_s, json::Value::number(index)}, {u"resource_type"_s, text(kind)}});
    if (id)
        error.set(u"resource_id", *id);
    return error;
}

QString textOf(const json::Value *id)
{
    return !id ? QString() : id->isNumber() ? QString::fromLatin1(id->numberText()) : id->toString();
}

/// Consumers hold their credentials as neighbours named "jack/credentials/c1".
const Kind &kindOf(const Kind &kind, const QString &id)
{
    const bool isCredential = kind.name == u"consumers" && id.contains(u"/credentials/");
    return isCredential ? *findKind(u"credentials"_s) : kind;
}

std::optional<QString> checkOne(const Checks &checks, const Kind &kind, const QString &id, json::Value conf)
{
    const auto &actual = kindOf(kind, id);
    if (!isTable(conf))
        return u"invalid configuration: wrong type: expected object, got "_s + luaType(conf);
    if (kind.name == u"secrets")
        return checks.check(kind, id, conf);
    if (kind.name == u"plugin_metadata" || &actual != &kind)
        return checks.check(actual, id, conf);
    return checks.check(kind, kind.name == u"consumers" ? QString() : id, conf);
}

void checkList(const Checks &checks, const Kind &kind, const json::Value &list, QList<json::Value> *errors)
{
    const bool ofConsumers = kind.name == u"consumers";
    QSet<QString> seen;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const auto &conf = list.items()[i];
        const auto *id = conf.find(ofConsumers && !conf.contains(u"id") ? u"username" : u"id");
        if (const auto wrong = checkOne(checks, kind, textOf(id), conf))
            errors->append(errorOf(*wrong, i, kind.name, id));
        if (id && seen.contains(textOf(id)))
            errors->append(errorOf(u"found duplicate %1 %2 in %3"_s.arg(ofConsumers ? u"username"_s : u"id"_s, textOf(id), kind.name), i,
                                   kind.name, id));
        seen.insert(textOf(id));
    }
}

} // namespace

std::optional<QString> checkSchemaOf(const SchemaLibrary &library, const QString &kind, const std::optional<json::Value> &conf)
{
    const auto *known = findKind(kind);
    if (!known)
        refuse(404, u"Unsupported resource type: "_s + kind);
    if (!conf)
        return u"wrong type: expected object, got nil"_s;
    const auto *schema = library.resource(known->schema);
    auto filled = *conf;
    return schema ? validate(*schema, filled) : std::nullopt;
}

QList<json::Value> checkConfigs(const SchemaLibrary &library, Etcd &etcd, const json::Value &body)
{
    const Checks checks(library, etcd, false);
    QList<json::Value> errors;
    for (const auto &kind : allKinds()) {
        const auto version = kind.name + u"_conf_version"_s;
        if (const auto *number = body.find(version); number && !number->isNumber())
            errors.append(errorOf(u"%1 must be a number, got %2"_s.arg(version, luaType(*number)), 0, kind.name, nullptr));
        if (const auto *list = body.find(kind.name))
            checkList(checks, kind, *list, &errors);
    }
    return errors;
}

} // namespace sandbox::gateway
