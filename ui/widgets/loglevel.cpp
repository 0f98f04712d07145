#include "ui/widgets/loglevel.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype looked = 160; ///< characters: a level stands near the beginning
constexpr int mostWords = 8;

LogLevel ofWord(const QString &word)
{
    static const QHash<QString, LogLevel> words{
        {u"trace"_s, LogLevel::Debug},   {u"debug"_s, LogLevel::Debug},     {u"verbose"_s, LogLevel::Debug},
        {u"fine"_s, LogLevel::Debug},    {u"info"_s, LogLevel::Info},       {u"notice"_s, LogLevel::Info},
        {u"warn"_s, LogLevel::Warning},  {u"warning"_s, LogLevel::Warning}, {u"error"_s, LogLevel::Error},
        {u"err"_s, LogLevel::Error},     {u"fatal"_s, LogLevel::Error},     {u"critical"_s, LogLevel::Error},
        {u"crit"_s, LogLevel::Error},    {u"severe"_s, LogLevel::Error},    {u"panic"_s, LogLevel::Error}};
    return words.value(word.toLower(), LogLevel::None);
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
        return ofWord(rest.first(end).toString());
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
        const LogLevel level = raised ? LogLevel::Error : ofWord(word.toString());
        if (level != LogLevel::None && (raised || standsOut(text, word, at, end)))
            return level;
        ++words;
        at = end;
    }
    return LogLevel::None;
}
