#pragma once

#include "ui/forms/fieldeditor.h"

class CodeEditor;
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

/// Lua, compiled as one types and never run.
class LuaField : public FieldEditor {
    Q_OBJECT
public:
    LuaField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;

private:
    void take();
    void check();
    CodeEditor *m_edit;
    bool m_filling = false;
};
