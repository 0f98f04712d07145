#pragma once

#include <QString>

/// With a capital at its beginning.
QString capitalized(QString text);
