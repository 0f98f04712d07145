#include "ui/activations/activationtexts.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

using namespace Qt::StringLiterals;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

namespace {

constexpr qsizetype minuteLength = 16; ///< "2026-11-21T07:56"
constexpr qsizetype restLength = 7;    ///< ":55.141"

QString tr(const char *text)
{
    return QCoreApplication::translate("ActivationTexts", text);
}

/// The date arithmetic is done once a minute of log, not once a line: a log may have 100,000 of them.
class ClockTexts {
public:
    explicit ClockTexts(bool utc) : m_utc(utc) {}

    QString of(const QString &time)
    {
        if (time.size() < minuteLength + restLength || !time.endsWith('Z'_L1) || time.at(10) != 'T'_L1)
            return time;
        QString &clock = m_minutes[time.left(minuteLength)];
        if (clock.isEmpty()) {
            const auto minute = QDateTime::fromString(time.left(minuteLength) + ":00Z"_L1, Qt::ISODate);
            clock = (m_utc ? minute : minute.toLocalTime()).toString(u"HH:mm"_s);
        }
        return clock + time.mid(minuteLength, restLength);
    }

private:
    bool m_utc;
    QHash<QString, QString> m_minutes;
};

} // namespace

QString activationtexts::status(const ActivationSummary &summary)
{
    if (summary.timedOut)
        return tr("◷ timed out");
    switch (summary.status) {
    case ActivationStatus::Success:
        return tr("✓ success");
    case ActivationStatus::ApplicationError:
        return tr("✕ application error");
    case ActivationStatus::DeveloperError:
        return tr("✕ developer error");
    case ActivationStatus::InternalError:
        return tr("✕ internal error");
    case ActivationStatus::Unknown:
        break;
    }
    return summary.id.isEmpty() ? QString() : tr("○ unknown");
}

Chip::Tone activationtexts::tone(const ActivationSummary &summary)
{
    if (summary.timedOut)
        return Chip::Tone::Warning;
    switch (summary.status) {
    case ActivationStatus::Success:
        return Chip::Tone::Success;
    case ActivationStatus::Unknown:
        return Chip::Tone::Neutral;
    default:
        return Chip::Tone::Error;
    }
}

QString activationtexts::kind(const QString &kind)
{
    static const QHash<QString, QString> families{{u"nodejs"_s, u"node"_s}, {u"blackbox"_s, u"docker"_s}};
    const QString family = kind.section(':'_L1, 0, 0);
    const QString version = kind.section(':'_L1, 1);
    const QString name = families.value(family, family);
    return version.isEmpty() || version == "default"_L1 ? name : name + u' ' + version;
}

bool activationtexts::hasPhases(const ActivationSummary &summary)
{
    return summary.durationMs || summary.waitMs;
}

Phases activationtexts::phases(const ActivationSummary &summary)
{
    const double init = double(summary.initMs.value_or(0));
    // The duration of a cold run has its init inside.
    const double run = std::max(0.0, double(summary.durationMs.value_or(0)) - init);
    const bool failed = summary.status != ActivationStatus::Success && summary.status != ActivationStatus::Unknown;
    return {double(summary.waitMs.value_or(0)), init, run, summary.initMs.has_value(), failed && !summary.timedOut};
}

QString activationtexts::duration(const ActivationSummary &summary)
{
    return summary.durationMs ? millisText(*summary.durationMs) : QString();
}

QString activationtexts::glyph(const ActivationSummary &summary)
{
    if (summary.kind.isEmpty())
        return u"trigger"_s;
    return summary.kind == "sequence"_L1 ? u"sequence"_s : u"action"_s;
}

QString activationtexts::annotationMeaning(const QString &key)
{
    static const QHash<QString, const char *> meanings{
        {u"path"_s, QT_TRANSLATE_NOOP("ActivationTexts", "where the action lives")},
        {u"kind"_s, QT_TRANSLATE_NOOP("ActivationTexts", "what ran it")},
        {u"limits"_s, QT_TRANSLATE_NOOP("ActivationTexts", "limits of the action at that time")},
        {u"timeout"_s, QT_TRANSLATE_NOOP("ActivationTexts", "ended by its time limit")},
        {u"waitTime"_s, QT_TRANSLATE_NOOP("ActivationTexts", "ms before the start")},
        {u"initTime"_s, QT_TRANSLATE_NOOP("ActivationTexts", "ms of the cold start")},
        {u"causedBy"_s, QT_TRANSLATE_NOOP("ActivationTexts", "part of one")},
        {u"binding"_s, QT_TRANSLATE_NOOP("ActivationTexts", "reached through this binding")},
        {u"topmost"_s, QT_TRANSLATE_NOOP("ActivationTexts", "starts the trace")},
        {u"conductor"_s, QT_TRANSLATE_NOOP("ActivationTexts", "a composition")},
    };
    const char *meaning = meanings.value(key);
    return meaning ? tr(meaning) : QString();
}

QList<LogRow> activationtexts::logRows(const QList<openwhisk::LogLine> &lines, bool utc)
{
    QList<LogRow> rows;
    rows.reserve(lines.size());
    ClockTexts clock(utc);
    for (const openwhisk::LogLine &line : lines) {
        LogLevel level = logLevel(line.text);
        // The lines of a stack trace say nothing of themselves.
        if (level == LogLevel::None && !rows.isEmpty() && line.text.startsWith(' '_L1))
            level = rows.last().level;
        if (level == LogLevel::None && line.stream == openwhisk::LogLine::Stream::Stderr)
            level = LogLevel::Error;
        rows.append({clock.of(line.time), int(line.stream), line.text, level});
    }
    return rows;
}
