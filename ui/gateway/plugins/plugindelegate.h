#pragma once

#include <QStyledItemDelegate>

/// A plugin to choose, on two lines: name and phase, what it does and its priority.
class PluginDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit PluginDelegate(const QString &presentText, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString m_present; ///< "on this route"
};
