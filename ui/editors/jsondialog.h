#pragma once

#include "core/json/value.h"
#include "ui/widgets/dialog.h"

class JsonEdit;
class QPushButton;

/// A JSON object in a window of its own; it can be taken over while it is right.
class JsonDialog : public Dialog {
    Q_OBJECT
public:
    JsonDialog(const QString &title, const QString &hint, const QString &text, QWidget *parent);
    json::Value value() const;

private:
    JsonEdit *m_edit;
    QPushButton *m_apply;
};
