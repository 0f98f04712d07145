#pragma once

#include "core/json/value.h"

#include <QWidget>

class CodeEditor;
class FindBar;
class JsonModel;
class QLabel;
class QStackedLayout;
class QTreeView;

/// A JSON document to read: as a tree, or as text. Find; copy a value, its name or its pointer.
class JsonView : public QWidget {
    Q_OBJECT
public:
    enum Mode { Tree, Raw };
    Q_ENUM(Mode)
    explicit JsonView(QWidget *parent = nullptr);

    void setDocument(const json::Value &document);
    void setText(const QByteArray &text); ///< what may be no JSON: the tree where it is, else raw
    void setMessage(const QString &text); ///< a sentence in place of a document
    void clear();
    void find();
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    QByteArray text() const;              ///< what "copy all" copies: pretty JSON or the raw text
    QTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    void modeChanged(JsonView::Mode mode);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void buildActions();
    void addCopyAction(const QString &text, const QString &name, int role);
    void showMode();
    void collectFinds();
    void moveToFind(bool forward);

    QStackedLayout *m_stack;
    QTreeView *m_tree;
    JsonModel *m_model;
    CodeEditor *m_raw;
    QLabel *m_message;
    FindBar *m_find;
    Mode m_mode = Tree;
    bool m_isJson = false;
    bool m_rawFilled = false;
    QByteArray m_text;
    json::Value m_document;
    QStringList m_finds; ///< pointers
    int m_currentFind = -1;
};
