#pragma once

#include "core/openwhisk/entities.h"

#include <array>

namespace openwhisk {

/// Where a value may come from; a later layer wins over an earlier one (facts 4.4).
enum class Layer { Package, Binding, Action, Call };
constexpr size_t layerCount = 4;

/// What an action would be called with. Each layer has its own values only; saved is what the server has of it, where
/// that differs because of unsaved changes.
struct CallSetup {
    std::array<QList<KeyValue>, layerCount> items;
    std::array<std::optional<QList<KeyValue>>, layerCount> saved = {};
    bool final = false;    ///< annotation final of the action: a caller may not give what has a value
    bool web = false;      ///< called by its web address, parsed: the server's own names are reserved
    bool sequence = false; ///< takes nothing from its package and has nothing of its own (facts 4.5)
};

struct EffectiveCell {
    KeyValue item;
    bool unsaved = false; ///< not on the server yet, or otherwise there
    bool lost = false;    ///< a later layer has its own
    bool operator==(const EffectiveCell &) const = default;
};

struct EffectiveRow {
    QString key;
    std::array<std::optional<EffectiveCell>, layerCount> cells;
    Layer winner = Layer::Action;
    bool init = false;        ///< goes to the environment as text, not into the argument
    bool onlyCold = false;    ///< given by the call for an init parameter: taken by a cold run, dropped by a warm one
    bool refused = false;     ///< the call may not name it: 400
    bool reserved = false;    ///< ... because it is one of the server's own names
    bool overridable = true;  ///< a caller may give it
    bool unsavedGone = false; ///< the server still has one that the edit removed
    std::optional<KeyValue> untilSaved; ///< what arrives as long as the edit is not saved
    const KeyValue &arrives() const { return cells[size_t(winner)]->item; }
    bool operator==(const EffectiveRow &) const = default;
};

struct Effective {
    QList<EffectiveRow> rows; ///< those of the call first, then in the order of the layers
    QStringList refused;      ///< names that the call may not give
};

Effective effectiveParameters(const CallSetup &setup);

/// The server's sentence for a call with refused names.
QString refusedWords();
bool isReservedWebName(QStringView key);
/// What a binding adds by itself: GET gives it merged with the provider's (facts 2.3).
QList<KeyValue> bindingsOwn(const QList<KeyValue> &merged, const QList<KeyValue> &ofProvider);

} // namespace openwhisk
