#pragma once

#include "core/insight/activationquery.h"
#include "ui/models/tablemodel.h"

#include <QWidget>

class QLabel;
class QTableView;
class QCheckBox;

struct GroupRow {
    insight::ActivationGroup group;
    bool operator==(const GroupRow &other) const
    {
        return group.name == other.group.name && group.version == other.group.version && group.totals == other.group.totals;
    }
};

/// What ran, one row an action or version; two of them selected stand side by side below.
class GroupView : public QWidget {
    Q_OBJECT
public:
    explicit GroupView(QWidget *parent = nullptr);

    void setGroups(const QList<insight::ActivationGroup> &groups);
    insight::GroupBy by() const;
    void setBy(insight::GroupBy by);
    QTableView *table() const { return m_table; }

Q_SIGNALS:
    void byChanged();
    void filterRequested(const openwhisk::EntityName &name, const QString &version); ///< version may be empty

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildPane();
    void giveNamesRoom();
    void sort(int column, Qt::SortOrder order);
    void showSorted();
    void compare();

    TableModel<GroupRow> *m_model;
    QTableView *m_table;
    QCheckBox *m_byVersion;
    QWidget *m_pane;
    QLabel *m_sentence;
    QTableView *m_versus;
    TableModel<struct VersusRow> *m_lines;
    QList<GroupRow> m_rows;
    int m_column = 2;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};
