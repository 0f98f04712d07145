#include "core/gateway/plugins.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace gateway {

namespace {

struct About {
    QLatin1String name;
    const char *phase;
    const char *text;
};

/// The server tells names, priorities and schemas, but not what a plugin is good for.
constexpr About known[] = {
    {QLatin1String("acl"), "access", QT_TRANSLATE_NOOP("plugins", "Lets in or keeps out by labels of consumers")},
    {QLatin1String("ai-aliyun-content-moderation"), "access", QT_TRANSLATE_NOOP("plugins", "Has prompts and answers moderated by Alibaba Cloud")},
    {QLatin1String("ai-aws-content-moderation"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Has prompts moderated by AWS")},
    {QLatin1String("ai-cache"), "access", QT_TRANSLATE_NOOP("plugins", "Keeps answers of language models")},
    {QLatin1String("ai-lakera-guard"), "access", QT_TRANSLATE_NOOP("plugins", "Has prompts checked by Lakera")},
    {QLatin1String("ai-prompt-decorator"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Puts messages before or after a prompt")},
    {QLatin1String("ai-prompt-guard"), "access", QT_TRANSLATE_NOOP("plugins", "Refuses prompts by patterns")},
    {QLatin1String("ai-prompt-template"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Fills templates for prompts")},
    {QLatin1String("ai-proxy-multi"), "access", QT_TRANSLATE_NOOP("plugins", "Spreads calls over several language models")},
    {QLatin1String("ai-proxy"), "access", QT_TRANSLATE_NOOP("plugins", "Calls a language model")},
    {QLatin1String("ai-rag"), "access", QT_TRANSLATE_NOOP("plugins", "Adds what a vector search found to a prompt")},
    {QLatin1String("ai-rate-limiting"), "access", QT_TRANSLATE_NOOP("plugins", "Limits tokens of language models in a span of time")},
    {QLatin1String("ai-request-rewrite"), "access", QT_TRANSLATE_NOOP("plugins", "Has a language model rewrite the request")},
    {QLatin1String("ai"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Speeds up how plain routes are matched")},
    {QLatin1String("api-breaker"), "access", QT_TRANSLATE_NOOP("plugins", "Stops asking an upstream that fails")},
    {QLatin1String("attach-consumer-label"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Sends labels of the consumer to the upstream as headers")},
    {QLatin1String("authz-casbin"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Grants access by a Casbin model")},
    {QLatin1String("authz-casdoor"), "access", QT_TRANSLATE_NOOP("plugins", "Signs users in by Casdoor")},
    {QLatin1String("authz-keycloak"), "access", QT_TRANSLATE_NOOP("plugins", "Grants access by Keycloak")},
    {QLatin1String("aws-lambda"), "access", QT_TRANSLATE_NOOP("plugins", "Calls a function of AWS Lambda")},
    {QLatin1String("azure-functions"), "access", QT_TRANSLATE_NOOP("plugins", "Calls a function of Azure")},
    {QLatin1String("basic-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Knows consumers by user name and password")},
    {QLatin1String("batch-requests"), "access", QT_TRANSLATE_NOOP("plugins", "Takes several requests in one")},
    {QLatin1String("body-transformer"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Turns bodies into another form by templates")},
    {QLatin1String("brotli"), "header_filter", QT_TRANSLATE_NOOP("plugins", "Compresses answers with Brotli")},
    {QLatin1String("cas-auth"), "access", QT_TRANSLATE_NOOP("plugins", "Signs users in by CAS")},
    {QLatin1String("chaitin-waf"), "access", QT_TRANSLATE_NOOP("plugins", "Has requests judged by a Chaitin firewall")},
    {QLatin1String("clickhouse-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to ClickHouse")},
    {QLatin1String("client-control"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Limits the size of the client's request body")},
    {QLatin1String("consumer-restriction"), "access", QT_TRANSLATE_NOOP("plugins", "Lets in or keeps out certain consumers, services or routes")},
    {QLatin1String("cors"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Lets web pages of other origins call")},
    {QLatin1String("csrf"), "access", QT_TRANSLATE_NOOP("plugins", "Guards against forged requests with a token")},
    {QLatin1String("data-mask"), "log", QT_TRANSLATE_NOOP("plugins", "Masks values in what is logged")},
    {QLatin1String("datadog"), "log", QT_TRANSLATE_NOOP("plugins", "Reports metrics to Datadog")},
    {QLatin1String("degraphql"), "access", QT_TRANSLATE_NOOP("plugins", "Serves a GraphQL query as a plain route")},
    {QLatin1String("dingtalk-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by DingTalk")},
    {QLatin1String("dubbo-proxy"), "before_proxy", QT_TRANSLATE_NOOP("plugins", "Calls a Dubbo service")},
    {QLatin1String("echo"), "body_filter", QT_TRANSLATE_NOOP("plugins", "Puts text before, after or in place of a body")},
    {QLatin1String("elasticsearch-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Elasticsearch")},
    {QLatin1String("error-log-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends the gateway's error log elsewhere")},
    {QLatin1String("error-page"), "header_filter", QT_TRANSLATE_NOOP("plugins", "Shows own pages for errors")},
    {QLatin1String("example-plugin"), "access", QT_TRANSLATE_NOOP("plugins", "An example for writers of plugins")},
    {QLatin1String("exit-transformer"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Changes the answers of other plugins by Lua")},
    {QLatin1String("ext-plugin-post-req"), "access", QT_TRANSLATE_NOOP("plugins", "Runs plugins of an external runner before the upstream is asked")},
    {QLatin1String("ext-plugin-post-resp"), "before_proxy", QT_TRANSLATE_NOOP("plugins", "Runs plugins of an external runner on the answer")},
    {QLatin1String("ext-plugin-pre-req"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Runs plugins of an external runner before all others")},
    {QLatin1String("fault-injection"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Answers with a set status or waits, to test clients")},
    {QLatin1String("feishu-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by Feishu")},
    {QLatin1String("file-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Writes logs to a file")},
    {QLatin1String("forward-auth"), "access", QT_TRANSLATE_NOOP("plugins", "Asks another service whether the request may pass")},
    {QLatin1String("gm"), "init", QT_TRANSLATE_NOOP("plugins", "Serves TLS with SM2 certificates")},
    {QLatin1String("google-cloud-logging"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Google Cloud")},
    {QLatin1String("graphql-limit-count"), "access", QT_TRANSLATE_NOOP("plugins", "Limits the depth of GraphQL queries in a span of time")},
    {QLatin1String("graphql-proxy-cache"), "access", QT_TRANSLATE_NOOP("plugins", "Keeps answers to GraphQL queries")},
    {QLatin1String("grpc-transcode"), "access", QT_TRANSLATE_NOOP("plugins", "Turns HTTP with JSON into gRPC and back")},
    {QLatin1String("grpc-web"), "access", QT_TRANSLATE_NOOP("plugins", "Lets browsers call gRPC services")},
    {QLatin1String("gzip"), "header_filter", QT_TRANSLATE_NOOP("plugins", "Compresses answers with gzip")},
    {QLatin1String("hmac-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Knows consumers by a signature over the request")},
    {QLatin1String("http-dubbo"), "before_proxy", QT_TRANSLATE_NOOP("plugins", "Turns HTTP into Dubbo")},
    {QLatin1String("http-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs by HTTP")},
    {QLatin1String("inspect"), "init", QT_TRANSLATE_NOOP("plugins", "Sets breakpoints in the gateway's Lua")},
    {QLatin1String("ip-restriction"), "access", QT_TRANSLATE_NOOP("plugins", "Lets in or keeps out by the client's address")},
    {QLatin1String("jwe-decrypt"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Decrypts a token in a header")},
    {QLatin1String("jwt-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Knows consumers by a signed token")},
    {QLatin1String("kafka-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Kafka")},
    {QLatin1String("kafka-proxy"), "access", QT_TRANSLATE_NOOP("plugins", "Signs in to Kafka with user and password")},
    {QLatin1String("key-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Knows consumers by a key in a header or the query")},
    {QLatin1String("lago"), "log", QT_TRANSLATE_NOOP("plugins", "Reports usage to Lago for billing")},
    {QLatin1String("ldap-auth-advanced"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by LDAP, with search and groups")},
    {QLatin1String("ldap-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by LDAP")},
    {QLatin1String("limit-conn"), "access", QT_TRANSLATE_NOOP("plugins", "Limits requests at the same time")},
    {QLatin1String("limit-count"), "access", QT_TRANSLATE_NOOP("plugins", "Limits requests in a span of time")},
    {QLatin1String("limit-req"), "access", QT_TRANSLATE_NOOP("plugins", "Limits the rate of requests")},
    {QLatin1String("log-rotate"), "init", QT_TRANSLATE_NOOP("plugins", "Begins new log files from time to time")},
    {QLatin1String("loggly"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Loggly")},
    {QLatin1String("loki-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Grafana Loki")},
    {QLatin1String("mcp-bridge"), "access", QT_TRANSLATE_NOOP("plugins", "Serves a program as an MCP server")},
    {QLatin1String("mocking"), "access", QT_TRANSLATE_NOOP("plugins", "Answers with a set or generated example in place of the upstream")},
    {QLatin1String("mqtt-proxy"), "preread", QT_TRANSLATE_NOOP("plugins", "Spreads MQTT connections by client id")},
    {QLatin1String("multi-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Lets a request in by any of several ways to authenticate")},
    {QLatin1String("node-status"), "access", QT_TRANSLATE_NOOP("plugins", "Tells the state of the gateway's node")},
    {QLatin1String("oas-validator"), "access", QT_TRANSLATE_NOOP("plugins", "Checks requests by an OpenAPI document")},
    {QLatin1String("ocsp-stapling"), "ssl", QT_TRANSLATE_NOOP("plugins", "Staples OCSP answers to certificates")},
    {QLatin1String("opa"), "access", QT_TRANSLATE_NOOP("plugins", "Asks Open Policy Agent whether the request may pass")},
    {QLatin1String("openfunction"), "access", QT_TRANSLATE_NOOP("plugins", "Calls a function of OpenFunction")},
    {QLatin1String("openid-connect"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by OpenID Connect")},
    {QLatin1String("opentelemetry"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Reports traces by OpenTelemetry")},
    {QLatin1String("openwhisk"), "access", QT_TRANSLATE_NOOP("plugins", "Runs an action of Apache OpenWhisk with the request's body")},
    {QLatin1String("prometheus"), "log", QT_TRANSLATE_NOOP("plugins", "Counts requests for Prometheus")},
    {QLatin1String("proxy-buffering"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Switches buffering of answers on or off")},
    {QLatin1String("proxy-cache"), "access", QT_TRANSLATE_NOOP("plugins", "Keeps answers of the upstream for a while")},
    {QLatin1String("proxy-control"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Switches buffering of requests on or off")},
    {QLatin1String("proxy-mirror"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Sends a copy of requests to another host")},
    {QLatin1String("proxy-rewrite"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Changes URI, method, host and headers before the upstream is asked")},
    {QLatin1String("public-api"), "access", QT_TRANSLATE_NOOP("plugins", "Serves an API of the gateway itself")},
    {QLatin1String("real-ip"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Takes the client's address from a header or another variable")},
    {QLatin1String("redirect"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Sends the client to another address")},
    {QLatin1String("referer-restriction"), "access", QT_TRANSLATE_NOOP("plugins", "Lets in or keeps out by Referer")},
    {QLatin1String("request-id"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Gives each request an id in a header")},
    {QLatin1String("request-validation"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Checks headers and body by a JSON Schema")},
    {QLatin1String("response-rewrite"), "header_filter", QT_TRANSLATE_NOOP("plugins", "Changes status, headers and body of the answer")},
    {QLatin1String("rocketmq-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to RocketMQ")},
    {QLatin1String("saml-auth"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Signs users in by SAML")},
    {QLatin1String("server-info"), "log", QT_TRANSLATE_NOOP("plugins", "Reports the gateway's node")},
    {QLatin1String("serverless-post-function"), "access", QT_TRANSLATE_NOOP("plugins", "Runs Lua functions after the other plugins of a phase")},
    {QLatin1String("serverless-pre-function"), "access", QT_TRANSLATE_NOOP("plugins", "Runs Lua functions before the other plugins of a phase")},
    {QLatin1String("skywalking-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to SkyWalking")},
    {QLatin1String("skywalking"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Reports traces to SkyWalking")},
    {QLatin1String("sls-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Alibaba Cloud")},
    {QLatin1String("splunk-hec-logging"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Splunk")},
    {QLatin1String("syslog"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to a syslog server")},
    {QLatin1String("tcp-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs by TCP")},
    {QLatin1String("tencent-cloud-cls"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs to Tencent Cloud")},
    {QLatin1String("traffic-label"), "access", QT_TRANSLATE_NOOP("plugins", "Sets headers by conditions and weights")},
    {QLatin1String("traffic-split"), "access", QT_TRANSLATE_NOOP("plugins", "Spreads requests over upstreams by conditions and weights")},
    {QLatin1String("ua-restriction"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Lets in or keeps out by User-Agent")},
    {QLatin1String("udp-logger"), "log", QT_TRANSLATE_NOOP("plugins", "Sends logs by UDP")},
    {QLatin1String("uri-blocker"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Refuses requests whose URI matches an expression")},
    {QLatin1String("wolf-rbac"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Grants access by roles in wolf")},
    {QLatin1String("workflow"), "access", QT_TRANSLATE_NOOP("plugins", "Applies limits or answers by conditions")},
    {QLatin1String("zipkin"), "rewrite", QT_TRANSLATE_NOOP("plugins", "Reports traces to Zipkin")},
};

const About *about(const QString &name)
{
    const auto found = std::find_if(std::begin(known), std::end(known), [&name](const About &one) { return name == one.name; });
    return found == std::end(known) ? nullptr : &*found;
}

} // namespace

QString pluginDescription(const QString &name)
{
    const About *one = about(name);
    return one ? QCoreApplication::translate("plugins", one->text) : QString();
}

QString pluginPhase(const QString &name)
{
    const About *one = about(name);
    return one ? QString::fromLatin1(one->phase) : QString();
}

} // namespace gateway
