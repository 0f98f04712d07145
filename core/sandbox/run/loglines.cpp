#include "core/sandbox/run/loglines.h"

#include <QDateTime>

#include <ctime>

namespace sandbox {

using namespace Qt::StringLiterals;

const QByteArray LogLines::endMark = QByteArrayLiteral("XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX");

namespace {

constexpr qsizetype longestPart = 16384; ///< a container engine cuts longer lines
constexpr qint64 nanosecondsInMs = 1000000;

/// Bytes that JSON text needs for it, as the container engine's log file escapes it.
qint64 escapedSize(const QByteArray &text)
{
    qint64 size = text.size();
    for (const char c : text) {
        if (c == '"' || c == '\\' || c == '\r' || c == '\t')
            size += 1;
        else if (c == '<' || c == '>' || c == '&' || (c >= 0 && c < ' '))
            size += 5;
    }
    return size;
}

/// One line of that file: {"log":"...\n","stream":"stdout","time":"2026-01-01T00:00:00.123456789Z"}
qint64 fileSize(const QByteArray &text, bool whole)
{
    return escapedSize(text) + (whole ? 71 : 69);
}

QString serverLine(const QString &text, qint64 clockOffset)
{
    return logTime(nowNanoseconds() + clockOffset * nanosecondsInMs) + u" stderr: "_s + text;
}

} // namespace

qint64 nowNanoseconds()
{
    timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return qint64(now.tv_sec) * 1000 * nanosecondsInMs + now.tv_nsec;
}

QString logTime(qint64 nanoseconds)
{
    const auto second = QDateTime::fromSecsSinceEpoch(nanoseconds / (1000 * nanosecondsInMs), Qt::UTC);
    return second.toString(u"yyyy-MM-ddTHH:mm:ss"_s)
        + u".%1Z"_s.arg(nanoseconds % (1000 * nanosecondsInMs), 9, 10, QLatin1Char('0'));
}

QString truncationLine(qint64 limit, qint64 clockOffset)
{
    return serverLine(u"Logs were truncated because the total bytes size exceeds the limit of %1 bytes."_s.arg(limit),
                      clockOffset);
}

QString warningLine(qint64 clockOffset)
{
    return serverLine(u"The action did not initialize or run as expected. Log data might be missing."_s, clockOffset);
}

void LogLines::feed(Stream stream, QByteArrayView bytes)
{
    auto &open = m_open[int(stream)];
    open.append(bytes);
    qsizetype from = 0;
    for (;;) {
        const auto end = QByteArrayView(open).sliced(from).indexOf('\n');
        const bool cut = end < 0 ? open.size() - from >= longestPart : end >= longestPart;
        if (!cut && end < 0)
            break;
        add(stream, open.mid(from, cut ? longestPart : end), !cut);
        from += cut ? longestPart : end + 1;
    }
    open.remove(0, from);
}

void LogLines::finish()
{
    for (const auto stream : {Stream::Out, Stream::Error})
        if (auto &open = m_open[int(stream)]; !open.isEmpty())
            add(stream, std::exchange(open, {}), true);
}

void LogLines::add(Stream stream, QByteArray text, bool whole)
{
    const bool mark = text.contains(endMark);
    m_marks += mark;
    if (!mark) {
        // A limit of one run, and never more in memory, whatever the action writes.
        m_kept += fileSize(text, whole);
        m_overflow = m_overflow || m_kept > m_limit;
        if (m_overflow)
            return;
    }
    m_lines.push_back({nowNanoseconds(), stream, whole, std::move(text)});
}

QStringList LogLines::deployedLines(qint64 offset)
{
    QStringList lines;
    for (int marks = 0; !m_lines.empty() && marks < 2; m_lines.pop_front()) {
        auto &line = m_lines.front();
        if (line.text.contains(endMark)) {
            ++marks;
            continue;
        }
        if (line.whole && line.text.endsWith('\r'))
            line.text.chop(1);
        lines.append(logTime(line.time + offset) + (line.stream == Stream::Out ? u" stdout: "_s : u" stderr: "_s)
                     + QString::fromUtf8(line.text));
    }
    return lines;
}

QStringList LogLines::standaloneLines(qint64 offset)
{
    QString text;
    for (bool ended = false; !m_lines.empty() && !ended; m_lines.pop_front()) {
        const auto &line = m_lines.front();
        if (line.stream == Stream::Error)
            continue;
        ended = line.text.contains(endMark);
        if (!ended)
            text += logTime(line.time + offset) + u' ' + QString::fromUtf8(line.text) + (line.whole ? u"\n"_s : QString());
    }
    // The engine's output is split at every kind of line end, so what follows a "\r" has lost its time.
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    if (text.endsWith(u'\n'))
        text.chop(1);
    return text.isEmpty() ? QStringList() : text.split(u'\n');
}

LogLines::Collected LogLines::collect(bool standalone, qint64 clockOffset)
{
    const auto offset = clockOffset * nanosecondsInMs;
    Collected all{standalone ? standaloneLines(offset) : deployedLines(offset), std::exchange(m_overflow, false)};
    if (all.truncated)
        all.lines.append(truncationLine(m_limit, clockOffset));
    m_kept = 0;
    m_marks = 0;
    for (const auto &line : m_lines) {
        m_kept += fileSize(line.text, line.whole);
        m_marks += line.text.contains(endMark);
    }
    return all;
}

} // namespace sandbox
