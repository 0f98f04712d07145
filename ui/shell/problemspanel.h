#pragma once

#include "ui/models/tablemodel.h"
#include "ui/shell/problems.h"

#include <QWidget>

class QTreeView;
class StateView;

/// The dock's list of what is wrong now; Enter or a double click leads to the way on.
class ProblemsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsPanel(QWidget *parent = nullptr);
    void setProblems(const QList<Problem> &problems);

Q_SIGNALS:
    void wayRequested(Problem::Way way, quint64 request);
    void openRequested(const Target &target);

private:
    TableModel<Problem> m_model;
    QTreeView *m_view;
    StateView *m_states;
};
