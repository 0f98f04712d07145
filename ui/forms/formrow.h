#pragma once

#include "ui/forms/fieldeditor.h"

class QBoxLayout;
class QLabel;
class QToolButton;

/// One member: its name, its editor, what counts when it is not set, what it was, and what is wrong with it.
/// What has members of its own is folded as long as it is not set.
class FormRow : public QWidget {
    Q_OBJECT
public:
    FormRow(FormState &state, const QString &pointer, const QString &name, bool required, QWidget *parent);

    void refresh();
    bool focusPlace(const QString &pointer);
    FieldEditor *editor() const { return m_editor; } ///< nullptr while folded
    /// A button at the end of the row.
    void addTool(QToolButton *tool);

private:
    void build(const QString &title);
    void place();
    void unfold(bool open);
    void showNote();
    void showProblem();
    void showNotes();
    QString about() const;
    bool isSwitch() const;
    bool isShort() const;
    bool isSet() const { return m_state.form().isSet(m_pointer); }

    FormState &m_state;
    QString m_pointer;
    bool m_required;
    bool m_wide = false;
    FieldEditor *m_editor = nullptr;
    QBoxLayout *m_head = nullptr;
    QBoxLayout *m_body = nullptr;
    QToolButton *m_toggle = nullptr;
    QToolButton *m_reset;
    QLabel *m_mark;
    QLabel *m_note;
    QLabel *m_about;
    QLabel *m_problem;
    QList<FormNote> m_shownNotes;
    QList<QLabel *> m_notes;
};

namespace forms {
QLabel *noteLabel(const FormNote &note, QWidget *parent);
/// A row that looks like one of the form, for what is no member of its document.
QWidget *namedRow(const QString &title, QWidget *content, QWidget *parent);
}
