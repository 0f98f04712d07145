#pragma once

#include "ui/forms/fieldeditor.h"

class CodeEditor;

/// A text of many lines, in the editor for code.
class TextField : public FieldEditor {
    Q_OBJECT
public:
    TextField(FormState &state, const QString &pointer, const QString &language, QWidget *parent);
    void refresh() override;
    CodeEditor *editor() const { return m_edit; }

private:
    void take();
    CodeEditor *m_edit;
    bool m_filling = false;
};
