#pragma once

#include "core/json/value.h"

namespace sandbox {

/// MAJOR.MINOR.PATCH from what a body holds ("2" is 2.0.0); malformed otherwise.
QString readVersion(const json::Value &value);
/// PATCH + 1; 500 after the largest one, as on the real server.
QString nextVersion(const QString &version);

} // namespace sandbox
