#include "core/sandbox/gateway/plane/balance.h"

#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/state.h"

#include <algorithm>
#include <array>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int pointsOfWeight = 160;

quint32 crcStep(quint32 crc, const char *bytes, std::size_t size)
{
    static const auto table = [] {
        std::array<quint32, 256> all{};
        for (quint32 i = 0; i < 256; ++i) {
            all[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                all[i] = all[i] & 1 ? 0xedb88320U ^ (all[i] >> 1) : all[i] >> 1;
        }
        return all;
    }();
    for (std::size_t i = 0; i < size; ++i)
        crc = table[(crc ^ quint8(bytes[i])) & 0xff] ^ (crc >> 8);
    return crc;
}

quint32 crc32(const QByteArray &text) { return ~crcStep(~quint32(0), text.constData(), std::size_t(text.size())); }

struct Point {
    quint32 hash;
    qsizetype node;
};

/// The ring of a consistent hash, as nginx makes it.
QList<Point> ring(const QList<Node> &nodes, const QList<qint64> &weights)
{
    QList<Point> points;
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        const auto id = nodes[i].host.toUtf8() + '\0' + QByteArray::number(nodes[i].port);
        const quint32 base = crcStep(~quint32(0), id.constData(), std::size_t(id.size()));
        quint32 previous = 0;
        for (qint64 point = 0; point < weights[i] * pointsOfWeight; ++point) {
            char bytes[4];
            std::memcpy(bytes, &previous, sizeof bytes);
            previous = ~crcStep(base, bytes, sizeof bytes);
            points.append({previous, i});
        }
    }
    std::stable_sort(points.begin(), points.end(), [](const Point &a, const Point &b) { return a.hash < b.hash; });
    return points;
}

Node nodeOf(const QString &text, qint64 weight, quint16 usual)
{
    const auto colon = text.startsWith(u'[') ? text.indexOf(u"]:"_s) + 1 : text.lastIndexOf(u':');
    const bool has = colon > 0;
    return {has ? text.left(colon) : text, has ? quint16(text.mid(colon + 1).toUInt()) : usual, weight, 0};
}

} // namespace

QList<Node> nodesOf(const json::Value &upstream, bool isSecure)
{
    const quint16 usual = isSecure ? 443 : 80;
    QList<Node> nodes;
    const auto listed = upstream.value(u"nodes");
    for (const auto &member : listed.members())
        nodes.append(nodeOf(member.name, member.value.toInteger().value_or(0), usual));
    for (const auto &item : listed.items())
        nodes.append({item.value(u"host").toString(), quint16(item.value(u"port").toInteger().value_or(usual)),
                      item.value(u"weight").toInteger().value_or(0), item.value(u"priority").toInteger().value_or(0)});
    std::stable_sort(nodes.begin(), nodes.end(), [](const Node &a, const Node &b) { return a.priority > b.priority; });
    return nodes;
}

QList<ProbeTarget> probeTargets(const json::Value &upstream, const QList<Node> &nodes, PlaneState &state)
{
    const HealthRules rules(upstream.value(u"checks"));
    const auto way = upstream.value(u"pass_host").toString();
    QList<ProbeTarget> targets;
    for (const auto &node : nodes) {
        const auto address = state.lookUp(node.host, rules.timeoutMs).value(0, node.host);
        const auto own = rules.host.isEmpty() ? address : rules.host;
        const auto said = way == u"rewrite" ? upstream.value(u"upstream_host").toString() : way == u"node" && address != node.host ? node.host : own;
        targets.append({address, rules.port ? rules.port : node.port, said.toUtf8(), rules.host.isEmpty() ? node.host : rules.host});
    }
    return targets;
}

Balance::Balance(Exchange &exchange, const json::Value &upstream, QList<Node> nodes, QString key, const QSet<qsizetype> &without)
    : m_exchange(exchange), m_upstream(upstream), m_nodes(std::move(nodes)), m_key(std::move(key)),
      m_type(upstream.contains(u"type") ? upstream.value(u"type").toString() : u"roundrobin"_s), m_tried(without)
{
}

bool Balance::isKnown() const
{
    static const QStringList types{u"roundrobin"_s, u"chash"_s, u"least_conn"_s, u"ewma"_s};
    return m_nodes.size() == 1 || types.contains(m_type);
}

std::optional<Node> Balance::next()
{
    if (m_nodes.size() == 1) // even of no weight, and again and again
        return m_nodes.first();
    for (qsizetype from = 0; from < m_nodes.size();) {
        auto to = from;
        QList<qint64> weights(m_nodes.size(), 0);
        for (; to < m_nodes.size() && m_nodes[to].priority == m_nodes[from].priority; ++to)
            weights[to] = m_tried.contains(to) ? 0 : m_nodes[to].weight;
        if (const auto place = choose(weights); place >= 0) {
            m_tried.insert(place);
            m_place = place;
            return m_nodes[place];
        }
        from = to;
    }
    return {};
}

qsizetype Balance::choose(const QList<qint64> &weights)
{
    if (m_type == u"chash")
        return byHash(weights);
    if (m_type == u"roundrobin")
        return m_exchange.state.turn(m_key, weights, m_tried);
    return leastBusy(weights);
}

qsizetype Balance::leastBusy(const QList<qint64> &weights)
{
    qsizetype best = -1;
    double least = 0;
    for (qsizetype i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0)
            continue;
        const auto running = m_exchange.state.running(u"%1:%2"_s.arg(m_nodes[i].host).arg(m_nodes[i].port));
        const auto share = double(running + 1) / double(weights[i]);
        if (best < 0 || share < least) {
            best = i;
            least = share;
        }
    }
    return best;
}

qsizetype Balance::byHash(const QList<qint64> &weights)
{
    const auto points = ring(m_nodes, weights);
    if (points.isEmpty())
        return -1;
    const auto hash = crc32(hashKey().toUtf8());
    const auto found = std::lower_bound(points.begin(), points.end(), hash, [](const Point &point, quint32 wanted) { return point.hash < wanted; });
    return found == points.end() ? points.first().node : found->node;
}

QString Balance::hashKey()
{
    const auto on = m_upstream.contains(u"hash_on") ? m_upstream.value(u"hash_on").toString() : u"vars"_s;
    const auto key = m_upstream.value(u"key").toString();
    std::optional<json::Value> value;
    if (on == u"consumer")
        value = m_exchange.variable(u"consumer_name"_s);
    else if (on == u"vars_combinations")
        value = json::Value::string(m_exchange.filled(key));
    else
        value = m_exchange.variable(on == u"header" ? u"http_"_s + key : on == u"cookie" ? u"cookie_"_s + key : key);
    return value && value->isString() && !value->toString().isEmpty() ? value->toString() : m_exchange.address;
}

} // namespace sandbox::gateway
