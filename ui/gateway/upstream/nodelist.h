#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <QStringList>

/// The nodes of an upstream, in either form that a document may have: a list, or an object of "host:port" and weight. An
/// edit keeps the form, the other nodes, and the members of a node that it does not name.
namespace nodes {

struct Node {
    QString host;
    QString port;     ///< empty: that of the scheme
    QString weight;
    QString priority; ///< empty: 0
    std::optional<json::Value> metadata;
    bool operator==(const Node &) const = default;
};
enum Column { Host, Port, Weight, Share, Priority, Metadata, Health, columnCount };

bool isList(const json::Value &nodes); ///< false: an object
QList<Node> read(const json::Value &nodes);
/// The share of requests in percent, by weight; -1: none counts.
int share(const QList<Node> &nodes, qsizetype row);

/// What is typed into a cell; an Error (Rejected) says what is wrong with it. Priority and metadata make a list of an object.
Result<json::Value> withCell(const json::Value &nodes, qsizetype row, Column column, const QString &text);
json::Value withNode(const json::Value &nodes, const QString &host, const QString &port);
json::Value withoutNode(const json::Value &nodes, qsizetype row);
json::Value moved(const json::Value &nodes, qsizetype from, qsizetype to);
json::Value asList(const json::Value &nodes);

/// "host", "host:80", "[::1]:80".
std::pair<QString, QString> split(const QString &address);
QString joined(const QString &host, const QString &port);

} // namespace nodes
