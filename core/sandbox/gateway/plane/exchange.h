#pragma once

#include "core/gateway/routing.h"
#include "core/sandbox/http/message.h"

#include <optional>

namespace sandbox::gateway {

struct Configuration;
struct Consumer;
class PlaneState;

/// What a plugin ends a request with. Without a body the page of nginx comes.
struct Exit {
    int status = 200;
    std::optional<QByteArray> body = {};
};

/// A table as body: JSON and a line break.
Exit exitWith(int status, const json::Value &table);
Exit exitWithMessage(int status, const QString &message);

/// Ends the connection without an answer.
struct Drop {};

struct Argument {
    QByteArray name;
    std::optional<QByteArray> value; ///< none: no "=" came
};
using Arguments = QList<Argument>;

Arguments parseArguments(const QByteArray &text);
QByteArray encodeArguments(const Arguments &arguments);
/// As Lua code gets one of that name: a text, true, a list of several, or none.
std::optional<json::Value> argumentValue(const Arguments &arguments, const QByteArray &name);

/// An empty value removes.
void setHeader(Headers &headers, const QByteArray &name, const QByteArray &value);
void removeHeader(Headers &headers, QByteArrayView name);
/// All of that name, joined.
std::optional<QByteArray> joinedHeader(const Headers &headers, QByteArrayView name);

/// nginx's escaping of a path.
QByteArray escapedPath(const QByteArray &path);
/// Percent-decoding that leaves wrong escapes alone.
QByteArray unescaped(const QByteArray &text);
/// Control characters as %XX.
QByteArray withoutControls(const QByteArray &value);

/// One request on its way through the plugins, and the answer to it as far as it is known.
class Exchange {
public:
    Exchange(const HttpRequest &request, const Configuration &configuration, PlaneState &state, quint16 port);

    ::gateway::Call call();
    /// None where there is no such variable, or it has no value.
    std::optional<json::Value> variable(const QString &name);
    ::gateway::Variables variables();
    /// A text with its $variables filled in. escape: for each value; resolved: how many there were.
    QString filled(const QString &text, QString (*escape)(const QString &) = nullptr, int *resolved = nullptr);

    Arguments arguments() const { return parseArguments(args.value_or(QByteArray())); }
    void setArguments(const Arguments &arguments);
    QString normalTarget() const; ///< decoded path and arguments: what $request_uri is
    void attach(const Consumer &consumer);

    const Configuration &configuration;
    PlaneState &state;

    // The request, as plugins may change it.
    QByteArray method;
    const QByteArray clientMethod;
    QByteArray sentHost; ///< the Host header as it came
    QByteArray target; ///< as sent, without scheme and host
    QByteArray path;   ///< decoded and resolved
    std::optional<QByteArray> args;
    QByteArray protocol;
    Headers headers;
    QByteArray body;
    QString address;
    QString remotePort;
    QString host; ///< in lower case, without port
    quint16 port;

    // What was found out on the way.
    std::optional<::gateway::Candidate> matched;
    json::Value route; ///< merged with what it refers to
    const Consumer *consumer = nullptr;
    QStringList captures; ///< of a rewritten uri; the first is the whole
    std::optional<QByteArray> origin; ///< for CORS, as the client sent it
    QHash<QString, bool> decided; ///< by place: whether an answer is rewritten there
    std::optional<QByteArray> upstreamUri; ///< none: the client's own target
    std::optional<QByteArray> upstreamHost;
    QString upstreamKey; ///< whose upstream it is
    QString upstreamAddress;
    bool hasChangedArguments = false;

    // The answer.
    HttpResponse answer;
    QByteArray upstreamStatus; ///< "502, 200"
    bool isAnswering = false;  ///< $status has a meaning
    bool isProxied = false;    ///< it is a server's own answer

private:
    std::optional<json::Value> headerVariable(const QString &name);
    std::optional<json::Value> cookie(const QString &name);
    std::optional<json::Value> plainVariable(const QString &name);
    std::optional<json::Value> ownVariable(const QString &name);
    void takeHost(const HttpRequest &request);
    void takeAddress(const HttpRequest &request);
};

/// post_arg_NAME and post_arg.PATH
std::optional<json::Value> bodyArgument(const Exchange &exchange, const QString &name);
/// graphql_name, graphql_operation, graphql_root_fields
std::optional<json::Value> graphqlVariable(const Exchange &exchange, const QString &name);

} // namespace sandbox::gateway
