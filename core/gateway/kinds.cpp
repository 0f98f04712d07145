#include "core/gateway/kinds.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

const QString id = u"id"_s;

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(u"\\A(?:"_s + pattern + u")\\z"_s).match(text).hasMatch();
}

QString wordProblem(const QString &text, const QString &pattern, qsizetype longest)
{
    if (text.isEmpty())
        return tr("An id is needed.");
    if (text.size() > longest)
        return tr("An id has at most %1 characters.").arg(longest);
    return matches(text, pattern) ? QString() : tr("An id is made of letters without accents, digits and - _ . only.");
}

QString consumerProblem(const QString &name)
{
    if (name.isEmpty())
        return tr("A user name is needed.");
    return name.size() <= 256 && matches(name, u"[a-zA-Z0-9_-]+"_s)
        ? QString()
        : tr("A user name is made of letters without accents, digits, - and _ only, at most 256 of them.");
}

QString secretProblem(const QString &text)
{
    const QString manager = text.section(u'/', 0, 0);
    if (!QStringList{u"vault"_s, u"aws"_s, u"gcp"_s}.contains(manager))
        return tr("A secret's id begins with its manager: vault/, aws/ or gcp/.");
    return wordProblem(text.section(u'/', 1), u"[a-zA-Z0-9_.-]+"_s, 64);
}

Rules rules(const char *path, const char *schema, bool post, bool patch)
{
    return {path, QString::fromLatin1(schema), post, patch, true, id, true};
}

QList<Rules> makeRules()
{
    QList<Rules> all{
        rules("routes", "route", true, true),
        rules("services", "service", true, true),
        rules("upstreams", "upstream", true, true),
        rules("consumers", "consumer", false, false),
        rules("credentials", "credential", false, false),
        rules("consumer_groups", "consumer_group", false, true),
        rules("plugin_configs", "plugin_config", false, true),
        rules("global_rules", "global_rule", false, true),
        rules("ssls", "ssl", true, true),
        rules("protos", "proto", true, false),
        rules("secrets", "", false, true),
        rules("stream_routes", "stream_route", true, false),
        rules("plugin_metadata", "", false, false),
        rules("graphql_cost_decorations", "graphql_cost_decoration", true, true),
    };
    all[int(Kind::Consumer)].idMember = u"username"_s;
    all[int(Kind::PluginMetadata)].times = false;
    for (const Kind kind : {Kind::Secret, Kind::Credential, Kind::PluginMetadata, Kind::CostDecoration})
        all[int(kind)].bodyId = false;
    return all;
}

} // namespace

QList<Kind> allKinds()
{
    return {Kind::Ssl,          Kind::Proto,      Kind::Secret,     Kind::Upstream, Kind::Service,
            Kind::PluginConfig, Kind::ConsumerGroup, Kind::Consumer, Kind::Credential, Kind::Route,
            Kind::StreamRoute,  Kind::GlobalRule, Kind::PluginMetadata, Kind::CostDecoration};
}

const Rules &rulesOf(Kind kind)
{
    static const QList<Rules> all = makeRules();
    return all[int(kind)];
}

QString singular(Kind kind)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("gateway", "route"),         QT_TRANSLATE_NOOP("gateway", "service"),
        QT_TRANSLATE_NOOP("gateway", "upstream"),      QT_TRANSLATE_NOOP("gateway", "consumer"),
        QT_TRANSLATE_NOOP("gateway", "credential"),    QT_TRANSLATE_NOOP("gateway", "consumer group"),
        QT_TRANSLATE_NOOP("gateway", "plugin config"), QT_TRANSLATE_NOOP("gateway", "global rule"),
        QT_TRANSLATE_NOOP("gateway", "certificate"),   QT_TRANSLATE_NOOP("gateway", "proto"),
        QT_TRANSLATE_NOOP("gateway", "secret"),        QT_TRANSLATE_NOOP("gateway", "stream route"),
        QT_TRANSLATE_NOOP("gateway", "plugin metadata"), QT_TRANSLATE_NOOP("gateway", "cost decoration")};
    return tr(words[int(kind)]);
}

