#pragma once

#include "ui/activations/filter/filterstate.h"

#include <QWidget>

class ActionPicker;
class QHBoxLayout;
class QMenu;
class QPushButton;

namespace openwhisk {
class Session;
}

/// The filter as buttons: actions, status, span of time, and the rest.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    FilterBar(FilterState &state, QWidget *parent = nullptr);

    void setSession(const openwhisk::Session &session); ///< its lists as they are now, for the picker
    void setKinds(const QStringList &kinds);
    void setKnownSpan(const insight::TimeSpan &span) { m_known = span; } ///< what "from … to …" begins with

private:
    QPushButton *addButton(QHBoxLayout *row, const QString &name, const QString &accessibleName);
    void buildStatus();
    void buildSpan();
    void buildMore();
    void fillKinds();
    void toggleOutcome(insight::Outcome outcome);
    void askSpan();
    void askDurations();
    void show();

    FilterState &m_state;
    ActionPicker *m_picker;
    QPushButton *m_actions;
    QPushButton *m_status;
    QPushButton *m_span;
    QPushButton *m_more;
    QMenu *m_kindMenu = nullptr;
    QAction *m_cold = nullptr;
    QAction *m_root = nullptr;
    QStringList m_kinds;
    insight::TimeSpan m_known;
};
