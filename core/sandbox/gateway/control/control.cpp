#include "core/sandbox/gateway/control/control.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/control/effective.h"
#include "core/sandbox/gateway/health/checks.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/http/manners.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Lua knows no empty list: it says {}.
HttpResponse answer(const json::Value &body, int status = 200)
{
    HttpResponse response;
    response.status = status;
    response.body = (body.isArray() && body.size() == 0 ? QByteArray("{}") : json::compact(body)) + '\n';
    return response.with("Content-Type", "application/json");
}

HttpResponse refused(int status, const QString &words)
{
    return answer(json::Value::object({{u"error_msg"_s, json::Value::string(words)}}), status);
}

HttpResponse said(const QByteArray &text)
{
    HttpResponse response;
    response.body = text;
    return response.with("Content-Type", "text/plain; charset=utf-8");
}

json::Value counters(const HealthCount &count)
{
    return json::Value::object({{u"success"_s, json::Value::number(count.count(Sign::Success))},
                                {u"http_failure"_s, json::Value::number(count.count(Sign::HttpFailure))},
                                {u"tcp_failure"_s, json::Value::number(count.count(Sign::TcpFailure))},
                                {u"timeout_failure"_s, json::Value::number(count.count(Sign::Timeout))}});
}

json::Value healthInfo(const QString &key, const Checker &checker)
{
    auto nodes = json::Value::array();
    for (const auto &server : checker.servers())
        nodes.append(json::Value::object({{u"ip"_s, json::Value::string(server.target.address)},
                                          {u"port"_s, json::Value::number(server.target.port)},
                                          {u"status"_s, json::Value::string(wordFor(server.count.health()))},
                                          {u"counter"_s, counters(server.count)}}));
    return json::Value::object({{u"name"_s, json::Value::string(u"/apisix"_s + key)},
                                {u"type"_s, json::Value::string(checker.type())},
                                {u"nodes"_s, nodes}});
}

/// For browsers: a row for each server, red where it is left out.
HttpResponse page(const json::Value &infos)
{
    QByteArray rows;
    for (const auto &info : infos.items())
        for (const auto &node : info.value(u"nodes").items()) {
            const auto status = node.value(u"status").toString();
            rows += status.endsWith(u"unhealthy") ? "<tr bgcolor=\"#FF0000\">" : "<tr>";
            const auto counter = node.value(u"counter");
            const auto number = [](const json::Value &value) { return QString::fromLatin1(value.numberText()); };
            for (const auto &cell : {info.value(u"name").toString(), info.value(u"type").toString(),
                                     node.value(u"ip").toString() + u':' + number(node.value(u"port")), status,
                                     number(counter.value(u"success")), number(counter.value(u"tcp_failure")),
                                     number(counter.value(u"http_failure")), number(counter.value(u"timeout_failure"))})
                rows += "<td>" + cell.toHtmlEscaped().toUtf8() + "</td>";
            rows += "</tr>\n";
        }
    HttpResponse response;
    response.body = "<html><head><title>APISIX upstream check status</title></head><body>\n<h1>APISIX upstream check status</h1>\n"
                    "<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr><th>Upstream</th><th>Check type</th><th>Host</th>"
                    "<th>Status</th><th>Success counts</th><th>TCP Failures</th><th>HTTP Failures</th><th>TIMEOUT Failures</th></tr>\n"
        + rows + "</table></body></html>\n";
    return response.with("Content-Type", "text/html");
}

bool wantsPage(const HttpRequest &request) { return request.headers.find("Accept").value_or(QByteArray()).contains("text/html"); }

bool hasChecks(const json::Value &conf) { return conf.contains(u"checks") || conf.value(u"upstream").contains(u"checks"); }

/// "route" and the like: what a path names one of them by.
QString kindOf(const QString &one)
{
    static const QHash<QString, QString> kinds{{u"route"_s, u"routes"_s}, {u"service"_s, u"services"_s}, {u"upstream"_s, u"upstreams"_s}};
    return kinds.value(one);
}

bool isKind(const QString &word) { return word == u"routes" || word == u"services" || word == u"upstreams"; }

} // namespace

