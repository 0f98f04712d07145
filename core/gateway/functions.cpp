#include "core/gateway/functions.h"

#include "core/net/endpoint.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

using Weight = Advice::Weight;

constexpr qint64 usualTimeoutMs = 3000; ///< of all four, where the documentation of openwhisk says 60000

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

QString textOf(const json::Value &conf, QStringView name)
{
    return conf.value(name).toString();
}

bool flag(const json::Value &conf, QStringView name, bool otherwise)
{
    const json::Value *value = conf.find(name);
    return value ? value->toBool(otherwise) : otherwise;
}

qint64 timeoutOf(const json::Value &conf)
{
    return conf.value(u"timeout").toInteger().value_or(usualTimeoutMs);
}

bool isReference(const QString &text)
{
    return text.startsWith(u'$');
}

QString openwhiskUrl(const json::Value &conf)
{
    const QString host = textOf(conf, u"api_host");
    const QString action = textOf(conf, u"action");
    const QString package = textOf(conf, u"package");
    if (host.isEmpty() || action.isEmpty())
        return {};
    return host + u"/api/v1/namespaces/"_s + textOf(conf, u"namespace") + u"/actions/"_s
        + (package.isEmpty() ? QString() : package + u'/') + action + u"?blocking=true&result="_s
        + (flag(conf, u"result", true) ? u"true"_s : u"false"_s) + u"&timeout="_s + QString::number(timeoutOf(conf));
}

/// Only a star that is a segment of its own stands for something that is passed on.
QString restOf(const QString &routeUri, const QString &path)
{
    const QString head = routeUri.chopped(1);
    return routeUri.endsWith(u"/*") && path.startsWith(head) ? path.mid(head.size()) : QString();
}

class Adviser {
public:
    Adviser(const json::Value &conf, const FunctionPlace &place)
        : m_conf(conf), m_place(place)
    {
    }

    QList<Advice> openwhisk()
    {
        address(u"api_host");
        if (textOf(m_conf, u"api_host").endsWith(u'/'))
            add(Weight::Warning, u"api_host", tr("Without the slash at the end: the call would go to “//api/v1”."));
        for (const QStringView name : {u"namespace", u"package", u"action"})
            segment(name);
        token();
        patience();
        verification();
        add(Weight::Note, {}, tr("Only the body of a request goes on, as the action's parameters; method, path, query and headers do not."));
        add(Weight::Note, {}, tr("The action must answer with JSON; statusCode must be a number, headers and body count as for web actions."));
        return m_advice;
    }

    QList<Advice> forwarding(const QString &plugin)
    {
        address(u"function_uri");
        functionUri();
        routes();
        if (const json::Value *authorization = m_conf.find(u"authorization"); authorization && !authorization->isObject())
            add(Weight::Failure, u"authorization", tr("This must be an object: the gateway takes anything, and then fails."));
        if (plugin == u"aws-lambda" && !m_conf.contains(u"authorization"))
            add(Weight::Note, u"authorization", tr("Without a key or a role the call goes out unsigned."));
        patience();
        verification();
        return m_advice;
    }

private:
    void add(Weight weight, QStringView member, const QString &sentence)
    {
        m_advice.append({weight, member.isEmpty() ? QString() : u'/' + member.toString(), sentence});
    }

    void address(QStringView name)
    {
        const QString text = textOf(m_conf, name);
        if (!m_conf.contains(name) || isReference(text))
            return;
        if (!text.startsWith(u"http://") && !text.startsWith(u"https://"))
            add(Weight::Failure, name, tr("It must begin with http:// or https://; the gateway takes it without, and every call fails."));
        else if (QUrl(text).host().isEmpty())
            add(Weight::Failure, name, tr("There is no host in it."));
        else if (net::isPlainToOthers(QUrl(text)))
            add(Weight::Warning, name, tr("The key travels in the clear: use https."));
    }

