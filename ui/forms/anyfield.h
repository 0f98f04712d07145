#pragma once

#include "ui/forms/fieldeditor.h"

class QComboBox;
class QLineEdit;

/// A plain value where anything may stand: which kind it is, and the value on one line. Lists and objects are JSON.
class AnyField : public FieldEditor {
    Q_OBJECT
public:
    AnyField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override;

    /// The schema says nothing of the place, and what is there is no list or object.
    static bool canShow(const FormState &state, const QString &pointer);

private:
    enum Kind { Text, Number, YesNo, Nothing, Json };
    static Kind kindOf(const json::Value &value);
    void choose(int kind);
    void take(const QString &text);

    QComboBox *m_kind;
    QLineEdit *m_line;
    QComboBox *m_yesNo;
};
