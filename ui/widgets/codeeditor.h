#pragma once

#include <QWidget>

class EditorFind;
class FindBar;
class MessageBar;
class QsciScintilla;
class QsciLexer;
class QTimer;

/// A text editor with line numbers, a lexer by language, colours of the theme and a find bar. Of lines too long to be
/// painted at once it shows the beginnings until the user wants all; text() is the whole at any time.
class CodeEditor : public QWidget {
    Q_OBJECT
public:
    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// A kind ("nodejs:20", "python:3.11") or a language ("javascript", "json", "text" ...).
    void setLanguage(const QString &kindOrLanguage);
    QString language() const { return m_language; }
    void setText(const QString &text); ///< clears undo history and the modified mark
    void replaceText(const QString &text); ///< the same by one step that can be undone
    QString text() const;
    void setReadOnly(bool readOnly);
    bool isReadOnly() const; ///< as it was set
    bool isShortened() const { return m_shortened; } ///< nothing can be typed meanwhile
    void showAll();
    bool modified() const;
    void setModified(bool modified);
    void setLineNumbers(bool shown);
    void setFolding(bool shown);
    void find();
    void goTo(int line, int column = 1); ///< from 1
    void markErrorLine(int line, const QString &annotation = {}); ///< from 1; 0: none
    int errorLine() const { return m_errorLine; }
    QsciScintilla *scintilla() const { return m_editor; }
    QWidget *editor() const; ///< what has the keyboard focus
    bool highlighted() const; ///< false: text too long for a lexer

Q_SIGNALS:
    void textChanged();
    void modifiedChanged(bool modified);
    void cursorMoved(int line, int column);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    bool leaves(const QKeyEvent &key);
    void fill(const QString &text);
    void setShortened(bool shortened);
    void applyTheme();
    void applyMargins();
    void chooseLexer();
    void colorFunctions();

    QsciScintilla *m_editor;
    QsciLexer *m_lexer = nullptr;
    FindBar *m_findBar;
    MessageBar *m_notice; ///< that lines are shortened
    EditorFind *m_find;
    QTimer *m_functionsTimer;
    QString m_language;
    QString m_given;
    QByteArray m_functions;
    bool m_filling = false;
    bool m_readOnly = false;
    bool m_shortened = false;
    bool m_allWanted = false; ///< for as long as this editor lives: a save must not take the whole away again
    int m_errorLine = 0;
    bool m_tooLong = false;
    bool m_lineNumbers = true;
    bool m_folding = false;
    bool m_tabLeaves = false; ///< the key before was Escape
};
