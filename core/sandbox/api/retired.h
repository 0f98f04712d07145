#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Kinds to read and delete but not to update or run: those that the list of runtimes calls deprecated, and those of
/// the fault "retire=KIND[,KIND...]", as the recorded list has none.
void checkNotRetired(const Services &services, const QString &kind);

/// The list of runtimes as "/" shows it.
json::Value runtimesOf(const Services &services);

} // namespace sandbox
