#pragma once

#include "core/json/value.h"

#include <QWidget>

#include <optional>

class CodeEditor;
class QLabel;
class QTimer;

/// A JSON text being written: checked as one types, with the place of the error. Empty text is the empty object.
class JsonEdit : public QWidget {
    Q_OBJECT
public:
    explicit JsonEdit(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    std::optional<json::Value> value() const; ///< none while there is a problem; duplicates are a problem, too
    QString problem() const;                  ///< a sentence with line and column, or empty
    bool isValid() const { return problem().isEmpty(); }
    void format();
    void setRequireObject(bool required);
    void setReadOnly(bool readOnly);
    bool isReadOnly() const;
    void find();
    CodeEditor *codeEditor() const { return m_editor; }

Q_SIGNALS:
    void textChanged();
    void validityChanged(bool valid);

private:
    void check() const;
    void showProblem();

    CodeEditor *m_editor;
    QLabel *m_problemLabel;
    QTimer *m_timer;
    bool m_requireObject = false;
    bool m_shownValid = true;
    mutable bool m_checked = false;
    mutable std::optional<json::Value> m_value;
    mutable QString m_problem;
    mutable int m_line = 0;
};
