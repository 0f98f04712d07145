#pragma once

#include "core/json/value.h"

#include <QWidget>

#include <memory>

class CodeEditor;
class FindBar;
class JsonModel;
class LogView;
class QLabel;
class QStackedLayout;
class QTreeView;

/// A JSON document to read: as a tree, or as text. Find; copy a value, its name or its pointer. Large ones are written
/// and looked through on a worker, and their text is shown line by line as logs are.
class JsonView : public QWidget {
    Q_OBJECT
public:
    enum Mode { Tree, Raw };
    Q_ENUM(Mode)
    explicit JsonView(QWidget *parent = nullptr);
    ~JsonView() override;

    void setDocument(const json::Value &document);
    void setText(const QByteArray &text); ///< what may be no JSON: the tree where it is, else raw
    void setMessage(const QString &text); ///< a sentence in place of a document
    void clear();
    void find();
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    QByteArray text() const;              ///< what "copy all" copies: pretty JSON or the raw text
    QTreeView *tree() const { return m_tree; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void buildActions();
    void addCopyAction(const QString &text, const QString &name, int role);
    void showMode();
    void fillRaw();
    void fillLines();
    void collectFinds();
    void takeFinds(const QStringList &finds);
    void moveToFind(bool forward);

    QStackedLayout *m_stack;
    QTreeView *m_tree;
    JsonModel *m_model;
    CodeEditor *m_raw;
    LogView *m_lines = nullptr; ///< in place of the editor, once there was a large document
    QLabel *m_message;
    FindBar *m_find;
    Mode m_mode = Tree;
    bool m_isJson = false;
    bool m_rawFilled = false;
    bool m_large = false;
    std::unique_ptr<QObject> m_writing; ///< contexts of the workers' answers: the latest wins
    std::unique_ptr<QObject> m_finding;
    QByteArray m_text;
    json::Value m_document;
    QStringList m_finds; ///< pointers
    int m_currentFind = -1;
};
