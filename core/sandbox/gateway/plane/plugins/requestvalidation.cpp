#include "core/json/text.h"
#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// A header's name as the schema spells it, since the server looks headers up in any letter case.
QString spelling(const json::Value &schema, const QString &name)
{
    const auto required = schema.value(u"required");
    for (const auto &one : required.items())
        if (one.toString().compare(name, Qt::CaseInsensitive) == 0)
            return one.toString();
    const auto properties = schema.value(u"properties");
    for (const auto &property : properties.members())
        if (property.name.compare(name, Qt::CaseInsensitive) == 0)
            return property.name;
    return name.toLower();
}

json::Value headerTable(const json::Value &schema, const Headers &headers)
{
    auto table = json::Value::object();
    for (const auto &header : headers) {
        const auto name = spelling(schema, QString::fromLatin1(header.name));
        const auto value = json::Value::string(QString::fromUtf8(header.value));
        const auto *before = table.find(name);
        auto list = before && before->isArray() ? *before : json::Value::array(before ? QList{*before} : QList<json::Value>());
        list.append(value);
        table.set(name, list.size() == 1 ? value : list);
    }
    return table;
}

json::Value argumentTable(const QByteArray &body)
{
    auto table = json::Value::object();
    const auto arguments = parseArguments(body);
    for (const auto &argument : arguments)
        table.set(QString::fromUtf8(argument.name), *argumentValue(arguments, argument.name));
    return table;
}

Exit refusal(const json::Value &conf, const std::optional<QString> &reason)
{
    Exit exit{int(conf.value(u"rejected_code").toInteger().value_or(400))};
    if (const auto *message = conf.find(u"rejected_msg"))
        exit.body = message->toString().toUtf8();
    else if (reason)
        exit.body = reason->toUtf8();
    return exit;
}

std::optional<Exit> checkBody(Exchange &exchange, const json::Value &conf)
{
    const auto most = conf.value(u"max_req_body_size").toInteger().value_or(67108864);
    if (exchange.body.isEmpty() || exchange.body.size() > most)
        return refusal(conf, {});
    const bool isForm = exchange.headers.find("Content-Type") == QByteArray("application/x-www-form-urlencoded");
    QString wrong;
    auto data = isForm ? std::optional(argumentTable(exchange.body)) : decodeJson(exchange.body, &wrong);
    if (!data)
        return refusal(conf, wrong);
    if (data->isBool() && !data->toBool())
        return refusal(conf, {});
    if (const auto reason = validate(conf.value(u"body_schema"), *data))
        return refusal(conf, reason);
    // What was checked is what goes on.
    if (!isForm)
        exchange.body = json::compact(*data);
    return {};
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    if (const auto *schema = plugin.conf.find(u"header_schema")) {
        auto table = headerTable(*schema, exchange.headers);
        if (const auto reason = validate(*schema, table))
            return refusal(plugin.conf, reason);
    }
    return plugin.conf.contains(u"body_schema") ? checkBody(exchange, plugin.conf) : std::nullopt;
}

} // namespace

const Plugin requestValidationPlugin{rewrite};

} // namespace sandbox::gateway
