#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace schema {

class Check;
struct Field;
using FieldPtr = std::shared_ptr<const Field>;
using CheckPtr = std::shared_ptr<const Check>;

enum class Kind {
    Text, Integer, Number, Boolean,
    Enum,   ///< one of values, of any type
    List,
    Object, ///< named members, maybe others beside them
    Map,    ///< members of any name
    Choice, ///< one of alternatives, which differ in type or shape
    Json    ///< what a form has no field for: JSON for this node alone
};

/// What a value is beyond its type. Schemas do not tell, but for secrets; the place in the configuration does.
enum class Use {
    Plain,
    Secret,
    Lua,        ///< a chunk
    LuaFunction, ///< an expression that is a function
    Expression, ///< conditions as in "vars"
    Expressions ///< a list of such, one of which must hold
};

/// Members whose name matches the pattern have this kind of value.
struct KeyRule {
    QString pattern;
    FieldPtr value;
};

/// "Exactly one of" or "at least one of" what members of an object go together.
struct Group {
    struct Option {
        QString title;
        QStringList members; ///< that it wants; empty: none of the others
        CheckPtr check;
    };
    bool exactlyOne = true;
    QList<Option> options;
};

/// if/then/else: which members there are depends on the value of one.
struct Condition {
    QString deciding; ///< name of that member; empty when it is not one alone
    QList<json::Value> values; ///< with which `yes` goes
    CheckPtr check;
    FieldPtr yes; ///< an Object with further members, or nullptr
    FieldPtr no;
};

/// What has to be there, and what must not, when a member is set.
struct Dependency {
    QString member;
    QStringList needs;
    QStringList excludes;
};

/// One node of a form, made from a node of a JSON schema. Never changes.
struct Field {
    QString name; ///< of the member; empty for the root, items and values of maps
    Kind kind = Kind::Json;
    Use use = Use::Plain;
    QString title;
    QString description;
    std::optional<json::Value> otherwise; ///< what counts when it is not set: shown, never written
    json::Value schema;
    CheckPtr check; ///< of this node alone, made when it is used first

    qint64 minLength = 0; ///< Text, in code points
    std::optional<qint64> maxLength;
    QString pattern;
    QStringList forms; ///< several patterns or formats are right: their titles

    QByteArray minimum; ///< Integer and Number, as the schema writes them; empty: none
    QByteArray maximum;
    bool aboveMinimum = false; ///< the bound itself does not count
    bool belowMaximum = false;
    QByteArray step;

    QList<json::Value> values; ///< Enum

    FieldPtr item; ///< List
    qint64 minItems = 0;
    std::optional<qint64> maxItems;
    bool unique = false;

    QList<FieldPtr> members; ///< Object: what is required first, then by name
    QStringList required;
    QList<KeyRule> keys; ///< Object and Map
    FieldPtr additional; ///< value of further members; nullptr: there may be none
    qint64 minMembers = 0;
    std::optional<qint64> maxMembers;
    QList<Group> groups;
    QList<Condition> conditions;
    QList<Dependency> dependencies;

    QList<FieldPtr> alternatives; ///< Choice; each has a title
};

/// A text that takes its value from elsewhere: $secret://, $env://. Such a one may stand wherever a text may.
bool isReference(const QString &text);

} // namespace schema
