#pragma once

#include "core/sandbox/run/process.h"

#include <deque>

namespace sandbox {

/// What a container wrote and nobody has collected yet: lines as a container engine keeps them.
class LogLines {
public:
    /// limit: bytes that one run may keep, counted as the engine's log file counts them.
    explicit LogLines(qint64 limit = 0) : m_limit(limit) { }
    void setLimit(qint64 limit) { m_limit = limit; }

    void feed(Stream stream, QByteArrayView bytes);
    int marks() const { return m_marks; } ///< end marks that nobody has collected
    void finish(); ///< the streams have ended: what has no line end is a line, too

    struct Collected {
        QStringList lines;
        bool truncated = false;
    };
    /// Takes the lines up to the second end mark. Standalone: of standard output alone, without the stream's name,
    /// up to the first mark.
    Collected collect(bool standalone, qint64 clockOffset = 0);

    static const QByteArray endMark;

private:
    struct Line {
        qint64 time; ///< ns since 1970
        Stream stream;
        bool whole; ///< false: a part of a longer line
        QByteArray text;
    };
    void add(Stream stream, QByteArray text, bool whole);
    QStringList deployedLines(qint64 offset);
    QStringList standaloneLines(qint64 offset);

    qint64 m_limit;
    qint64 m_kept = 0;
    int m_marks = 0;
    bool m_overflow = false;
    QByteArray m_open[2]; ///< of each stream, the line that has not ended
    std::deque<Line> m_lines;
};

/// 2026-01-01T00:00:00.123456789Z
QString logTime(qint64 nanoseconds);
qint64 nowNanoseconds();
QString truncationLine(qint64 limit, qint64 clockOffset);
/// The last line of every run that failed by the developer's fault.
QString warningLine(qint64 clockOffset);

} // namespace sandbox