HttpResponse Control::handle(const HttpRequest &request) const
{
    const auto &path = request.segments;
    if (path.value(0) != u"v1" || path.size() < 2)
        return nginxPage(404);
    const auto what = path[1];
    if (request.method == "POST" && path == QStringList{u"v1"_s, u"gc"_s})
        return said({});
    if (request.method == "PUT" && path == QStringList{u"v1"_s, u"plugins"_s, u"reload"_s})
        return said("done");
    if (request.method != "GET")
        return nginxPage(404);
    if (path.size() == 2) {
        if (what == u"schema")
            return schema();
        if (what == u"healthcheck")
            return healthOfAll(request);
        if (what == u"plugin_metadatas")
            return metadatas();
        return isKind(what) ? items(what) : nginxPage(404);
    }
    if (what == u"healthcheck")
        return healthOf(request, path[2], path.value(3));
    if (what == u"plugin_metadata")
        return metadata(path[2]);
    return kindOf(what).isEmpty() ? nginxPage(404) : item(what, path[2]);
}

HttpResponse Control::schema() const
{
    auto main = json::Value::object({{u"plugins"_s, json::Value::object({{u"type"_s, json::Value::string(u"object"_s)}})}});
    for (const auto &name : {u"consumer"_s, u"consumer_group"_s, u"global_rule"_s, u"plugin_config"_s, u"proto"_s, u"route"_s, u"service"_s,
                             u"ssl"_s, u"stream_route"_s, u"upstream"_s, u"upstream_hash_header_schema"_s, u"upstream_hash_vars_schema"_s})
        if (const auto *found = m_library.resource(name))
            main.set(name, *found);
    return answer(json::Value::object({{u"main"_s, main}, {u"plugins"_s, m_library.plugins()}, {u"stream_plugins"_s, m_library.plugins(true)}}));
}

HttpResponse Control::items(const QString &kind) const
{
    auto list = json::Value::array();
    const auto records = m_etcd.list(u'/' + kind + u'/');
    for (auto it = records.cbegin(); it != records.cend(); ++it)
        if (it.key().count(u'/') == 2) // not what belongs to a service
            list.append(effectiveItem(m_library, it.key(), *it));
    return answer(list);
}

HttpResponse Control::item(const QString &kind, const QString &id) const
{
    const auto key = u'/' + kindOf(kind) + u'/' + id;
    const auto record = m_etcd.get(key);
    return record ? answer(effectiveItem(m_library, key, *record)) : refused(404, u"%1[%2] not found"_s.arg(kind, id));
}

HttpResponse Control::metadatas() const
{
    auto list = json::Value::array();
    const auto records = m_etcd.list(u"/plugin_metadata/"_s);
    for (auto it = records.cbegin(); it != records.cend(); ++it)
        list.append(effectiveMetadata(m_library, it.key().section(u'/', 2), it->value));
    return answer(list);
}

HttpResponse Control::metadata(const QString &plugin) const
{
    const auto record = m_etcd.get(u"/plugin_metadata/"_s + plugin);
    return record ? answer(effectiveMetadata(m_library, plugin, record->value)) : refused(404, u"plugin metadata[%1] not found"_s.arg(plugin));
}

HttpResponse Control::healthOfAll(const HttpRequest &request) const
{
    auto list = json::Value::array();
    for (const auto &kind : {u"routes"_s, u"services"_s, u"upstreams"_s}) {
        const auto records = m_etcd.list(u'/' + kind + u'/');
        for (auto it = records.cbegin(); it != records.cend(); ++it)
            if (const auto checker = hasChecks(it->value) ? m_health.find(it.key()) : nullptr)
                list.append(healthInfo(it.key(), *checker));
    }
    return wantsPage(request) ? page(list) : answer(list);
}

HttpResponse Control::healthOf(const HttpRequest &request, const QString &kind, const QString &id) const
{
    if (id.isEmpty())
        return refused(404, u"missing src id for src type "_s + kind);
    if (!isKind(kind) && kind != u"stream_routes")
        return refused(400, u"invalid src type "_s + kind);
    const auto key = u'/' + kind + u'/' + id;
    const auto record = m_etcd.get(key);
    if (!record)
        return refused(404, u"%1[%2] not found"_s.arg(kind, id));
    const auto checker = hasChecks(record->value) ? m_health.find(key) : nullptr;
    if (!checker)
        return refused(404, u"no checker for %1[%2]"_s.arg(kind, id));
    const auto info = healthInfo(key, *checker);
    return wantsPage(request) ? page(json::Value::array({info})) : answer(info);
}

} // namespace sandbox::gateway
