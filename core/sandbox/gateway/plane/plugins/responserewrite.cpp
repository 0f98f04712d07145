#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/plugins/substitute.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

bool holds(Exchange &exchange, const json::Value &conf)
{
    const auto *vars = conf.find(u"vars");
    return !vars || ::gateway::holds(*vars, exchange.variables());
}

QByteArray filled(Exchange &exchange, const json::Value &value)
{
    return value.isNumber() ? luaNumber(value.toDouble()) : exchange.filled(value.toString()).toUtf8();
}

void changeHeaders(Exchange &exchange, const json::Value &conf)
{
    auto &headers = exchange.answer.headers;
    const bool isSorted = conf.value(u"add").isArray() || conf.value(u"set").isObject() || conf.value(u"remove").isArray();
    static const QRegularExpression line(u"^([^:\\s]+)\\s*:\\s*([\\s\\S]+)$"_s);
    const auto added = isSorted ? conf.value(u"add") : json::Value();
    for (const auto &text : added.items()) {
        const auto match = line.match(text.toString());
        const auto value = exchange.filled(match.captured(2)).toUtf8();
        if (match.hasMatch() && !value.isEmpty())
            headers.append({match.captured(1).toUtf8(), withoutControls(value)});
    }
    const auto set = isSorted ? conf.value(u"set") : conf;
    for (const auto &member : set.members())
        setHeader(headers, member.name.toUtf8(), filled(exchange, member.value));
    const auto removed = isSorted ? conf.value(u"remove") : json::Value();
    for (const auto &name : removed.items())
        removeHeader(headers, name.toString().toUtf8());
}

void filterHeaders(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    const bool isMeant = holds(exchange, conf);
    exchange.decided.insert(plugin.place, isMeant);
    if (!isMeant)
        return;
    if (const auto status = conf.value(u"status_code").toInteger())
        exchange.answer.status = int(*status);
    changeHeaders(exchange, conf.value(u"headers"));
}

QRegularExpression::PatternOptions optionsOf(const QString &letters)
{
    QRegularExpression::PatternOptions options;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, letters.contains(u'i'));
    options.setFlag(QRegularExpression::MultilineOption, letters.contains(u'm'));
    options.setFlag(QRegularExpression::DotMatchesEverythingOption, letters.contains(u's'));
    options.setFlag(QRegularExpression::ExtendedPatternSyntaxOption, letters.contains(u'x'));
    return options;
}

QByteArray filtered(QString text, const json::Value &filters)
{
    for (const auto &filter : filters.items())
        text = substitute(text, QRegularExpression(filter.value(u"regex").toString(), optionsOf(filter.value(u"options").toString())),
                          filter.value(u"replace").toString(), filter.value(u"scope").toString() == u"global");
    return text.toUtf8();
}

void filterBody(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    auto &answer = exchange.answer;
    const auto filters = conf.value(u"filters");
    const auto *body = conf.find(u"body");
    // What was decided with the headers holds; a new status does not change it.
    if ((filters.isNull() && !body) || !exchange.decided.value(plugin.place, true))
        return;
    const auto encoding = answer.headers.find("Content-Encoding").value_or(QByteArray());
    for (const auto *name : {"Content-Encoding", "Last-Modified", "ETag"})
        removeHeader(answer.headers, name);
    answer.cut = -1;
    answer.length.reset();
    if (body) {
        answer.body = body->toString().toUtf8();
        if (conf.value(u"body_base64").toBool())
            answer.body = QByteArray::fromBase64(answer.body);
    } else if (encoding.isEmpty() || encoding == "gzip") {
        answer.body = filtered(QString::fromUtf8(encoding.isEmpty() ? answer.body : unpackedGzip(answer.body)), filters);
    }
}

} // namespace

const Plugin responseRewritePlugin{nullptr, nullptr, filterHeaders, filterBody};

} // namespace sandbox::gateway
