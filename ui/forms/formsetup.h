#pragma once

#include <QHash>
#include <QStringList>

#include <functional>

class FieldEditor;
class FormState;
class QWidget;

/// What is said of a place beside what is wrong with it: it stops nobody.
struct FormNote {
    enum class Weight { Note, Warning, Failure };
    QString pointer;
    Weight weight = Weight::Note;
    QString sentence;
    bool operator==(const FormNote &) const = default;
};

/// How a place is called where the schema does not tell.
struct FormText {
    QString title;
    QString about; ///< shown beside or below the editor
    QString unit;  ///< "ms", inside a line
};

/// What a form knows of its document beside the schema.
struct FormSetup {
    /// An editor for a place; nullptr from it: the usual one.
    std::function<FieldEditor *(FormState &state, const QString &pointer, QWidget *parent)> factory = {};
    QHash<QString, FormText> texts = {}; ///< by pointer
    QStringList order = {};              ///< names of members of the whole that come first
    QStringList apart = {};              ///< pointers of members of the whole that have a part of their own below the rest
};
