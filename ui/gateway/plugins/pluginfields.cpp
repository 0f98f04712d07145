#include "ui/gateway/plugins/pluginfields.h"

#include "core/schema/form.h"
#include "core/schema/parse.h"

using namespace gateway;
using namespace Qt::StringLiterals;

void PluginFields::setCatalogue(const std::shared_ptr<const Catalogue> &catalogue)
{
    if (catalogue == m_catalogue)
        return;
    m_catalogue = catalogue;
    m_fields.clear();
    m_checked.clear();
}

Part PluginFields::part() const
{
    return m_kind == Kind::Consumer || m_kind == Kind::Credential ? Part::Consumer : Part::Route;
}

const Plugin *PluginFields::plugin(const QString &name) const
{
    return m_catalogue ? m_catalogue->find(name, inStream()) : nullptr;
}

schema::FieldPtr PluginFields::field(const QString &name)
{
    if (const auto known = m_fields.constFind(name); known != m_fields.cend())
        return *known;
    const Plugin *found = plugin(name);
    if (!found)
        return nullptr;
    const schema::FieldPtr field = schema::parse(formSchema(*found, part()), {name, {}});
    m_fields.insert(name, field);
    return field;
}

QList<const Plugin *> PluginFields::offered() const
{
    QList<const Plugin *> list;
    if (m_catalogue)
        for (const Plugin &plugin : inStream() ? m_catalogue->stream : m_catalogue->http)
            if (m_kind != Kind::Credential || plugin.type == u"auth")
                list.append(&plugin);
    return list;
}

QList<schema::Problem> PluginFields::problems(const QString &name, const json::Value &conf)
{
    const schema::FieldPtr root = field(name);
    if (!root)
        return {};
    Checked &checked = m_checked[name];
    if (!(checked.conf == conf))
        checked = {conf, schema::Form(root, conf).problems()};
    return checked.problems;
}
