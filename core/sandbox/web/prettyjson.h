#pragma once

#include "core/json/value.h"

namespace sandbox {

/// As the real server prints JSON for web actions: members sorted, arrays on one line, an empty object on three.
QByteArray prettyJson(const json::Value &value);

} // namespace sandbox
