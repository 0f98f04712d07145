#pragma once

#include "core/gateway/rows.h"
#include "core/json/decode.h"
#include "core/json/recent.h"

#include <array>

namespace gateway {

/// Reads values of one kind straight off the wire. Words that come again in every row share one text.
class RowReader {
public:
    RowReader(Kind kind, QString parent);

    void read(json::Field &value, Row &row);
    /// The id, which the value may lack, from the key in the store: "/apisix/routes/1".
    void identify(Row &row, QByteArrayView path) const;

private:
    using Take = void (RowReader::*)(Row &, json::Field &);
    struct Member {
        QByteArray name;
        Take take = nullptr;
    };
    static Take takeOf(QByteArrayView name);

    QString word(json::Field &field);
    QString word(QByteArrayView text);
    QString idOf(json::Field &field, bool *numeric = nullptr);
    void addTexts(json::Field &field, QStringList &texts);
    void addReference(Row &row, Kind kind, json::Field &field);

    void takeId(Row &row, json::Field &field);
    void takeUserName(Row &row, json::Field &field);
    void takeName(Row &row, json::Field &field);
    void takeDesc(Row &row, json::Field &field);
    void takeUris(Row &row, json::Field &field);
    void takeHosts(Row &row, json::Field &field);
    void takeMethods(Row &row, json::Field &field);
    void takeAddresses(Row &row, json::Field &field);
    void takeLabels(Row &row, json::Field &field);
    void takePlugins(Row &row, json::Field &field);
    void takePlugin(Row &row, const QString &name, json::Field &field);
    void takeCall(FunctionCall &call, QByteArrayView name, json::Field &field);
    void takeMeta(Row &row, const QString &plugin, json::Field &field);
    void takeUpstream(Row &row, json::Field &field);
    void takeNodes(Row &row, json::Field &field);
    void takeTls(Row &row, json::Field &field);
    void takeService(Row &row, json::Field &field);
    void takeUpstreamId(Row &row, json::Field &field);
    void takePluginConfig(Row &row, json::Field &field);
    void takeGroup(Row &row, json::Field &field);
    void takePriority(Row &row, json::Field &field);
    void takeStatus(Row &row, json::Field &field);
    void takeVars(Row &row, json::Field &field);
    void takeLua(Row &row, json::Field &field);
    void takeDetail(Row &row, json::Field &field);
    void takeCreated(Row &row, json::Field &field);
    void takeUpdated(Row &row, json::Field &field);
    void takeValidUntil(Row &row, json::Field &field);

    Kind m_kind;
    QString m_parent;
    std::array<Member, 32> m_order; ///< by its place: rows have mostly the same members in the same order
    json::Recent<QString, 256> m_words;
};

} // namespace gateway
