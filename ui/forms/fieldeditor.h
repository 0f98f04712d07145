#pragma once

#include "ui/forms/formstate.h"

#include <QPointer>
#include <QWidget>

class FieldEditor;

/// Makes the editor for what stands, or may stand, at a place of the form.
FieldEditor *makeFieldEditor(FormState &state, const QString &pointer, QWidget *parent);
/// The same for a cell of a table: on one line.
FieldEditor *makeCellEditor(FormState &state, const QString &pointer, QWidget *parent);

/// The editor of one place. It holds no value: it shows the state's and edits it there.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    FieldEditor(FormState &state, QString pointer, QWidget *parent);
    ~FieldEditor() override; ///< what is typed in it and no value yet goes with it

    const QString &pointer() const { return m_pointer; }
    virtual void refresh() = 0; ///< shows what the state has now; keeps the cursor where nothing changed
    /// Whether this editor, as it was made, can show what is at its place now.
    virtual bool suits() const;
    /// Nested editors have the labels of their members below them, not at the left.
    virtual bool isWide() const { return false; }
    /// Moves the focus to the editor of the place or the nearest around it.
    virtual bool focusPlace(const QString &pointer);

protected:
    FormState &state() const { return m_state; }
    schema::FieldPtr field() const; ///< as it is for the value there now
    QString child(const QString &name) const;
    bool isInside(const QString &pointer) const;

private:
    FormState &m_state;
    QPointer<FormState> m_living;
    QString m_pointer;
    schema::Kind m_kind;
    schema::Use m_use;
};

namespace forms {
/// Conditions, which have rows of their own.
bool isExpression(const FormState &state, const QString &pointer);
QString shownName(const QString &member); ///< "service_token": "Service token"
QString shownValue(const json::Value &value); ///< on one line, shortened
/// Whole numbers, "a number" and the like: what may stand in a field.
QString expectation(const schema::Field &field);
/// A red border around what is wrong; what it is stands in the row.
void markProblem(QWidget *widget, const QString &problem);
}
