#pragma once

#include "core/schema/check.h"
#include "core/schema/form.h"
#include "ui/forms/formsetup.h"

#include <QMap>
#include <QObject>

/// What the editors of one form share: the document being edited, what it was, and what is wrong with it.
class FormState : public QObject {
    Q_OBJECT
public:
    explicit FormState(schema::FieldPtr root, QObject *parent = nullptr);
    FormState(schema::FieldPtr root, FormSetup setup, QObject *parent = nullptr);
    const FormSetup &setup() const { return m_setup; }

    void setValue(const json::Value &document); ///< changes are told against this one from now on
    /// The document and what it was. none: it is new, and no part of it counts as changed.
    void setValue(const json::Value &document, const std::optional<json::Value> &before);
    const json::Value &value() const { return m_form.value(); }
    const schema::Form &form() const { return m_form; }
    std::optional<json::Value> before(const QString &pointer) const; ///< as it was given
    bool isChanged(const QString &pointer) const;

    /// Changes the document by one step: editors are told of it together, a moment later.
    void edit(const std::function<void(schema::Form &)> &step);
    /// Text that is typed, but no value of its field: the document keeps the last right one.
    void setUnfinished(const QString &pointer, const QString &sentence);
    bool isUnfinished(const QString &pointer) const { return m_unfinished.contains(pointer); }

    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }

    /// The server's word on a place, until that place changes.
    void setServerProblem(const schema::Problem &problem);
    QList<schema::Problem> problems() const; ///< unfinished texts, the schema's, the server's; one for a place
    QList<schema::Problem> unfinished() const;
    QString problemAt(const QString &pointer) const;

    void setNotes(const QList<FormNote> &notes);
    QList<FormNote> notesAt(const QString &pointer) const;

Q_SIGNALS:
    void changed(); ///< the document, or what is wrong with it
    void edited();  ///< the document, by the user

private:
    void tell();
    void collectProblems() const;
    schema::Form m_form;
    FormSetup m_setup;
    std::optional<json::Value> m_before;
    QMap<QString, QString> m_unfinished;
    QList<FormNote> m_notes;
    std::optional<schema::Problem> m_serverProblem;
    std::optional<json::Value> m_refused; ///< what the server spoke of
    mutable std::optional<QMap<QString, QString>> m_problems;
    bool m_readOnly = false;
    bool m_told = true;
};
