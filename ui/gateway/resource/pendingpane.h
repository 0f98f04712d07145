#pragma once

#include "ui/gateway/resource/resourcestate.h"

#include <QTimer>
#include <QWidget>

class DiffPane;
class QLabel;

/// The whole document as it will be, with the lines that go and those that come; secrets covered.
class PendingPane : public QWidget {
    Q_OBJECT
public:
    explicit PendingPane(ResourceState &state, QWidget *parent = nullptr);

    void setStand(const QString &stand); ///< "server copy unchanged since opened"
    int changeCount() const { return m_changes; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showChanges();
    void showHead();

    ResourceState &m_state;
    QTimer m_timer; ///< typing comes in bursts
    QString m_stand;
    int m_changes = 0;
    QLabel *m_head;
    DiffPane *m_pane;
};
