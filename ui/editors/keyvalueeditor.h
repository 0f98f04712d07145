#pragma once

#include "ui/editors/keyvaluemodel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;
class QVBoxLayout;
class ValuePane;

/// A table of parameters or annotations with the value of the chosen one beside it; add, remove, reorder.
class KeyValueEditor : public QWidget {
    Q_OBJECT
public:
    explicit KeyValueEditor(KeyValueModel::Sort sort, QWidget *parent = nullptr);

    void setItems(const QList<openwhisk::KeyValue> &items, const QList<openwhisk::KeyValue> &was);
    /// Listed below, never written back: what a package gives. shownFrom: "package orders".
    void setInherited(const QList<openwhisk::KeyValue> &items, const QString &shownFrom);
    QList<openwhisk::KeyValue> items() const { return m_model->items(); }
    QString problem() const { return m_model->problem(); }
    void setReadOnly(const QString &reason); ///< empty: may be edited
    void setNote(const QString &text); ///< beside the title

Q_SIGNALS:
    void edited();

private:
    QWidget *buildOwn(const QString &title);
    QWidget *buildInherited();
    void addEntry();
    void removeEntry();
    void moveEntry(int by);
    void currentChanged();
    void enableButtons();
    int currentRow() const;
    void choose(int row, int column = 0);

    KeyValueModel *m_model;
    KeyValueModel *m_inherited;
    QTableView *m_table;
    QTableView *m_inheritedTable;
    QWidget *m_inheritedPart = nullptr;
    QLabel *m_inheritedTitle;
    QLabel *m_note;
    ValuePane *m_pane;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QString m_reason;
};
