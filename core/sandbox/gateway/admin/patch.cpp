#include "core/sandbox/gateway/admin/patch.h"

#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// A Lua table with names beside its numbers, which is no list any more.
json::Value asObject(const json::Value &value)
{
    if (!value.isArray())
        return value;
    auto object = json::Value::object();
    for (qsizetype i = 0; i < value.size(); ++i)
        object.set(QString::number(i + 1), value.items()[i]);
    return object;
}

void replace(json::Value &table, const QStringList &whole, qsizetype at, const json::Value &conf)
{
    table = asObject(table);
    if (at + 1 == whole.size())
        return table.set(whole[at], conf);
    auto inner = table.contains(whole[at]) ? table.value(whole[at]) : json::Value::object();
    if (!isTable(inner))
        // The server joins the parts with a 1 where it means a slash.
        refuse(400, u"invalid sub-path: /"_s + whole.sliced(at).join(u'1'));
    replace(inner, whole, at + 1, conf);
    table.set(whole[at], inner);
}

} // namespace

json::Value merged(json::Value origin, const json::Value &change)
{
    for (const auto &member : change.members()) {
        const auto *there = origin.find(member.name);
        if (member.value.isNull())
            origin.remove(member.name);
        else if (member.value.isObject() && there && there->isObject() && there->size() > 0)
            origin.set(member.name, merged(*there, member.value));
        else
            origin.set(member.name, member.value);
    }
    return origin;
}

json::Value replacedAt(json::Value origin, const QStringList &path, const json::Value &conf)
{
    replace(origin, path, 0, conf);
    return origin;
}

} // namespace sandbox::gateway
