#include "core/gateway/rowreader.h"

#include "core/json/text.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

bool isFunctionPlugin(QStringView name)
{
    return name == u"openwhisk" || name == u"openfunction" || name == u"aws-lambda" || name == u"azure-functions";
}

/// References that hide in configurations of plugins: the server checks some of them when their target is deleted.
void addHidden(const json::Value &conf, QList<Key> &references)
{
    for (const json::Member &member : conf.members()) {
        const QString id = member.value.isString() ? member.value.toString() : QString::fromLatin1(member.value.numberText());
        if (member.name == u"upstream_id" && !id.isEmpty())
            references.append({Kind::Upstream, id});
        else if (member.name == u"proto_id" && !id.isEmpty())
            references.append({Kind::Proto, id});
        addHidden(member.value, references);
    }
    for (const json::Value &item : conf.items())
        addHidden(item, references);
}

bool hidesReferences(QStringView plugin)
{
    return plugin == u"traffic-split" || plugin == u"grpc-transcode" || plugin == u"workflow";
}

/// As nearly always: nothing has to be taken out of the key.
bool endsWithId(QByteArrayView key, const QString &id)
{
    const qsizetype before = key.size() - id.size() - 1;
    return !id.isEmpty() && before >= 0 && key[before] == '/' && !id.contains(u'/') && QAnyStringView::equal(QUtf8StringView(key.last(id.size())), id);
}

} // namespace

RowReader::RowReader(Kind kind, QString parent)
    : m_kind(kind), m_parent(std::move(parent))
{
}

RowReader::Take RowReader::takeOf(QByteArrayView name)
{
    static const QHash<QByteArray, Take> all{
        {"id", &RowReader::takeId},
        {"username", &RowReader::takeUserName},
        {"name", &RowReader::takeName},
        {"desc", &RowReader::takeDesc},
        {"uri", &RowReader::takeUris},
        {"uris", &RowReader::takeUris},
        {"host", &RowReader::takeHosts},
        {"hosts", &RowReader::takeHosts},
        {"sni", &RowReader::takeHosts},
        {"snis", &RowReader::takeHosts},
        {"methods", &RowReader::takeMethods},
        {"remote_addr", &RowReader::takeAddresses},
        {"remote_addrs", &RowReader::takeAddresses},
        {"server_addr", &RowReader::takeAddresses},
        {"labels", &RowReader::takeLabels},
        {"plugins", &RowReader::takePlugins},
        {"upstream", &RowReader::takeUpstream},
        {"nodes", &RowReader::takeNodes},
        {"tls", &RowReader::takeTls},
        {"service_id", &RowReader::takeService},
        {"upstream_id", &RowReader::takeUpstreamId},
        {"plugin_config_id", &RowReader::takePluginConfig},
        {"group_id", &RowReader::takeGroup},
        {"priority", &RowReader::takePriority},
        {"status", &RowReader::takeStatus},
        {"vars", &RowReader::takeVars},
        {"filter_func", &RowReader::takeLua},
        {"script", &RowReader::takeLua},
        {"type", &RowReader::takeDetail},
        {"field_path", &RowReader::takeDetail},
        {"service_name", &RowReader::takeDetail},
        {"create_time", &RowReader::takeCreated},
        {"update_time", &RowReader::takeUpdated},
        {"validity_end", &RowReader::takeValidUntil},
    };
    return all.value(QByteArray::fromRawData(name.data(), name.size()));
}

void RowReader::read(json::Field &value, Row &row)
{
    size_t place = 0;
    value.members([&](QByteArrayView name, json::Field &field) {
        Member &usual = m_order[place++ % m_order.size()];
        if (name != usual.name)
            usual = {name.toByteArray(), takeOf(name)};
        if (usual.take)
            (this->*usual.take)(row, field);
    });
}

void RowReader::identify(Row &row, QByteArrayView key) const
{
    row.key.kind = m_kind;
    row.key.parent = m_parent;
    if (endsWithId(key, row.key.id) && m_kind != Kind::Secret && key.startsWith('/') && !key.contains("/credentials/"))
        return;
    const QString path = QString::fromUtf8(key);
    const QString own = m_kind == Kind::Secret ? path.section(u'/', -2) : path.section(u'/', -1);
    const bool isConfig = !path.startsWith(u'/'); // a standalone gateway has ids only
    if (path.contains(u"/credentials/")) {
        row.key.parent = path.section(u'/', -3, -3);
        row.key.id = m_kind == Kind::Consumer ? path.section(u'/', -3) : own;
    } else if (!path.isEmpty() && !isConfig) {
        row.key.id = own;
    }
    if (m_kind == Kind::Secret)
        row.detail = row.key.id.section(u'/', 0, 0);
}

QString RowReader::word(json::Field &field)
{
    const auto plain = field.plainString();
    return plain ? word(*plain) : field.string();
}

QString RowReader::word(QByteArrayView text)
{
    return m_words.of(text, [text] { return QString::fromUtf8(text); });
}

QString RowReader::idOf(json::Field &field, bool *numeric)
{
    if (field.type() != json::Type::Number)
        return field.string();
    if (numeric)
        *numeric = true;
    return QString::fromLatin1(field.value().numberText());
}

void RowReader::addTexts(json::Field &field, QStringList &texts)
{
    if (field.type() == json::Type::String)
        texts.append(word(field));
    else
        field.items([&](json::Field &item) { texts.append(word(item)); });
}

