#include "core/sandbox/gateway/plane/finish.h"

#include "core/sandbox/http/manners.h"

namespace sandbox::gateway {

namespace {

/// Those that nginx has a page for; the others come without a body.
bool hasPage(int status)
{
    static const QSet<int> pages{301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413,
                                 414, 415, 416, 421, 429, 494, 495, 496, 497, 500, 501, 502, 503, 504, 505, 507};
    return pages.contains(status);
}

bool takesCharset(const QByteArray &type)
{
    static const QSet<QByteArray> types{"text/html", "text/xml", "text/plain", "text/vnd.wap.wml", "application/javascript", "application/rss+xml"};
    return types.contains(type.trimmed().toLower());
}

/// What the recorded server says of a server's failures.
void tellUpstreamStatus(Exchange &exchange)
{
    const auto last = exchange.upstreamStatus.right(3).toInt();
    if (last >= 500 && last <= 599)
        setHeader(exchange.answer.headers, "X-APISIX-Upstream-Status", exchange.upstreamStatus);
}

void addCharset(HttpResponse &answer)
{
    if (answer.status == 301 || answer.status == 302) // old browsers took it for that of the page they are sent to
        return;
    for (auto &header : answer.headers)
        if (header.name.compare("Content-Type", Qt::CaseInsensitive) == 0 && takesCharset(header.value))
            header.value += "; charset=utf-8";
}

} // namespace

void answerWithPage(Exchange &exchange, int status)
{
    auto &answer = exchange.answer;
    answer.status = status;
    removeHeader(answer.headers, "Content-Type");
    answer.body.clear();
    if (!hasPage(status))
        return;
    answer.body = nginxPage(status).body;
    answer.headers.prepend({"Content-Type", "text/html"});
}

void answerWith(Exchange &exchange, const Exit &exit)
{
    if (exit.status == 444 || (exit.status > 0 && exit.status < 200) || exit.status > 999)
        throw Drop();
    if (!exit.body && exit.status >= 300)
        return answerWithPage(exchange, exit.status);
    auto &answer = exchange.answer;
    answer.status = exit.status == 0 ? 200 : exit.status;
    answer.body = exit.body.value_or(QByteArray());
    if (answer.status == 204)
        removeHeader(answer.headers, "Content-Type");
    else if (answer.status != 304 && !answer.headers.contains("Content-Type"))
        answer.headers.prepend({"Content-Type", "text/plain"});
}

HttpResponse finished(Exchange &exchange, PluginConfs &global, PluginConfs &plugins)
{
    exchange.isAnswering = true;
    setHeader(exchange.answer.headers, "Server", "APISIX/3.18.0");
    tellUpstreamStatus(exchange);
    for (auto *list : {&global, &plugins})
        runFilters(*list, exchange, &Plugin::filterHeaders);
    for (auto *list : {&global, &plugins})
        runFilters(*list, exchange, &Plugin::filterBody);
    auto &answer = exchange.answer;
    for (const auto *name : {"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date"})
        removeHeader(answer.headers, name);
    addCharset(answer);
    return std::move(answer);
}

} // namespace sandbox::gateway
