#include "ui/gateway/kinds/schemapart.h"

#include "core/json/text.h"

using namespace Qt::StringLiterals;

namespace {

/// As the gateway's own checks have them: no address of it hands them out.
constexpr auto vault = R"({"type":"object","required":["uri","prefix","token"],"properties":{
"uri":{"type":"string","pattern":"^[^\\/]+:\\/\\/([\\da-zA-Z.-]+|\\[[\\da-fA-F:]+\\])(:\\d+)?"},
"prefix":{"type":"string"},"token":{"type":"string"},"namespace":{"type":"string"}}})";
constexpr auto aws = R"({"type":"object","required":["access_key_id","secret_access_key"],"properties":{
"access_key_id":{"type":"string"},"secret_access_key":{"type":"string"},"session_token":{"type":"string"},
"region":{"type":"string","default":"us-east-1"},
"endpoint_url":{"type":"string","pattern":"^[^\\/]+:\\/\\/([\\da-zA-Z.-]+|\\[[\\da-fA-F:]+\\])(:\\d+)?"}}})";
constexpr auto gcp = R"({"type":"object","properties":{
"auth_config":{"type":"object","required":["client_email","private_key","project_id","token_uri"],"properties":{
"client_email":{"type":"string"},"private_key":{"type":"string"},"project_id":{"type":"string"},
"token_uri":{"type":"string","default":"https://oauth2.googleapis.com/token"},
"scope":{"type":"array","items":{"type":"string"},"default":["https://www.googleapis.com/auth/cloud-platform"]},
"entries_uri":{"type":"string","default":"https://secretmanager.googleapis.com/v1"}}},
"auth_file":{"type":"string"},"ssl_verify":{"type":"boolean","default":true}},
"oneOf":[{"required":["auth_config"]},{"required":["auth_file"]}]})";

json::Value read(const char *text)
{
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}

} // namespace

json::Value schemapart::membersOf(const json::Value &schema, const QStringList &members, const QStringList &rules)
{
    json::Value properties = json::Value::object();
    for (const QString &member : members)
        if (const json::Value *found = schema.value(u"properties").find(member))
            properties.set(member, *found);
    json::Value part = json::Value::object();
    part.set(u"type", json::Value::string(u"object"_s));
    part.set(u"properties", properties);
    json::Value required = json::Value::array();
    for (const json::Value &name : schema.value(u"required").items())
        if (members.contains(name.toString()))
            required.append(name);
    if (required.size() > 0)
        part.set(u"required", required);
    for (const QString &rule : rules)
        if (const json::Value *found = schema.find(rule))
            part.set(rule, *found);
    return part;
}

json::Value schemapart::secretManager(const QString &manager)
{
    static const json::Value all[] = {read(vault), read(aws), read(gcp)};
    const qsizetype place = QStringList{u"vault"_s, u"aws"_s, u"gcp"_s}.indexOf(manager);
    return place < 0 ? json::Value() : all[place];
}

QStringList schemapart::namesIn(const json::Value &schema)
{
    QStringList names;
    for (const json::Member &member : schema.value(u"properties").members())
        names.append(member.name);
    return names;
}