void RowReader::addReference(Row &row, Kind kind, json::Field &field)
{
    if (const QString id = idOf(field); !id.isEmpty())
        row.references.append({kind, id});
}

void RowReader::takeId(Row &row, json::Field &field) { row.key.id = idOf(field, &row.numericId); }
void RowReader::takeUserName(Row &row, json::Field &field) { row.key.id = field.string(); }
void RowReader::takeName(Row &row, json::Field &field) { row.name = field.string(); }
void RowReader::takeDesc(Row &row, json::Field &field) { row.desc = field.string(); }
void RowReader::takeUris(Row &row, json::Field &field) { addTexts(field, row.uris); }
void RowReader::takeHosts(Row &row, json::Field &field) { addTexts(field, row.hosts); }
void RowReader::takeMethods(Row &row, json::Field &field) { addTexts(field, row.methods); }
void RowReader::takeAddresses(Row &row, json::Field &field) { addTexts(field, row.addresses); }

void RowReader::takeLabels(Row &row, json::Field &field)
{
    field.members([&](QByteArrayView name, json::Field &value) { row.labels.append({word(name), word(value)}); });
}

void RowReader::takePlugins(Row &row, json::Field &field)
{
    field.members([&](QByteArrayView name, json::Field &conf) {
        const QString plugin = word(name);
        row.plugins.append(plugin);
        takePlugin(row, plugin, conf);
    });
}

void RowReader::takePlugin(Row &row, const QString &name, json::Field &field)
{
    if (hidesReferences(name)) {
        const json::Value conf = field.value();
        addHidden(conf, row.references);
        if (conf.value(u"_meta").value(u"disable").toBool())
            row.disabledPlugins.append(name);
        return;
    }
    FunctionCall call;
    call.plugin = name;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (member == "_meta")
            takeMeta(row, name, value);
        else if (isFunctionPlugin(name))
            takeCall(call, member, value);
    });
    call.enabled = !row.disabledPlugins.contains(name);
    if (isFunctionPlugin(name) && (!row.function || name == u"openwhisk"))
        row.function = std::move(call);
}

void RowReader::takeCall(FunctionCall &call, QByteArrayView name, json::Field &field)
{
    if (name == "api_host" || name == "function_uri")
        call.host = word(field);
    else if (name == "namespace")
        call.nameSpace = word(field);
    else if (name == "package")
        call.package = word(field);
    else if (name == "action")
        call.action = field.string();
    else if (name == "timeout")
        call.timeoutMs = field.integer();
}

void RowReader::takeMeta(Row &row, const QString &plugin, json::Field &field)
{
    field.members([&](QByteArrayView name, json::Field &value) {
        if (name == "disable" && value.boolean())
            row.disabledPlugins.append(plugin);
    });
}

void RowReader::takeUpstream(Row &row, json::Field &field)
{
    field.members([&](QByteArrayView name, json::Field &value) {
        if (name == "nodes")
            takeNodes(row, value);
        else if (name == "tls")
            takeTls(row, value);
    });
}

void RowReader::takeNodes(Row &row, json::Field &field)
{
    if (field.type() == json::Type::Object)
        return field.members([&](QByteArrayView name, json::Field &) { row.nodes.append(QString::fromUtf8(name)); });
    field.items([&](json::Field &node) {
        QString host;
        qint64 port = 0;
        node.members([&](QByteArrayView name, json::Field &value) {
            if (name == "host")
                host = value.string();
            else if (name == "port")
                port = value.integer().value_or(0);
        });
        row.nodes.append(port > 0 ? host + u':' + QString::number(port) : host);
    });
}

void RowReader::takeTls(Row &row, json::Field &field)
{
    field.members([&](QByteArrayView name, json::Field &value) {
        if (name == "client_cert_id")
            addReference(row, Kind::Ssl, value);
    });
}

void RowReader::takeService(Row &row, json::Field &field) { addReference(row, Kind::Service, field); }
void RowReader::takeUpstreamId(Row &row, json::Field &field) { addReference(row, Kind::Upstream, field); }
void RowReader::takePluginConfig(Row &row, json::Field &field) { addReference(row, Kind::PluginConfig, field); }
void RowReader::takeGroup(Row &row, json::Field &field) { addReference(row, Kind::ConsumerGroup, field); }
void RowReader::takePriority(Row &row, json::Field &field) { row.priority = field.integer(); }
void RowReader::takeStatus(Row &row, json::Field &field) { row.enabled = field.integer().value_or(1) != 0; }
void RowReader::takeVars(Row &row, json::Field &field)
{
    const json::Value vars = field.value();
    row.conditional = vars.isArray() && vars.size() > 0;
    if (row.conditional)
        row.vars = json::compact(vars);
}
void RowReader::takeLua(Row &row, json::Field &) { row.scripted = true; }
void RowReader::takeDetail(Row &row, json::Field &field) { row.detail = word(field); }
void RowReader::takeCreated(Row &row, json::Field &field) { row.created = field.integer().value_or(0); }
void RowReader::takeUpdated(Row &row, json::Field &field) { row.updated = field.integer().value_or(0); }
void RowReader::takeValidUntil(Row &row, json::Field &field) { row.validUntil = field.integer().value_or(0); }

} // namespace gateway
