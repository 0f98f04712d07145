#include "core/schema/uses.h"

#include "core/schema/merged.h"

using namespace Qt::StringLiterals;

namespace schema {

namespace {

bool isFunctions(const QString &plugin, const QStringList &path)
{
    static const QStringList plugins{u"serverless-pre-function"_s, u"serverless-post-function"_s, u"exit-transformer"_s};
    return plugins.contains(plugin) && path == QStringList{u"functions"_s};
}

/// Lists of expressions, one of which must hold.
bool isExpressions(const QString &plugin, const QStringList &path)
{
    return plugin == u"fault-injection" && path.size() == 2 && path.last() == u"vars";
}

bool isExpression(const QString &plugin, const QStringList &path)
{
    const QString &name = path.last();
    if (name == u"vars" || name.endsWith(u"_expr") || path == QStringList{u"_meta"_s, u"filter"_s})
        return true;
    return (plugin == u"workflow" && name == u"case") || (plugin == u"traffic-label" && name == u"match")
        || (plugin == u"file-logger" && name == u"match");
}

} // namespace

Uses::Uses(const json::Value &root, const Origin &origin)
    : m_plugin(origin.plugin)
{
    for (const QString &path : stringList(root.value(u"encrypt_fields")) + origin.secrets)
        m_secrets.append(path.split(u'.'));
}

bool Uses::isSecret(const QStringList &path) const
{
    return std::any_of(m_secrets.begin(), m_secrets.end(), [&path](const QStringList &secret) {
        // what is a map or a list there is so in all its values
        return path.size() >= secret.size() && std::equal(secret.begin(), secret.end(), path.begin());
    });
}

Use Uses::of(const QStringList &path) const
{
    if (path.isEmpty())
        return Use::Plain;
    if (isSecret(path))
        return Use::Secret;
    if (isFunctions(m_plugin, path) || path == QStringList{u"_meta"_s, u"pre_function"_s}
        || (m_plugin.isEmpty() && path == QStringList{u"script"_s}))
        return Use::Lua;
    if (m_plugin.isEmpty() && path == QStringList{u"filter_func"_s})
        return Use::LuaFunction;
    if (isExpressions(m_plugin, path))
        return Use::Expressions;
    return isExpression(m_plugin, path) ? Use::Expression : Use::Plain;
}

} // namespace schema
