#include "core/sandbox/gateway/admin/checks.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

Wrong checkNodes(const json::Value &nodes)
{
    for (const auto &node : nodes.members()) {
        const auto port = node.name.section(u'/', -1).section(u':', -1);
        bool isNumber = false;
        const auto number = port.toInt(&isNumber);
        if (node.name.contains(u':') && !node.name.endsWith(u']') && isNumber && (number < 1 || number > 65535))
            return u"invalid port "_s + port;
    }
    for (const auto &node : nodes.items()) {
        const auto host = node.value(u"host").toString();
        if (host.count(u':') > 1 && !(host.startsWith(u'[') && host.endsWith(u']')))
            return u"IPv6 address must be enclosed with '[' and ']'"_s;
    }
    return {};
}

Wrong checkHashing(const SchemaLibrary &library, const json::Value &conf)
{
    if (conf.value(u"type").toString() != u"chash")
        return {};
    const auto on = conf.contains(u"hash_on") ? conf.value(u"hash_on").toString() : u"vars"_s;
    if (on != u"consumer" && !conf.contains(u"key"))
        return u"missing key"_s;
    const auto name = on == u"vars" ? u"upstream_hash_vars_schema"_s
        : on == u"vars_combinations" ? u"upstream_hash_vars_combinations_schema"_s
                                     : u"upstream_hash_header_schema"_s;
    const auto *schema = on == u"consumer" ? nullptr : library.resource(name);
    auto key = conf.value(u"key");
    const auto wrong = schema ? validate(*schema, key) : Wrong();
    return wrong ? Wrong(u"invalid configuration: "_s + *wrong) : Wrong();
}

} // namespace

Wrong checkUpstream(const SchemaLibrary &library, const json::Value &conf)
{
    if (auto wrong = checkNodes(conf.value(u"nodes")))
        return wrong;
    if (conf.value(u"pass_host").toString() == u"rewrite" && conf.value(u"upstream_host").toString().isEmpty())
        return u"`upstream_host` can't be empty when `pass_host` is `rewrite`"_s;
    if (const auto *certificate = conf.value(u"tls").find(u"client_cert"))
        if (auto wrong = checkPair(certificate->toString(), conf.value(u"tls").value(u"client_key").toString()))
            return wrong;
    return checkHashing(library, conf);
}

} // namespace sandbox::gateway
