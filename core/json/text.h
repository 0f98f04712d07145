#pragma once

#include "core/json/value.h"

#include "core/async/result.h"

#include <QByteArrayView>

namespace json {

struct Limits {
    int depth = 1000; ///< reading; sending is 200
    qsizetype bytes = 512 * 1024 * 1024;
};
constexpr int sendDepth = 200;

/// Where reading stopped; line and column from 1, column in UTF-16 units.
struct ParseError {
    qsizetype offset = 0; ///< bytes
    int line = 1;
    int column = 1;
    QString message; ///< a sentence without the position
    bool incomplete = false; ///< right as far as it goes: the end is missing
};

/// The document and what was odd but legal.
struct Parsed {
    Value value;
    QStringList duplicates; ///< JSON pointers of members that came twice (the last one counts)
    bool repaired = false; ///< some bytes were no UTF-8 and became U+FFFD
};

/// Reads a whole text. Never throws, never overflows the stack. On failure error (may be null) says where.
std::optional<Parsed> read(QByteArrayView text, ParseError *error = nullptr, const Limits &limits = {});
/// The same as a Result; the Error (Protocol) names line and column.
Result<Value> parse(QByteArrayView text, const Limits &limits = {});

QByteArray compact(const Value &value);
/// Two blanks an indent, one space after ":", [] and {} on one line.
QByteArray pretty(const Value &value, int indent = 2);
int depth(const Value &value);
/// Refuses what a real server would die of: deeper than sendDepth.
Result<QByteArray> toSend(const Value &value);

QString quoted(QStringView text); ///< with quotes and escapes

} // namespace json
