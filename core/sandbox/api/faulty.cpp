#include "core/sandbox/api/faulty.h"

#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/faults.h"

#include <QDateTime>
#include <QLocale>
#include <QThread>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

HttpResponse throttled(const Call &call)
{
    const auto body = json::Value::object(
        {{u"code"_s, json::Value::string(call.transaction)},
         {u"error"_s, json::Value::string(u"Too many requests in the last minute (count: 61, allowed: 60)."_s)}});
    return answerJson(call, body, 429).with("X-Request-ID", call.transaction.toUtf8());
}

HttpResponse badGateway()
{
    HttpResponse response;
    response.status = 502;
    response.body = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>"
                    "</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
    return response.with("Content-Type", "text/html");
}

HttpResponse unavailable()
{
    return plainText(503, "The server was not able to produce a timely response to your request.\r\nPlease try again in a "
                          "short while!");
}

} // namespace

std::optional<HttpResponse> faultInstead(const Call &call)
{
    auto &faults = call.services.faults;
    const auto path = QString::fromLatin1(call.request.path);
    if (const auto delay = faults.number(u"delay", path); delay > 0)
        QThread::msleep(static_cast<unsigned long>(delay));
    const auto status = faults.value(u"status", path);
    if (!status)
        return {};
    return *status == u"429" ? throttled(call) : *status == u"503" ? unavailable() : badGateway();
}

void addFaults(const Call &call, HttpResponse &response)
{
    auto &faults = call.services.faults;
    const auto path = QString::fromLatin1(call.request.path);
    response.drop = faults.everyNth(u"drop", path);
    response.cut = faults.number(u"cut", path, -1);
    if (const auto offset = call.services.clock.offset(); offset != 0) {
        const auto now = QDateTime::fromMSecsSinceEpoch(call.services.clock.now(), Qt::UTC);
        response.with("Date", QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1());
    }
}

} // namespace sandbox
