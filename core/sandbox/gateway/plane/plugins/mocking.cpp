#include "core/json/text.h"
#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/state.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QRandomGenerator>

#include <cmath>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

json::Value number(double value) { return json::Value::numberText(luaNumber(value)); }

json::Value anyText()
{
    QString text;
    for (int i = QRandomGenerator::global()->bounded(1, 11); i > 0; --i)
        text += QChar(u'a' + QRandomGenerator::global()->bounded(26));
    return json::Value::string(text);
}

json::Value madeUp(const json::Value &schema);

json::Value madeUpList(const json::Value &schema)
{
    auto list = json::Value::array();
    const auto items = schema.value(u"items");
    for (int i = QRandomGenerator::global()->bounded(1, 4); i > 0 && items.isObject(); --i)
        list.append(madeUp(items));
    return list;
}

json::Value madeUpObject(const json::Value &schema)
{
    auto object = json::Value::object();
    const auto properties = schema.value(u"properties");
    for (const auto &property : properties.members())
        object.set(property.name, madeUp(property.value));
    return object;
}

/// The example of a schema, or something that fits.
json::Value madeUp(const json::Value &schema)
{
    const auto type = schema.value(u"type").toString().toLower();
    const auto example = schema.value(u"example");
    auto *random = QRandomGenerator::global();
    if (type == u"array")
        return madeUpList(schema);
    if (type == u"object")
        return madeUpObject(schema);
    if (type == u"string")
        return example.isString() ? example : anyText();
    if (type == u"number")
        return number(example.isNumber() ? example.toDouble() : random->generateDouble() * 10000);
    if (type == u"integer")
        return number(example.isNumber() ? std::floor(example.toDouble()) : random->bounded(1, 10001));
    return type == u"boolean" ? json::Value::boolean(example.isBool() ? example.toBool() : random->bounded(2) == 1) : json::Value();
}

QString asXml(const json::Value &value, const QString &name)
{
    if (value.isArray()) {
        QString all;
        for (const auto &item : value.items())
            all += asXml(item, name);
        return all;
    }
    QString inside = value.isString() ? value.toString().toHtmlEscaped() : QString::fromUtf8(json::compact(value));
    if (value.isObject()) {
        inside.clear();
        for (const auto &member : value.members())
            inside += asXml(member.value, member.name);
    }
    return u"<%1>%2</%1>\n"_s.arg(name, inside);
}

QString contentOf(const json::Value &conf)
{
    if (const auto *example = conf.find(u"response_example"))
        return example->toString();
    const auto value = madeUpObject(conf.value(u"response_schema"));
    return conf.value(u"content_type").toString().contains(u"xml") ? asXml(value, u"data"_s) : QString::fromUtf8(json::compact(value));
}

std::optional<Exit> access(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    auto &headers = exchange.answer.headers;
    setHeader(headers, "Content-Type", conf.value(u"content_type").toString().toUtf8());
    if (conf.value(u"with_mock_header").toBool())
        setHeader(headers, "x-mock-by", "APISIX/3.18.0");
    const auto own = conf.value(u"response_headers");
    for (const auto &header : own.members()) {
        const auto value = header.value.isNumber() ? QString::fromLatin1(luaNumber(header.value.toDouble()))
                                                   : exchange.filled(header.value.toString());
        setHeader(headers, header.name.toUtf8(), value.toUtf8());
    }
    if (const auto seconds = conf.value(u"delay").toDouble(); seconds > 0)
        exchange.state.sleep(qint64(seconds * 1000));
    return Exit{int(conf.value(u"response_status").toInteger().value_or(200)), exchange.filled(contentOf(conf)).toUtf8()};
}

} // namespace

const Plugin mockingPlugin{nullptr, access};

} // namespace sandbox::gateway
