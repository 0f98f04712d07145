#pragma once

#include "ui/activations/filter/actionchoices.h"
#include "ui/activations/filter/filterstate.h"

#include <QWidget>

#include <functional>

class ActionPicker;
class QHBoxLayout;
class QMenu;
class QPushButton;

/// The filter as buttons: actions, status, span of time, and the rest.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    /// entries: what there is to pick, asked for when it is picked from.
    using Entries = std::function<QList<ActionChoices::Entry>()>;
    FilterBar(FilterState &state, Entries entries, QWidget *parent = nullptr);

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
    void showChoice();

    FilterState &m_state;
    Entries m_entries;
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
