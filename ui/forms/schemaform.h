#pragma once

#include "ui/forms/formstate.h"

#include <QScrollArea>

class FieldEditor;

/// A form made from a JSON schema. The document that it edits keeps whatever the form does not know.
class SchemaForm : public QScrollArea {
    Q_OBJECT
public:
    explicit SchemaForm(schema::FieldPtr root, QWidget *parent = nullptr);

    void setValue(const json::Value &document);
    const json::Value &value() const { return m_state->value(); }
    bool isModified() const;
    void setReadOnly(bool readOnly) { m_state->setReadOnly(readOnly); }
    QList<schema::Problem> problems() const { return m_state->problems(); }
    void setServerProblem(const schema::Problem &problem);
    /// Unfolds what is around the place, and gives it the focus. False: there is no editor for it.
    bool focusPlace(const QString &pointer);
    FormState &state() const { return *m_state; }

Q_SIGNALS:
    void edited();         ///< by the user
    void problemsChanged();

private:
    FormState *m_state;
    FieldEditor *m_editor;
};
