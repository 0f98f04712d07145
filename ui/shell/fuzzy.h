#pragma once

#include <QList>
#include <QString>

#include <optional>

/// How well a pattern fits a text: all its letters in order, best as one piece at the start of a word.
struct FuzzyMatch {
    int score = 0;
    QList<int> positions; ///< of the letters hit, ascending
};
/// pattern must be folded (toCaseFolded) and without blanks round it; blanks inside separate parts that all must fit.
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);
