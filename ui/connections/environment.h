#pragma once

#include "core/connections/profile.h"

#include <QColor>
#include <QIcon>

struct Theme;

/// What tells environments apart: a colour and a word.
QColor environmentColor(connections::Environment environment, const Theme &theme);
QString environmentWord(connections::Environment environment); ///< "production"
QIcon environmentDot(connections::Environment environment);
