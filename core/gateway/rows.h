#pragma once

#include "core/gateway/kinds.h"

#include <QByteArrayView>

#include <memory>

namespace gateway {

/// The function that a plugin of an object calls.
struct FunctionCall {
    QString plugin;  ///< "openwhisk", "openfunction" ...
    QString host;    ///< api_host or function_uri
    QString nameSpace;
    QString package;
    QString action;
    std::optional<qint64> timeoutMs;
    bool enabled = true;
    bool operator==(const FunctionCall &) const = default;
};

struct Label {
    QString name;
    QString value;
    bool operator==(const Label &) const = default;
};

/// One object of a list, as far as lists, search and references need it. What a kind has not stays empty.
struct Row {
    Key key;
    bool numericId = false;
    QString name;
    QString desc;
    QStringList uris;    ///< uri or uris
    QStringList hosts;   ///< host or hosts; sni or snis of a certificate
    QStringList methods;
    QStringList addresses; ///< remote_addr or remote_addrs
    QStringList plugins;
    QStringList disabledPlugins;
    QList<Label> labels;
    QList<Key> references; ///< to services, upstreams, plugin configs, groups, certificates ..., those inside plugins too
    QStringList nodes;   ///< "h:80" of its upstream
    std::optional<FunctionCall> function;
    std::optional<qint64> priority;
    bool enabled = true;
    bool conditional = false; ///< vars
    bool scripted = false;    ///< filter_func or script: Lua decides
    QString detail;      ///< scheme of an upstream, type of a certificate, manager of a secret
    qint64 created = 0;  ///< s
    qint64 updated = 0;
    qint64 validUntil = 0; ///< of a certificate, s
    qint64 createdIndex = 0;
    qint64 modifiedIndex = 0;
    QByteArray vars = {}; ///< its further conditions, as JSON
    bool operator==(const Row &) const = default;
};

using Rows = std::shared_ptr<const QList<Row>>;

/// The rows of an answer to a list, in the shapes of v3 and v2. For a worker.
Result<Rows> decodeList(QByteArrayView body, Kind kind, const QString &parent = {});
/// The rows of one kind in the configuration of a standalone gateway.
Result<Rows> decodeConfigs(QByteArrayView body, Kind kind);

/// Is the text somewhere in what the row has? needle: in lower case. For filters over all columns.
bool contains(const Row &row, QStringView needle);

} // namespace gateway
