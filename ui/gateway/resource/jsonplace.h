#pragma once

#include <QString>

/// Where a member begins in a text of JSON; from 1, columns in UTF-16 units. line 0: it is not there, nor anything
/// around it.
struct JsonPlace {
    int line = 0;
    int column = 0;
    bool operator==(const JsonPlace &) const = default;
};

/// Of the member that a pointer (RFC 6901) names, or of the nearest around it that is there.
JsonPlace placeOf(const QString &text, const QString &pointer);
