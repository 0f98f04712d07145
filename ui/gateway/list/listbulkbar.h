#pragma once

#include "core/gateway/kinds.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// What can be done with the ticked rows.
class ListBulkBar : public QFrame {
    Q_OBJECT
public:
    ListBulkBar(gateway::Kind kind, QWidget *parent = nullptr);
    /// names: of the ticked, in the order shown. None: the bar goes.
    void showTicked(const QStringList &names, const QString &writeBan);

Q_SIGNALS:
    void switchRequested(bool on);
    void labelsRequested();
    void exportRequested();
    void deleteRequested();
    void clearRequested();

private:
    QLabel *m_count;
    QLabel *m_names;
    QList<QPushButton *> m_writes;
};
