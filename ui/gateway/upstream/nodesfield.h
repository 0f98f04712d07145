#pragma once

#include "ui/forms/fieldeditor.h"

class NodesModel;
class QLabel;
class QPushButton;
class QTableView;

/// The nodes of an upstream as a table: typed into, added, moved, taken out. Pasted lines of "host:port weight" are nodes.
class NodesField : public FieldEditor {
    Q_OBJECT
public:
    NodesField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override;
    static bool canShow(const std::optional<json::Value> &value);
    bool focusPlace(const QString &pointer) override;
    NodesModel *model() const { return m_model; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void add();
    void removeCurrent();
    void move(int by);
    void paste();
    void store(const json::Value &nodes);
    void choose(int row, int column = 0);
    void enableButtons();
    void fitHost();
    void fitHeight();
    void showProblem();

    NodesModel *m_model;
    QTableView *m_table;
    QLabel *m_problem;
    QString m_refusal; ///< of what was typed into a cell
    QLabel *m_form;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
};
