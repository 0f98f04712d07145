#include "core/sandbox/gateway/schema/library.h"

#include "core/json/text.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>

#include <mutex>

/// Q_INIT_RESOURCE wants to stand outside of namespaces.
static void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] { Q_INIT_RESOURCE(sandbox_gateway); });
}

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

json::Value document(const QString &name)
{
    const auto parsed = json::read(gatewayResource(name));
    return parsed ? parsed->value : json::Value();
}

} // namespace

QByteArray unpackedGzip(const QByteArray &packed)
{
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), archive_read_free);
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_entry *entry = nullptr;
    if (archive_read_open_memory(reader.get(), packed.constData(), std::size_t(packed.size())) != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return {};
    QByteArray out;
    QByteArray piece(65536, Qt::Uninitialized);
    while (const auto size = archive_read_data(reader.get(), piece.data(), std::size_t(piece.size()))) {
        if (size < 0)
            return {};
        out.append(piece.constData(), size);
    }
    return out;
}

QByteArray gatewayResource(const QString &name)
{
    initialise();
    QFile file(u":/gateway/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return name.endsWith(u".gz") ? unpackedGzip(file.readAll()) : file.readAll();
}

SchemaLibrary::SchemaLibrary()
{
    const auto recorded = document(u"schemas.json.gz"_s);
    m_http = recorded.value(u"plugins_http");
    m_stream = recorded.value(u"plugins_stream");
    m_httpNames = recorded.value(u"plugins_list").value(u"http");
    m_streamNames = recorded.value(u"plugins_list").value(u"stream");
    m_resources = recorded.value(u"schema");
    const auto own = document(u"unrecorded.json"_s);
    m_secrets = own.value(u"secrets");
    const auto off = own.value(u"switched_off");
    for (const auto &name : off.items())
        m_switchedOff.append(name.toString());
}

const json::Value *SchemaLibrary::resource(const QString &name) const { return m_resources.find(name); }

const json::Value *SchemaLibrary::plugin(const QString &name, bool stream) const { return plugins(stream).find(name); }

const json::Value *SchemaLibrary::schemaOf(const QString &plugin, PluginPart part) const
{
    const auto *found = m_http.find(plugin);
    static constexpr QStringView members[] = {u"schema", u"consumer_schema", u"metadata_schema"};
    return found ? found->find(members[int(part)]) : nullptr;
}

bool SchemaLibrary::knows(const QString &plugin) const { return m_http.contains(plugin) || m_switchedOff.contains(plugin); }

const json::Value *SchemaLibrary::secretManager(const QString &name) const { return m_secrets.find(name); }

} // namespace sandbox::gateway
