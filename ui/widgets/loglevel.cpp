#include "ui/widgets/loglevel.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype looked = 160; ///< characters: a level stands near the beginning
constexpr int mostWords = 8;

struct Word {
    QLatin1StringView text;
    LogLevel level;
};
constexpr Word levelWords[] = {
    {"trace"_L1, LogLevel::Debug},   {"debug"_L1, LogLevel::Debug},     {"verbose"_L1, LogLevel::Debug},
    {"fine"_L1, LogLevel::Debug},    {"info"_L1, LogLevel::Info},       {"notice"_L1, LogLevel::Info},
    {"warn"_L1, LogLevel::Warning},  {"warning"_L1, LogLevel::Warning}, {"error"_L1, LogLevel::Error},
    {"err"_L1, LogLevel::Error},     {"fatal"_L1, LogLevel::Error},     {"critical"_L1, LogLevel::Error},
    {"crit"_L1, LogLevel::Error},    {"severe"_L1, LogLevel::Error},    {"panic"_L1, LogLevel::Error}};

/// Asked for several words of each of a hundred thousand lines: makes no text.
LogLevel ofWord(QStringView word)
{
    for (const Word &known : levelWords) {
        if (known.text.size() == word.size() && word.compare(known.text, Qt::CaseInsensitive) == 0)
            return known.level;
    }
    return LogLevel::None;
}

/// As pino and bunyan count.
LogLevel ofNumber(int number)
{
    return number >= 50 ? LogLevel::Error : number >= 40 ? LogLevel::Warning : number >= 30 ? LogLevel::Info
        : number >= 10                                   ? LogLevel::Debug
                                                         : LogLevel::None;
}

qsizetype wordEnd(QStringView text, qsizetype from)
{
    while (from < text.size() && text[from].isLetter())
        ++from;
    return from;
}

/// The value behind "level": or level=.
LogLevel ofValue(QStringView rest)
{
    while (!rest.isEmpty() && (rest.front() == '"'_L1 || rest.front() == ':'_L1 || rest.front() == '='_L1 || rest.front() == ' '_L1))
        rest = rest.sliced(1);
    if (const qsizetype end = wordEnd(rest, 0); end > 0)
        return ofWord(rest.first(end));
    qsizetype digits = 0;
    while (digits < rest.size() && rest[digits].isDigit())
        ++digits;
    return ofNumber(rest.first(digits).toInt());
}

bool namesLevel(QStringView word)
{
    return word.compare("level"_L1, Qt::CaseInsensitive) == 0 || word.compare("lvl"_L1, Qt::CaseInsensitive) == 0
        || word.compare("severity"_L1, Qt::CaseInsensitive) == 0 || word.compare("loglevel"_L1, Qt::CaseInsensitive) == 0;
}

/// A word of prose is no level: only what stands alone as loggers write it.
bool standsOut(QStringView text, QStringView word, qsizetype from, qsizetype end)
{
    const bool allUpper = std::all_of(word.begin(), word.end(), [](QChar c) { return c.isUpper(); });
    const bool marked = end < text.size() && (text[end] == ':'_L1 || text[end] == ']'_L1 || text[end] == '|'_L1);
    const bool opened = from > 0 && (text[from - 1] == '['_L1 || text[from - 1] == '<'_L1);
    return allUpper || opened || (marked && from == 0);
}

} // namespace

LogLevel logLevel(QStringView line)
{
    const QStringView text = line.first(std::min(looked, line.size()));
    if (text.startsWith("Traceback (most recent"_L1))
        return LogLevel::Error;
    int words = 0;
    for (qsizetype at = 0; at < text.size() && words < mostWords;) {
        const qsizetype end = wordEnd(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        const QStringView word = text.sliced(at, end - at);
        if (namesLevel(word) && end < text.size() && (text[end] == '='_L1 || text[end] == ':'_L1 || text[end] == '"'_L1))
            return ofValue(text.sliced(end));
        const bool raised = word.size() > 5 && word.endsWith("Error"_L1) && end < text.size() && text[end] == ':'_L1;
        const LogLevel level = raised ? LogLevel::Error : standsOut(text, word, at, end) ? ofWord(word) : LogLevel::None;
        if (level != LogLevel::None)
            return level;
        ++words;
        at = end;
    }
    return LogLevel::None;
}