QString plural(Kind kind)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("gateway", "Routes"),         QT_TRANSLATE_NOOP("gateway", "Services"),
        QT_TRANSLATE_NOOP("gateway", "Upstreams"),      QT_TRANSLATE_NOOP("gateway", "Consumers"),
        QT_TRANSLATE_NOOP("gateway", "Credentials"),    QT_TRANSLATE_NOOP("gateway", "Consumer groups"),
        QT_TRANSLATE_NOOP("gateway", "Plugin configs"), QT_TRANSLATE_NOOP("gateway", "Global rules"),
        QT_TRANSLATE_NOOP("gateway", "Certificates"),   QT_TRANSLATE_NOOP("gateway", "Protos"),
        QT_TRANSLATE_NOOP("gateway", "Secrets"),        QT_TRANSLATE_NOOP("gateway", "Stream routes"),
        QT_TRANSLATE_NOOP("gateway", "Plugin metadata"), QT_TRANSLATE_NOOP("gateway", "Cost decorations")};
    return tr(words[int(kind)]);
}

QString idProblem(const Key &key)
{
    const QString word = u"[a-zA-Z0-9_.-]+"_s;
    switch (key.kind) {
    case Kind::Consumer:
        return consumerProblem(key.id);
    case Kind::Secret:
        return secretProblem(key.id);
    case Kind::Credential:
        if (const QString problem = consumerProblem(key.parent); !problem.isEmpty())
            return problem;
        return wordProblem(key.id, word, 64);
    case Kind::CostDecoration:
        if (const QString problem = wordProblem(key.parent, word, 64); !problem.isEmpty())
            return problem;
        return wordProblem(key.id, word, 64);
    default:
        return wordProblem(key.id, word, key.kind == Kind::PluginMetadata ? 256 : 64);
    }
}

QByteArray collectionPath(Kind kind, const QString &parent)
{
    const QByteArray base = "/apisix/admin/";
    if (kind == Kind::Credential)
        return base + "consumers/" + parent.toLatin1() + "/credentials";
    if (kind == Kind::CostDecoration)
        return base + "services/" + parent.toLatin1() + "/graphql_cost_decorations";
    return base + rulesOf(kind).path;
}

Result<QByteArray> pathOf(const Key &key)
{
    if (const QString problem = idProblem(key); !problem.isEmpty())
        return Error{Error::Kind::Rejected, problem, {}};
    return collectionPath(key.kind, key.parent) + '/' + key.id.toLatin1();
}

json::Value sendable(const Key &key, json::Value value)
{
    const auto withoutTimes = [](json::Value &object) {
        object.remove(u"create_time");
        object.remove(u"update_time");
    };
    if (rulesOf(key.kind).times)
        withoutTimes(value);
    if (json::Value upstream = value.value(u"upstream"); upstream.isObject()) {
        withoutTimes(upstream);
        value.set(u"upstream", upstream);
    }
    if (!rulesOf(key.kind).bodyId || key.id.isEmpty())
        value.remove(u"id");
    return value;
}

QStringList secretPaths(Kind kind)
{
    switch (kind) {
    case Kind::Ssl:
        return {u"key"_s, u"keys"_s};
    case Kind::Upstream:
        return {u"tls.client_key"_s};
    case Kind::Route:
    case Kind::Service:
    case Kind::StreamRoute:
        return {u"upstream.tls.client_key"_s};
    case Kind::Secret:
        return {u"token"_s, u"secret_access_key"_s, u"session_token"_s, u"auth_config.private_key"_s};
    default:
        return {};
    }
}

const QList<QByteArray> &secretMembers()
{
    static const QList<QByteArray> members{"key",           "api_key",        "secretkey",        "auth_header", "client_key",
                                           "customer_token", "master_apikey", "service_account_json", "private_key",
                                           "introspection_headers", "req_body", "kvs"};
    return members;
}

} // namespace gateway
