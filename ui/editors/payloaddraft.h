#pragma once

#include "core/history/records.h"

#include <optional>

/// A payload that was typed and not sent, as a draft of its action. It is stored like any other: without secrets.
namespace payloaddraft {

history::Key keyOf(const history::Key &action);
/// None for a text that is no JSON: nobody can say what in it is secret.
std::optional<history::Draft> make(const history::Key &action, const QString &name, const QString &text);
history::Payload payloadOf(const history::Draft &draft);

} // namespace payloaddraft
