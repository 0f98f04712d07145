#pragma once

#include "ui/forms/formstate.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QPointer>
#include <QWidget>

class FieldEditor;
class FormRow;
class QLabel;
class QVBoxLayout;

/// Rows of a form, bound to an object of the gateway or to one member of it. The object's state is the truth: rows show
/// it and edit it there, so that whatever no row knows stays.
class BoundForm : public QWidget {
    Q_OBJECT
public:
    struct Section {
        QString title; ///< empty: none
        QStringList members;
    };
    using Checks = std::function<QList<schema::Problem>(const json::Value &value)>;
    using Shown = std::function<bool(const QString &member, const json::Value &value)>;

    /// member: of the object, e.g. "upstream"; empty: the whole.
    BoundForm(ResourceState &state, const QString &member, QWidget *parent = nullptr);

    /// schema: of the whole or of the member; only what the sections name is shown and judged.
    void build(const json::Value &schema, const QList<Section> &sections, FormSetup setup = {}, const QStringList &rules = {},
               const QStringList &secrets = {});
    void setChecks(Checks checks) { m_checks = std::move(checks); } ///< what a schema does not say; before build()
    void setShown(Shown shown) { m_shown = std::move(shown); }      ///< rows that count now; before build()
    /// Members whose own editor, from the setup's factory, is always there: nothing to unfold; before build().
    void setOpen(const QStringList &members) { m_open = members; }

    /// Stands before the row of that member; before build().
    void setInset(const QString &member, QWidget *inset) { m_inset = {member, inset}; }

    bool isBuilt() const { return m_form; }
    FormState *form() const { return m_form; }
    json::Value value() const; ///< of the bound part, an empty object where there is none
    bool isSet() const;
    void setValue(const json::Value &value);

    /// In the whole object.
    bool focusPlace(const QString &pointer);
    void showComplaint(const schema::Problem &problem);

Q_SIGNALS:
    void refreshed(); ///< value or problems

private:
    void addSection(const Section &section, const QStringList &required);
    void addRow(QVBoxLayout *layout, const QString &member, bool required);
    void place(const QString &member);
    void pull();
    void push();
    void refresh();
    void judge();
    void report();
    std::optional<json::Value> before() const;
    QString inForm(const QString &pointer) const;

    ResourceState &m_state;
    QString m_member;
    QString m_name; ///< under which problems are told
    QVBoxLayout *m_layout;
    QLabel *m_whole;
    FormState *m_form = nullptr;
    QWidget *m_rows = nullptr;
    struct OpenRow {
        QWidget *row;
        FieldEditor *editor;
    };
    QHash<QString, FormRow *> m_byMember;
    QHash<QString, OpenRow> m_openRows;
    QStringList m_open;
    std::pair<QString, QPointer<QWidget>> m_inset;
    QList<std::pair<QLabel *, QStringList>> m_titles;
    QStringList m_own; ///< pointers of problems that the checks made
    Checks m_checks;
    Shown m_shown;
    bool m_pulling = false;
};
