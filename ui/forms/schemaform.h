#pragma once

#include "ui/forms/formstate.h"

#include <QScrollArea>

class FieldEditor;
class FormRow;
class QVBoxLayout;

/// A form made from a JSON schema. The document that it edits keeps whatever the form does not know.
class SchemaForm : public QScrollArea {
    Q_OBJECT
public:
    explicit SchemaForm(schema::FieldPtr root, QWidget *parent = nullptr);
    SchemaForm(schema::FieldPtr root, const FormSetup &setup, QWidget *parent = nullptr);

    void setValue(const json::Value &document);
    /// The document and what it was; none: it is new, and no part of it counts as changed.
    void setValue(const json::Value &document, const std::optional<json::Value> &before) { m_state->setValue(document, before); }
    void addTop(QWidget *widget);    ///< above the fields
    void addBottom(QWidget *widget); ///< below them and their parts
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
    void build(QWidget *content);
    FormState *m_state;
    FieldEditor *m_editor;
    QList<FormRow *> m_parts; ///< those that stand apart
    QVBoxLayout *m_rows;
};
