#pragma once

#include "ui/forms/fieldeditor.h"

class FormRow;
class QButtonGroup;
class QLineEdit;
class QVBoxLayout;

/// Members of an object: those of the schema that count now, those of any name, and those that the schema does not know.
/// Rows are made a few at a time, so that a form of a hundred does not hold up the window.
class ObjectField : public FieldEditor {
    Q_OBJECT
public:
    ObjectField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool isWide() const override { return true; }
    bool focusPlace(const QString &pointer) override;
    bool isComplete() const { return m_wanted.isEmpty(); } ///< all rows are there

private:
    struct Entry {
        QString name;
        bool required = false;
        bool named = false; ///< by the user, who may change the name
        bool operator==(const Entry &) const = default;
    };
    QList<Entry> entries() const;
    QList<Entry> arranged(QList<Entry> entries) const;
    void build();
    void buildGroups(const schema::Shape &shape);
    void buildAdding();
    void buildMore(int count);
    void addRow(const Entry &entry);
    void addMember();
    void refreshGroups();

    QVBoxLayout *m_groups;
    QVBoxLayout *m_rows;
    QWidget *m_adding = nullptr;
    QLineEdit *m_newName = nullptr;
    QList<QButtonGroup *> m_choices;
    QList<Entry> m_entries;
    QList<Entry> m_wanted; ///< rows still to be made
    QList<FormRow *> m_made;
};
