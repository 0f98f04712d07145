#include "ui/gateway/expose/exposeplan.h"

#include "core/gateway/functions.h"
#include "core/net/endpoint.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::Exposure;
using gateway::Row;
using gateway::Rows;

namespace exposeplan {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExposeDialog", text);
}

QStringList hostsOf(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

const Row *find(const Rows &routes, auto fits)
{
    if (!routes)
        return nullptr;
    const auto found = std::find_if(routes->begin(), routes->end(), fits);
    return found == routes->end() ? nullptr : &*found;
}

bool meet(const QStringList &a, const QStringList &b)
{
    return std::any_of(a.begin(), a.end(), [&b](const QString &text) { return b.contains(text); });
}

/// The same path for a host and a method of the two.
bool isRival(const Row &route, const Exposure &exposure)
{
    const bool hosts = route.hosts.isEmpty() == exposure.hosts.isEmpty() && (route.hosts.isEmpty() || meet(route.hosts, exposure.hosts));
    const bool methods = route.methods.isEmpty() || exposure.methods.isEmpty() || meet(route.methods, exposure.methods);
    return route.enabled && route.uris.contains(exposure.uri) && hosts && methods;
}

QString pathProblem(const QString &path)
{
    if (!path.startsWith('/'_L1))
        return tr("A path begins with a slash.");
    return path.contains('?'_L1) || path.contains(' '_L1) ? tr("A path has neither blanks nor a question mark.") : QString();
}

QString hostsProblem(const QStringList &hosts)
{
    static const QRegularExpression form(u"^\\*?[0-9a-zA-Z-._\\[\\]:]+$"_s);
    const auto wrong = std::find_if(hosts.begin(), hosts.end(), [](const QString &host) { return !form.match(host).hasMatch(); });
    return wrong == hosts.end() ? QString() : tr("“%1” is no host: api.example.com, or *.example.com for all below it.").arg(*wrong);
}

bool isHere(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

void addApiHost(QList<Remark> &remarks, const Exposure &exposure, const QUrl &admin)
{
    const QUrl url(exposure.apiHost);
    if (url.host().isEmpty() || !(url.scheme() == "http"_L1 || url.scheme() == "https"_L1))
        remarks.append({Field::ApiHost, true, tr("An address with http:// or https:// is needed here.")});
    else if (isHere(url) && !isHere(admin))
        remarks.append({Field::ApiHost, false,
                        tr("This is the gateway's own computer to the gateway: say an address that it reaches OpenWhisk at.")});
    else if (net::isPlainToOthers(url))
        remarks.append({Field::ApiHost, false, tr("Not encrypted: the key travels in the clear.")});
}

} // namespace

Input proposal(const Exposure &exposure, const Rows &routes)
{
    Input input;
    input.path = gateway::routeFor(exposure).value(u"uri").toString();
    input.apiHost = exposure.apiHost;
    const QString plain = gateway::routeIdFor(exposure);
    input.id = plain;
    constexpr qsizetype longest = 64;
    for (int i = 2; find(routes, [&](const Row &row) { return row.key.id == input.id; }); ++i) {
        const QString end = u'-' + QString::number(i);
        input.id = plain.left(longest - end.size()) + end;
    }
    return input;
}

Exposure with(Exposure exposure, const Input &input)
{
    exposure.uri = input.path.trimmed();
    exposure.methods = input.methods;
    exposure.hosts = hostsOf(input.hosts);
    exposure.apiHost = input.apiHost.trimmed();
    return exposure;
}

QList<Remark> remarks(const Exposure &exposure, const Input &input, const Rows &routes, const QUrl &admin)
{
    QList<Remark> remarks;
    const auto add = [&remarks](Field field, const QString &problem) {
        if (!problem.isEmpty())
            remarks.append({field, true, problem});
    };
    add(Field::Path, pathProblem(exposure.uri));
    add(Field::Hosts, hostsProblem(exposure.hosts));
    add(Field::Id, gateway::idProblem({gateway::Kind::Route, input.id}));
    if (find(routes, [&](const Row &row) { return row.key.id == input.id; }))
        add(Field::Id, tr("There is a route of this id."));
    addApiHost(remarks, exposure, admin);
    if (const auto *rival = find(routes, [&](const Row &row) { return isRival(row, exposure); }))
        remarks.append({Field::Path, false, tr("The route %1 has this path, too: only one of them gets the requests.").arg(rival->key.id)});
    const json::Value conf = gateway::routeFor(exposure).value(u"plugins").value(u"openwhisk");
    const gateway::FunctionPlace place{{exposure.uri}, exposure.actionTimeoutMs};
    for (const auto &advice : gateway::functionAdvice(u"openwhisk"_s, conf, place)) {
        if (advice.pointer.isEmpty() && advice.weight != gateway::Advice::Weight::Failure)
            remarks.append({Field::Methods, false, advice.sentence});
    }
    return remarks;
}

std::optional<Field> fieldOf(const gateway::Complaint &complaint)
{
    const QString first = complaint.pointer.section('/'_L1, 1, 1);
    if (first == "uri"_L1 || first == "uris"_L1)
        return Field::Path;
    if (first == "hosts"_L1 || first == "host"_L1)
        return Field::Hosts;
    if (first == "methods"_L1)
        return Field::Methods;
    if (first == "id"_L1)
        return Field::Id;
    if (complaint.pointer.endsWith("/openwhisk/api_host"_L1))
        return Field::ApiHost;
    return std::nullopt;
}

QString answersAt(const Input &input, const QUrl &dataPlane)
{
    if (!pathProblem(input.path.trimmed()).isEmpty())
        return {};
    const QString host = hostsOf(input.hosts).value(0);
    if (dataPlane.isEmpty())
        return host.isEmpty() ? QString() : tr("Answers at %1%2").arg(host, input.path.trimmed());
    QUrl url = dataPlane;
    if (!host.isEmpty() && !host.startsWith('*'_L1))
        url.setHost(host);
    return tr("Answers at %1%2").arg(url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo), input.path.trimmed());
}

} // namespace exposeplan
