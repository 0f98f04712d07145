#pragma once

#include "ui/gateway/list/listfilter.h"
#include "ui/gateway/list/routeremarks.h"
#include "ui/models/indexorder.h"

#include <vector>

/// What is asked of a list: of these rows those that pass, in this order.
struct ListQuestion {
    gateway::Rows rows;
    RouteRemarks::Facts facts; ///< may be nullptr: not worked out yet
    ListFilter filter;
    std::function<QVariant(const ListItem &)> sortBy; ///< unset: as the server has them
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// The places of the rows to be shown.
struct ListAnswer {
    gateway::Rows rows;
    RouteRemarks::Facts facts;
    QList<int> places;
};

ListItem itemAt(const gateway::Rows &rows, const RouteRemarks::Facts &facts, int place);

/// Answers on a worker; of several questions the latest wins.
class ListOrder {
public:
    using Done = std::function<void(const ListAnswer &)>;
    explicit ListOrder(Done done);
    void ask(const ListQuestion &question);

private:
    std::shared_ptr<const QList<int>> m_all;
    ListAnswer m_asked;
    Done m_done;
    models::IndexOrder<int> m_order; ///< ends its workers first
};
