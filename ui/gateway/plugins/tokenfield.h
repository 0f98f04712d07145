#pragma once

#include "ui/forms/linefield.h"

class QPushButton;

/// The key of OpenWhisk: typed, referred to, or left in the keychain until the whole is saved.
class TokenField : public FieldEditor {
    Q_OBJECT
public:
    TokenField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;

private:
    bool fromKeychain() const;
    LineField *m_line;
    QLineEdit *m_kept;
    QPushButton *m_button;
};
