#pragma once

#include "ui/forms/fieldeditor.h"

class QComboBox;
class Switch;

/// The editor for a place whose choices are settled.
FieldEditor *makeResolvedEditor(FormState &state, const QString &pointer, QWidget *parent);

/// On, off, or as the default says.
class SwitchField : public FieldEditor {
    Q_OBJECT
public:
    SwitchField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;

private:
    Switch *m_switch;
};

/// One of some values; the first entry leaves it unset.
class EnumField : public FieldEditor {
    Q_OBJECT
public:
    EnumField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;

private:
    QComboBox *m_box;
};

/// Which of several kinds of value, and below it the editor of that one.
class ChoiceField : public FieldEditor {
    Q_OBJECT
public:
    ChoiceField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override;
    bool isWide() const override;
    bool focusPlace(const QString &pointer) override;

private:
    void build();
    QComboBox *m_box;
    FieldEditor *m_editor = nullptr;
};
