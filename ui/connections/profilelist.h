#pragma once

#include "core/connections/profile.h"
#include "ui/models/tablemodel.h"

#include <QListView>
#include <QStyledItemDelegate>

/// A line of the list of profiles.
struct ProfileRow {
    QString id;
    QString name;
    QString place; ///< "ow.example · guest"
    connections::Environment environment = connections::Environment::Dev;
    bool readOnly = false;
    bool modified = false;
    bool operator==(const ProfileRow &) const = default;
};

using ProfileModel = TableModel<ProfileRow>;
ProfileModel *newProfileModel(QObject *parent);

/// Dot, name, "read-only" and ● for what is not saved; below it the place.
class ProfileDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The list with its model.
class ProfileList : public QListView {
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent = nullptr);
    void setRows(const QList<ProfileRow> &rows);
    void select(const QString &id);
    QString selected() const;

Q_SIGNALS:
    void chosen(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    ProfileModel *m_model;
    bool m_quiet = false; ///< while rows change, a current row that moves is no choice
};
