#pragma once

#include <QString>

/// Scintilla measures each character of a line before it paints any of it, which holds up the window for a line of
/// half a megabyte.
namespace longlines {

/// The lines of one screen have more characters than can be measured between two frames.
bool tooLong(const QString &text);
/// As many lines, each with no more than its beginning.
QString shortened(const QString &text);

} // namespace longlines
