#pragma once

#include <QString>

#include <optional>

namespace schema {

struct LuaProblem {
    int line = 1;
    int column = 1; ///< in UTF-16 units, of the word that the compiler stumbled over
    QString message; ///< the compiler's words without the place
};

/// What the text must be: statements, or the one expression that "return" is put before.
enum class LuaForm { Chunk, Expression };

/// Compiles Lua and never runs it.
std::optional<LuaProblem> checkLua(const QString &source, LuaForm form = LuaForm::Chunk);

} // namespace schema
