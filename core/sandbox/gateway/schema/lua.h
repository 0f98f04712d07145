#pragma once

#include <QString>

#include <optional>

namespace sandbox::gateway {

/// Compiles Lua and never runs it. What is wrong, in the compiler's words; name: as the source is called in them, the
/// source itself where the server names it so.
std::optional<QString> compileLua(const QString &source, const QString &name);

/// What a chunk would give back if it ran, as far as its text tells.
enum class LuaResult {
    Function, ///< or something that only running it would tell
    Nothing,  ///< no return: nil
    Number,
    String,
    Boolean,
    Table,
    Crash ///< calls what does not exist
};
LuaResult resultOf(const QString &source);

} // namespace sandbox::gateway
