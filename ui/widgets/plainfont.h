#pragma once

#include <QString>

/// A copy of an installed family, for this process alone, without the table that joins ">=" to one sign: code is shown
/// as it is typed, and the editor takes a family name only, no font features. The family itself where that fails.
QString familyWithoutLigatures(const QString &family);
