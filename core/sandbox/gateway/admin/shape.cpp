#include "core/sandbox/gateway/admin/shape.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/schema/validator.h"

#include <algorithm>
#include <cmath>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastPage = 10;
constexpr int mostPage = 500;

/// One value of that name; several are a table to the server, which no number and no text is.
std::optional<QString> single(const Query &query, QStringView name)
{
    qsizetype count = 0;
    for (const auto &item : query)
        count += item.name == name ? 1 : 0;
    return count == 1 ? query.find(name) : std::nullopt;
}

std::optional<QString> pattern(const Query &query, QStringView name)
{
    if (query.find(name) && !single(query, name))
        throw Crash();
    return single(query, name);
}

bool hasUri(const json::Value &value, const QString &wanted)
{
    if (const auto *uri = value.find(u"uri"); uri && matchesPattern(wanted, uri->toString()))
        return true;
    const auto uris = value.value(u"uris");
    return std::any_of(uris.items().cbegin(), uris.items().cend(),
                       [&](const json::Value &uri) { return matchesPattern(wanted, uri.toString()); });
}

using Conditions = QList<std::pair<QString, QString>>;

/// filter=k=v&k2=v2: only these two are known, and only where routes are listed.
Conditions conditions(const Query &query, const QString &kind)
{
    Conditions out;
    const auto filter = kind == u"routes" || kind == u"stream_routes" ? single(query, u"filter") : std::nullopt;
    if (filter)
        for (const auto &part : filter->split(u'&'))
            if (const auto name = part.section(u'=', 0, 0); name == u"service_id" || name == u"upstream_id")
                out.append({name, part.section(u'=', 1)});
    return out;
}

class Filter {
public:
    Filter(const Query &query, const QString &kind)
        : m_name(pattern(query, u"name")), m_uri(pattern(query, u"uri")), m_label(single(query, u"label")),
          m_conditions(conditions(query, kind))
    {
    }

    bool isActive() const { return m_name || m_uri || m_label || !m_conditions.isEmpty(); }

    bool admits(const json::Value &value) const
    {
        if (m_name && !matchesPattern(*m_name, value.contains(u"name") ? value.value(u"name").toString() : u"nil"_s))
            return false;
        if (m_label && !value.value(u"labels").contains(*m_label))
            return false;
        if (m_uri && !hasUri(value, *m_uri))
            return false;
        return std::all_of(m_conditions.cbegin(), m_conditions.cend(), [&](const auto &condition) {
            return value.value(condition.first).isString() && value.value(condition.first).toString() == condition.second;
        });
    }

private:
    std::optional<QString> m_name;
    std::optional<QString> m_uri;
    std::optional<QString> m_label;
    Conditions m_conditions;
};

struct Page {
    double number;
    double size;
};

std::optional<Page> pageOf(const Query &query)
{
    const auto number = toNumber(single(query, u"page").value_or(QString()));
    const auto size = toNumber(single(query, u"page_size").value_or(QString()));
    return number && size ? std::optional(Page{std::max(*number, 1.0), *size}) : std::nullopt;
}

QList<json::Value> cut(QList<json::Value> items, const Page &page)
{
    const auto created = [](const json::Value &item) { return item.value(u"createdIndex").toInteger().value_or(0); };
    std::stable_sort(items.begin(), items.end(), [&](const auto &a, const auto &b) { return created(a) < created(b); });
    const auto from = qsizetype(std::min((page.number - 1) * page.size, double(items.size())));
    const auto to = qsizetype(std::min(page.number * page.size, double(items.size())));
    return items.mid(from, to - from);
}

HttpResponse shapedList(const Answer &answer, const QString &kind, const Query &query)
{
    const Filter filter(query, kind);
    QList<json::Value> items;
    for (const auto &item : answer.body.value(u"list").items())
        if (filter.admits(item.value(u"value")))
            items.append(item);
    const auto total = items.size();
    const auto page = pageOf(query);
    if (page && (page->size < leastPage || page->size > mostPage)) {
        HttpResponse response;
        response.status = 400;
        response.body = "page_size must be between 10 and 500";
        return response;
    }
    if (page)
        items = cut(items, *page);
    // A list that the server made itself is empty as an object is.
    const bool isOwn = page || (kind == u"consumers" && filter.isActive());
    const auto list = items.isEmpty() && isOwn ? json::Value::object() : json::Value::array(items);
    return jsonResponse(answer.status, json::Value::object({{u"list"_s, list}, {u"total"_s, json::Value::number(total)}}));
}

} // namespace

HttpResponse jsonResponse(int status, const json::Value &body)
{
    HttpResponse response;
    response.status = status;
    response.body = json::compact(body) + '\n';
    return response;
}

HttpResponse shapedV3(const Answer &answer, const QString &kind, const Query &query)
{
    return answer.form == Answer::Form::List ? shapedList(answer, kind, query) : jsonResponse(answer.status, answer.body);
}

HttpResponse shapedV2(const Answer &answer)
{
    if (answer.form == Answer::Form::Value)
        return jsonResponse(answer.status, answer.body);
    auto body = json::Value::object({{u"action"_s, text(answer.action)}});
    if (answer.form == Answer::Form::Deleted) {
        body.set(u"deleted", answer.body.value(u"deleted"));
        body.set(u"key", answer.body.value(u"key"));
        body.set(u"node", json::Value::object());
        return jsonResponse(answer.status, body);
    }
    auto node = answer.body;
    if (answer.form == Answer::Form::List) {
        node.set(u"dir", json::Value::boolean(true));
        node.set(u"nodes", node.value(u"list"));
        node.remove(u"list");
    }
    body.set(u"node", node);
    if (answer.lease > 0)
        body.set(u"lease_id", text(QString::number(answer.lease)));
    return jsonResponse(answer.status, body);
}

} // namespace sandbox::gateway
