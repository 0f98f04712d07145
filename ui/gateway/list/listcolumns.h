#pragma once

#include "ui/gateway/list/routemarks.h"
#include "ui/models/tablemodel.h"

/// What a cell is made of.
struct ListItem {
    const gateway::Row &row;
    const QList<RouteMark> &marks;
    int uses = 0; ///< how many refer to it
};

namespace listcolumns {

/// For the delegates of a list, beside those of chip.h.
enum Role { MarksRole = Qt::UserRole + 200, MoreRole, TickedRole, OnRole };

struct ListColumn {
    QString id; ///< in settings
    Column<ListItem> look;
    int width = 100;
    bool usual = true;       ///< shown unless the user chose otherwise
    bool stretches = false;
    int share = 0;           ///< of the room that columns of fixed width leave; width is the least then
};

/// In the order shown; the first one that stretches carries the marks.
QList<ListColumn> columnsOf(gateway::Kind kind);

QString pathOf(const gateway::Row &row);   ///< the first of its paths
QString targetOf(const gateway::Row &row); ///< "shop-eu / orders / price-quote", "upstream u1"
QString nameOf(const gateway::Row &row);   ///< or its id
QString rowKey(const gateway::Row &row);   ///< in a list: of two consumers a credential may have the same id
QString labelText(const gateway::Label &label);
QString whenText(qint64 seconds);          ///< "2 min ago", "3 Nov", "3 Nov 2024"
QString wholeTime(qint64 seconds);         ///< with the zone
enum class Aim { Function, Upstream, Service, Nothing };
Aim aimOf(const gateway::Row &row);

} // namespace listcolumns

Q_DECLARE_METATYPE(QList<RouteMark>)
