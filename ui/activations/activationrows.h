#pragma once

#include "core/insight/activationquery.h"
#include "ui/models/tablemodel.h"

/// The rows of a view as a table model. It keeps indexes into the table, and makes a row's texts when they are looked at:
/// 100,000 rows cost no more than those on screen.
class ActivationRows : public QAbstractTableModel {
    Q_OBJECT
public:
    using Summary = openwhisk::ActivationSummary;
    ActivationRows(QList<Column<Summary>> columns, QObject *parent = nullptr);

    void setView(insight::ActivationView view); ///< selection and current row follow their activations
    const insight::ActivationView &view() const { return m_view; }
    const Summary &summary(int row) const; ///< good until the next call
    QString idAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int placeOf(int oldRow, const insight::ActivationView &view) const;
    void replace(insight::ActivationView view);

    QList<Column<Summary>> m_columns;
    insight::ActivationView m_view;
    mutable int m_cachedRow = -1;
    mutable Summary m_cached;
};
