#pragma once

#include "core/json/text.h"

#include <string_view>

namespace json {

/// Goes strictly through a whole UTF-8 text without building anything and without recursion. None: it is right.
/// The slow way, for texts that the fast reader refused: it knows the place and the reason.
std::optional<ParseError> findError(std::string_view text, int maxDepth);

/// What stands between the quotes, escapes resolved, lone surrogates kept. False when an escape is wrong.
/// out may be null, to check only.
bool unescape(std::string_view inner, QString *out);

} // namespace json
