#include "ui/gateway/upstream/nodelist.h"

#include "core/json/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace nodes {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("nodes", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Kind::Rejected, sentence, {}};
}

QString numberText(const json::Value *value)
{
    return value ? QString::fromUtf8(json::compact(*value)) : QString();
}

std::optional<json::Value> wholeNumber(const QString &text, qint64 least, qint64 most)
{
    bool right = false;
    const qint64 number = text.trimmed().toLongLong(&right);
    return right && number >= least && number <= most ? std::optional(json::Value::number(number)) : std::nullopt;
}

Node ofItem(const json::Value &item)
{
    Node node{item.value(u"host").toString(), numberText(item.find(u"port")), numberText(item.find(u"weight")),
              numberText(item.find(u"priority")), {}};
    if (const json::Value *metadata = item.find(u"metadata"))
        node.metadata = *metadata;
    return node;
}

QString hostProblem(const QString &host)
{
    static const QRegularExpression form(u"\\A(\\[[0-9a-fA-F:.]+\\]|[0-9a-zA-Z._-]+)\\z"_s);
    if (form.match(host).hasMatch())
        return {};
    return host.count(u':') > 1 ? tr("An IPv6 address stands in square brackets: [::1].") : tr("A host is a name or an address, without scheme and port.");
}

/// Host, port and weight of an object's member.
Result<json::Value> inObject(const json::Value &nodes, qsizetype row, Column column, const QString &text)
{
    QList<json::Member> members = nodes.members();
    json::Member &member = members[row];
    if (column == Weight) {
        const auto weight = wholeNumber(text, 0, std::numeric_limits<qint32>::max());
        if (!weight)
            return wrong(tr("A weight is a whole number, 0 or more."));
        member.value = *weight;
        return json::Value::object(members);
    }
    auto [host, port] = split(member.name);
    (column == Host ? host : port) = text.trimmed();
    const QString name = joined(host, port);
    for (qsizetype i = 0; i < members.size(); ++i)
        if (i != row && members[i].name == name)
            return wrong(tr("There is a node %1 already.").arg(name));
    member.name = name;
    return json::Value::object(members);
}

Result<std::optional<json::Value>> cellValue(Column column, const QString &text)
{
    using Cell = std::optional<json::Value>;
    const bool isEmpty = text.trimmed().isEmpty();
    switch (column) {
    case Host:
        return Cell(json::Value::string(text.trimmed()));
    case Weight:
        if (const auto weight = wholeNumber(text, 0, std::numeric_limits<qint32>::max()))
            return Cell(weight);
        return wrong(tr("A weight is a whole number, 0 or more."));
    case Priority:
        if (const auto priority = wholeNumber(text, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()); priority || isEmpty)
            return Cell(priority);
        return wrong(tr("A priority is a whole number."));
    case Port:
        if (isEmpty)
            return Cell();
        return Cell(wholeNumber(text, 1, 65535));
    default: {
        const auto parsed = json::read(text.toUtf8());
        if (isEmpty)
            return Cell();
        return parsed && parsed->value.isObject() ? Result<Cell>(Cell(parsed->value)) : wrong(tr("Metadata is a JSON object."));
    }
    }
}

Result<json::Value> inList(json::Value nodes, qsizetype row, Column column, const QString &text)
{
    static constexpr QStringView names[] = {u"host", u"port", u"weight", u"", u"priority", u"metadata"};
    const auto cell = cellValue(column, text);
    if (!cell)
        return cell.error();
    json::Value item = nodes.items()[row];
    if (*cell)
        item.set(names[column], **cell);
    else
        item.remove(names[column]);
    nodes.setItem(row, item);
    return nodes;
}

} // namespace

std::pair<QString, QString> split(const QString &address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    const bool inBrackets = address.lastIndexOf(u']') > colon;
    if (colon < 0 || inBrackets)
        return {address, {}};
    return {address.left(colon), address.mid(colon + 1)};
}

QString joined(const QString &host, const QString &port)
{
    return port.isEmpty() ? host : host + u':' + port;
}

bool isList(const json::Value &nodes)
{
    return !nodes.isObject();
}

QList<Node> read(const json::Value &nodes)
{
    QList<Node> list;
    for (const json::Value &item : nodes.items())
        list.append(ofItem(item));
    for (const json::Member &member : nodes.members()) {
        const auto [host, port] = split(member.name);
        list.append({host, port, numberText(&member.value), {}, {}});
    }
    return list;
}

int share(const QList<Node> &nodes, qsizetype row)
{
    // Nodes of a lower priority wait until all above them are gone
    int highest = std::numeric_limits<int>::min();
    for (const Node &node : nodes)
        highest = std::max(highest, node.priority.toInt());
    qint64 sum = 0;
    for (const Node &node : nodes)
        sum += node.priority.toInt() == highest ? node.weight.toLongLong() : 0;
    if (sum <= 0)
        return -1;
    return nodes[row].priority.toInt() == highest ? int(nodes[row].weight.toLongLong() * 100 / sum) : 0;
}

Result<json::Value> withCell(const json::Value &nodes, qsizetype row, Column column, const QString &text)
{
    if (column == Host)
        if (const QString problem = hostProblem(text.trimmed()); !problem.isEmpty())
            return wrong(problem);
    if (column == Port && !text.trimmed().isEmpty() && !wholeNumber(text, 1, 65535))
        return wrong(tr("A port is a number from 1 to 65535, or empty for the scheme's own."));
    if (isList(nodes))
        return inList(nodes, row, column, text);
    if (column == Priority || column == Metadata)
        return text.trimmed().isEmpty() ? Result<json::Value>(nodes) : inList(asList(nodes), row, column, text);
    return inObject(nodes, row, column, text);
}

json::Value asList(const json::Value &nodes)
{
    if (isList(nodes))
        return nodes;
    json::Value list = json::Value::array();
    for (const json::Member &member : nodes.members()) {
        const auto [host, port] = split(member.name);
        json::Value item = json::Value::object({{u"host"_s, json::Value::string(host)}});
        if (const auto number = wholeNumber(port, 1, 65535))
            item.set(u"port", *number);
        item.set(u"weight", member.value);
        list.append(item);
    }
    return list;
}

json::Value withNode(const json::Value &nodes, const QString &host, const QString &port)
{
    json::Value result = nodes.isNull() ? json::Value::array() : nodes;
    if (!isList(result)) {
        QString name = joined(host, port);
        for (int i = 2; result.contains(name); ++i)
            name = joined(u"%1-%2"_s.arg(host).arg(i), port);
        result.set(name, json::Value::number(1));
        return result;
    }
    json::Value item = json::Value::object({{u"host"_s, json::Value::string(host)}});
    if (const auto number = wholeNumber(port, 1, 65535))
        item.set(u"port", *number);
    item.set(u"weight", json::Value::number(1));
    result.append(item);
    return result;
}

json::Value withoutNode(const json::Value &nodes, qsizetype row)
{
    if (!isList(nodes)) {
        QList<json::Member> members = nodes.members();
        members.removeAt(row);
        return json::Value::object(members);
    }
    json::Value list = nodes;
    list.removeItem(row);
    return list;
}

json::Value moved(const json::Value &nodes, qsizetype from, qsizetype to)
{
    if (!isList(nodes)) {
        QList<json::Member> members = nodes.members();
        members.move(from, to);
        return json::Value::object(members);
    }
    QList<json::Value> items = nodes.items();
    items.move(from, to);
    return json::Value::array(items);
}

} // namespace nodes