    void segment(QStringView name)
    {
        const QString text = textOf(m_conf, name);
        if (text.contains(u' '))
            add(Weight::Failure, name, tr("With a blank in the name every call fails, although the gateway takes it."));
        if (name == u"action" && text.contains(u'/'))
            add(Weight::Failure, name, tr("The package has a field of its own."));
    }

    void token()
    {
        const QString token = textOf(m_conf, u"service_token");
        if (m_conf.contains(u"service_token") && !isReference(token) && !token.contains(u':'))
            add(Weight::Failure, u"service_token", tr("A key has the form UUID:KEY."));
    }

    void patience()
    {
        const qint64 timeout = timeoutOf(m_conf);
        if (m_place.actionTimeoutMs && *m_place.actionTimeoutMs > timeout)
            add(Weight::Warning, u"timeout",
                tr("The gateway gives up after %1 ms, but the action may run for %2 ms.").arg(timeout).arg(*m_place.actionTimeoutMs));
        else if (!m_place.actionTimeoutMs && !m_conf.contains(u"timeout"))
            add(Weight::Note, u"timeout", tr("3000 ms are little for a cold start."));
    }

    void verification()
    {
        if (!flag(m_conf, u"ssl_verify", true))
            add(Weight::Warning, u"ssl_verify", tr("The certificate is not checked: anybody in between can read the key."));
    }

    void functionUri()
    {
        const QUrl url(textOf(m_conf, u"function_uri"));
        if (url.host().isEmpty())
            return;
        if (url.hasQuery())
            add(Weight::Warning, u"function_uri", tr("The query is dropped: the request's own goes on."));
        if (url.path().isEmpty())
            add(Weight::Failure, u"function_uri", tr("Without a path (at least /) the gateway sends a broken request."));
        if (url.port() >= 0)
            add(Weight::Note, u"function_uri", tr("The function sees the host without the port."));
        if (url.path(QUrl::FullyDecoded).contains(u' '))
            add(Weight::Failure, u"function_uri", tr("With a blank in the path every call fails."));
    }

    void routes()
    {
        for (const QString &uri : m_place.routeUris)
            if (!uri.endsWith(u"/*"))
                add(Weight::Note, {},
                    uri.endsWith(u'*') ? tr("What the star of %1 stands for does not go on: it must follow a slash.").arg(uri)
                                       : tr("The path below %1 does not go on: that needs a route that ends in /*.").arg(uri));
    }

    const json::Value &m_conf;
    const FunctionPlace &m_place;
    QList<Advice> m_advice;
};

} // namespace

bool callsFunction(const QString &plugin)
{
    return plugin == u"openwhisk" || plugin == u"openfunction" || plugin == u"aws-lambda" || plugin == u"azure-functions";
}

QString functionUrl(const QString &plugin, const json::Value &conf)
{
    if (plugin == u"openwhisk")
        return openwhiskUrl(conf);
    const QString uri = textOf(conf, u"function_uri");
    const qsizetype query = uri.indexOf(u'?');
    return callsFunction(plugin) ? uri.left(query < 0 ? uri.size() : query) : QString();
}

QString forwardedUrl(const QString &plugin, const json::Value &conf, const QString &routeUri, const QString &path)
{
    QString url = functionUrl(plugin, conf);
    const QString rest = restOf(routeUri, path);
    if (plugin == u"openwhisk" || rest.isEmpty() || url.isEmpty())
        return url;
    if (url.endsWith(u'/') || rest.startsWith(u'/'))
        return url + rest;
    return url + u'/' + rest;
}

QList<Advice> functionAdvice(const QString &plugin, const json::Value &conf, const FunctionPlace &place)
{
    if (!callsFunction(plugin))
        return {};
    Adviser adviser(conf, place);
    return plugin == u"openwhisk" ? adviser.openwhisk() : adviser.forwarding(plugin);
}

} // namespace gateway
