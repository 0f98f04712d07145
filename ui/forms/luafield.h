#pragma once

#include "ui/forms/fieldeditor.h"

class CodeEditor;
class QPushButton;

/// Lua, compiled as one types and never run. While there is none, one line that says so.
class LuaField : public FieldEditor {
    Q_OBJECT
public:
    LuaField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;

private:
    QWidget *makeEmpty();
    void open();
    void close();
    void write();
    void take();
    void check();

    QPushButton *m_write;
    QWidget *m_empty;
    CodeEditor *m_edit = nullptr; ///< nullptr while there is nothing to edit
    bool m_filling = false;
};
