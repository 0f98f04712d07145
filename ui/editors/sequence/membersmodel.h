#pragma once

#include "core/openwhisk/sequence.h"
#include "ui/models/target.h"

#include <QAbstractTableModel>

/// A member of a sequence as the table shows it.
struct MemberRow {
    QString component; ///< as it is sent
    openwhisk::EntityName name;
    openwhisk::Member known;
    bool operator==(const MemberRow &) const = default;
};

/// The members of a sequence in their order, moved and taken in by drag and drop. Changes nothing itself: it says what
/// the user wants.
class MembersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Handle, Number, Name, Kind, Limits, State, Remove, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<MemberRow> &rows);
    const QList<MemberRow> &rows() const { return m_rows; }
    void setEditable(bool editable);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void moveWanted(int from, int to); ///< to: before this row
    void insertWanted(const QList<openwhisk::EntityName> &names, int before);

private:
    QVariant text(const MemberRow &row, int number, int column) const;

    QList<MemberRow> m_rows;
    bool m_editable = true;
};

QString limitsText(const openwhisk::ActionLimits &limits); ///< "256 MB · 10 s"
