#pragma once

#include "ui/forms/fieldeditor.h"

class FormRow;
class QPushButton;
class QVBoxLayout;

/// Items, one below the other: added at the end, moved, taken out.
class ListField : public FieldEditor {
    Q_OBJECT
public:
    ListField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override;
    bool focusPlace(const QString &pointer) override;

private:
    void build();
    void addItem(qsizetype index);
    void add();
    qsizetype count() const;

    QVBoxLayout *m_rows;
    QPushButton *m_add;
    QList<FieldEditor *> m_editors;
    QList<QWidget *> m_tools;
};
