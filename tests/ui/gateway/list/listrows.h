#pragma once

#include "core/gateway/rows.h"

inline gateway::Row listRow(const QString &id, gateway::Kind kind = gateway::Kind::Route)
{
    gateway::Row row;
    row.key = {kind, id, {}};
    return row;
}

inline gateway::Rows listRows(const QList<gateway::Row> &rows)
{
    return std::make_shared<const QList<gateway::Row>>(rows);
}
