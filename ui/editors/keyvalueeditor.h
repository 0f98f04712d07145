#pragma once

#include "ui/editors/keyvaluemodel.h"

#include <QWidget>

class MessageBar;
class QLabel;
class QPushButton;
class QTableView;
class QVBoxLayout;
class SearchField;
class Switch;
class ValuePane;

/// A table of parameters or annotations with the value of the chosen one beside it; add, remove, reorder, find, paste.
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
    /// Whose annotations they are (AnnotationKind::Entity): which are known, which the server sets.
    void setEntity(int entity);
    /// With a switch below for the whole action: its annotation final. Never called: no such switch.
    void setFinal(bool final, bool changed);
    void setMostBytes(qint64 bytes);
    /// All that is no secret and not encrypted as one JSON object, and back: members that went are removed, new ones
    /// come to the end, the others keep place and init mark.
    QString asJson() const;
    void applyJson(const json::Value &before, const json::Value &after);
    /// Each member of a JSON object becomes a parameter; a sentence when the text is none.
    QString pasteObject(const QString &text);
    void find();

Q_SIGNALS:
    void edited();
    void finalToggled(bool final);

private:
    QWidget *buildOwn(const QString &title);
    QWidget *buildHead(const QString &title);
    QWidget *buildFinal();
    QWidget *buildInherited();
    void buildAddMenu();
    void connectParts();
    void addEntry();
    void addKnown(const QString &key, const json::Value &value);
    void removeEntry();
    void moveEntry(int by);
    void editAsJson();
    void paste();
    void filter();
    void currentChanged();
    void enableButtons();
    int currentRow() const;
    void choose(int row, int column = 0);

    KeyValueModel *m_model;
    KeyValueModel *m_inherited;
    QTableView *m_table;
    QTableView *m_inheritedTable;
    QWidget *m_inheritedPart = nullptr;
    QWidget *m_finalPart = nullptr;
    QLabel *m_inheritedTitle;
    QLabel *m_note;
    MessageBar *m_bar;
    SearchField *m_search;
    Switch *m_final;
    QLabel *m_finalMark;
    ValuePane *m_pane;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_json;
    QString m_reason;
};
