#pragma once

#include "ui/forms/fieldeditor.h"

class QLineEdit;

/// A number or a text on one line: what reads as a number is one, a text that looks like a number has quotes.
class MixedField : public FieldEditor {
    Q_OBJECT
public:
    MixedField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override;

    /// A choice between numbers and texts, and nothing else.
    static bool canHold(const schema::Field &field);

private:
    std::optional<json::Value> valueOf(const QString &text) const; ///< none: a number of the wrong sort
    QString textOf(const json::Value &value) const;
    QString expectation() const;
    schema::FieldPtr choice() const { return state().form().field(pointer()); }
    void take(const QString &text);

    QLineEdit *m_line;
};
