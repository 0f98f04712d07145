#pragma once

#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace sandbox {

enum class Kind { Action, Package, Trigger, Rule };

/// Where an entity stands: ns/name, or ns/package/name for an action in a package.
struct EntityName {
    QString ns;
    QString package; ///< empty but for a packaged action
    QString name;

    QString path() const { return package.isEmpty() ? ns : ns + u'/' + package; }
    QString full() const { return path() + u'/' + name; }
    bool operator==(const EntityName &) const = default;
};

/// A stored entity; values are canonical (see canonical.h). Never changed once stored, only replaced.
struct Entity {
    Kind kind = Kind::Action;
    EntityName name;
    QString version;
    qint64 updated = 0;
    qint64 sequence = 0; ///< order among those of one millisecond; the store gives it, 0 asks for a new one
    bool publish = false;
    json::Value parameters = json::Value::array();
    json::Value annotations = json::Value::array();
    json::Value exec;    ///< action: kind, binary, main, image, components; the code lies apart
    bool hasCode = false;
    bool native = false; ///< action: the sandbox itself carries it out, whatever its code says
    json::Value limits;  ///< action
    json::Value binding; ///< package: {} or {name, namespace}
    json::Value rules;   ///< trigger: null before the first rule
    json::Value trigger; ///< rule: {name, path}
    json::Value action;  ///< rule: {name, path}
    QByteArray summary;  ///< its row in lists, ready to send

    QString execKind() const { return exec.value(u"kind").toString(); }
    bool isSequence() const { return execKind() == u"sequence"; }
    bool isBinding() const { return kind == Kind::Package && binding.size() > 0; }
    EntityName provider() const; ///< of a binding
};

using EntityPtr = std::shared_ptr<const Entity>;

/// The value of an annotation or parameter of that key in an array of {key, value}; nullptr when absent.
const json::Value *keyed(const json::Value &list, QStringView key);

/// What the database holds of it, beside name and code.
json::Value toStored(const Entity &entity);
Entity fromStored(Kind kind, const EntityName &name, const json::Value &stored);

/// Its row in a list.
QByteArray summaryOf(const Entity &entity);

/// What GET shows beside or instead of what is stored.
struct Extras {
    QByteArray code = {};                          ///< JSON text, empty for none
    std::optional<json::Value> parameters = {};    ///< merged with those of packages
    QString binding = {};                          ///< action: "ns/binding" it was reached through
    QString status = {};                           ///< rule
    QList<std::pair<QString, QByteArray>> members = {}; ///< package: actions, feeds
};
/// The whole entity, as GET, PUT and DELETE answer it.
QByteArray detailOf(const Entity &entity, const Extras &extras = {});

} // namespace sandbox
