#pragma once

#include "core/schema/check.h"
#include "core/schema/shape.h"

#include <QHash>

namespace schema {

/// What a form edits. The document is the truth: each edit changes one place of it, so that what no editor knows, the
/// order of members and the text of numbers stay as the server gave them.
class Form {
public:
    explicit Form(FieldPtr root, json::Value document = json::Value::object());

    void setValue(json::Value document);
    const json::Value &value() const { return m_document; }
    const FieldPtr &root() const { return m_root; }

    std::optional<json::Value> at(const QString &pointer) const;
    bool isSet(const QString &pointer) const { return at(pointer).has_value(); }
    /// The field of a place, choices on the way and at the place itself resolved: what an editor is made for. The place
    /// need not be set. A Json field where the value has another form than the schema wants.
    FieldPtr editor(const QString &pointer) const;
    /// The same, but the Choice itself where the place is one.
    FieldPtr field(const QString &pointer) const;
    /// Members of an object at a place.
    Shape shape(const QString &pointer) const;
    int alternative(const QString &pointer) const; ///< of a Choice, -1: none fits

    /// As a line of text: what is edited as text as it is, everything else as JSON. Empty when not set.
    QString text(const QString &pointer) const;
    /// Gives false, and changes nothing, when the text is no value of the field's kind.
    bool setText(const QString &pointer, const QString &text);

    void set(const QString &pointer, const json::Value &value); ///< objects on the way are made
    void unset(const QString &pointer); ///< objects on the way that were not there at first go when they are empty
    void choose(const QString &pointer, int alternative); ///< what was there before comes back when it is chosen again
    void chooseOption(const QString &pointer, const Group &group, int option);
    void insertItem(const QString &list, qsizetype place, const json::Value &value);
    void moveItem(const QString &list, qsizetype from, qsizetype to);
    /// Of a map; keeps the place. False when there is one of that name.
    bool rename(const QString &object, const QString &from, const QString &to);

    QList<Problem> problems() const;
    /// Members that the schema does not know, by pointer: the server keeps them, and they may be slips of the pen.
    QStringList unknownMembers() const;

private:
    void put(const QString &pointer, const std::optional<json::Value> &value);
    void collectUnknown(const FieldPtr &field, const json::Value &value, const QString &pointer, QStringList &found) const;

    FieldPtr m_root;
    json::Value m_original;
    json::Value m_document;
    QHash<QString, json::Value> m_parked; ///< values of alternatives and options that are not chosen now
};

/// The field that an editor of this value is made for: the chosen alternative of a choice, or a Json field.
FieldPtr resolved(const FieldPtr &field, const std::optional<json::Value> &value);
/// The value that a text means in a field; none when it is none of its kind. References to secrets pass for texts.
std::optional<json::Value> valueOfText(const Field &field, const QString &text);

} // namespace schema
