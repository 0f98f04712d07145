#pragma once

#include "ui/forms/fieldeditor.h"

class JsonEdit;

/// JSON for one node: what no other editor is there for, or what is of another kind than the schema wants.
class JsonField : public FieldEditor {
    Q_OBJECT
public:
    JsonField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override; ///< not when rows can show it again and nobody types here

private:
    void take();
    JsonEdit *m_edit;
    std::optional<json::Value> m_shown;
    bool m_filling = false;
};
