#include "core/sandbox/gateway/admin/sealing.h"

#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/cipher.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Change = QString (*)(const QString &);

QString open(const QString &cipher) { return decrypted(cipher).value_or(cipher); }

/// A text, or the texts of a list or a map.
void changeLeaf(json::Value &value, Change change)
{
    if (value.isString()) {
        value = json::Value::string(change(value.toString()));
    } else if (value.isArray()) {
        for (qsizetype i = 0; i < value.size(); ++i)
            if (value.items()[i].isString())
                value.setItem(i, json::Value::string(change(value.items()[i].toString())));
    } else if (value.isObject()) {
        const auto members = value.members();
        for (const auto &member : members)
            if (member.value.isString())
                value.set(member.name, json::Value::string(change(member.value.toString())));
    }
}

void changeAt(json::Value &value, const QStringList &path, Change change)
{
    if (path.isEmpty())
        return changeLeaf(value, change);
    if (value.isArray()) {
        for (qsizetype i = 0; i < value.size(); ++i) {
            auto item = value.items()[i];
            changeAt(item, path, change);
            value.setItem(i, item);
        }
    } else if (const auto *member = value.isObject() ? value.find(path.first()) : nullptr) {
        auto changed = *member;
        changeAt(changed, path.sliced(1), change);
        value.set(path.first(), changed);
    }
}

void changeFields(const json::Value *schema, json::Value &conf, Change change)
{
    if (!schema)
        return;
    const auto fields = schema->value(u"encrypt_fields");
    for (const auto &field : fields.items())
        changeAt(conf, field.toString().split(u'.'), change);
}

const json::Value *schemaFor(const SchemaLibrary &library, const Kind &kind, const QString &plugin)
{
    const bool ofConsumer = kind.name == u"consumers" || kind.name == u"credentials";
    const auto *own = ofConsumer ? library.schemaOf(plugin, PluginPart::Consumer) : nullptr;
    return own ? own : library.schemaOf(plugin, PluginPart::Route);
}

void changePlugins(const SchemaLibrary &library, const Kind &kind, json::Value &conf, Change change)
{
    auto plugins = conf.value(u"plugins");
    if (!plugins.isObject())
        return;
    const auto members = plugins.members();
    for (const auto &member : members) {
        auto plugin = member.value;
        changeFields(schemaFor(library, kind, member.name), plugin, change);
        plugins.set(member.name, plugin);
    }
    conf.set(u"plugins", plugins);
}

void changeAll(const SchemaLibrary &library, const Kind &kind, json::Value &conf, Change change)
{
    if (kind.name == u"plugin_metadata")
        changeFields(library.schemaOf(conf.value(u"id").toString(), PluginPart::Metadata), conf, change);
    else
        changePlugins(library, kind, conf, change);
}

} // namespace

QString sealedKey(const QString &pem) { return pem.startsWith(u"---") ? encrypted(pem) : pem; }

json::Value sealed(const SchemaLibrary &library, const Kind &kind, json::Value conf)
{
    changeAll(library, kind, conf, encrypted);
    if (kind.name == u"ssls") {
        changeAt(conf, {u"key"_s}, sealedKey);
        changeAt(conf, {u"keys"_s}, sealedKey);
    }
    const QStringList tls{u"tls"_s, u"client_key"_s};
    changeAt(conf, kind.name == u"upstreams" ? tls : QStringList{u"upstream"_s} + tls, sealedKey);
    return conf;
}

json::Value opened(const SchemaLibrary &library, const Kind &kind, json::Value conf)
{
    changeAll(library, kind, conf, open);
    return conf;
}

} // namespace sandbox::gateway
