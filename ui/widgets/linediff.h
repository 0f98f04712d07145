#pragma once

#include <QList>
#include <QString>

/// One line of a comparison; numbers from 1, 0 where the side has no such line.
struct DiffLine {
    enum Kind { Equal, Removed, Added };
    Kind kind = Equal;
    int before = 0;
    int after = 0;
    QString text;
    bool operator==(const DiffLine &) const = default;
};

/// The shortest line by line script from before to after (Myers). Where the two differ so much that it would take
/// long, the differing middle is removed and added as a whole.
QList<DiffLine> diffLines(const QString &before, const QString &after);

/// The part of two lines that differs: [first, first + length) of each, by common head and tail.
struct InlineChange {
    int first = 0;
    int lengthBefore = 0;
    int lengthAfter = 0;
};
InlineChange inlineChange(const QString &before, const QString &after);
