#include "ui/activations/detail/activationmarkdown.h"

#include "core/exchange/activationexport.h"
#include "core/history/masking.h"
#include "core/json/text.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lastLines = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("ActivationMarkdown", text);
}

/// A fence longer than any run of backticks inside.
QString fenced(const QString &text, const QString &language)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + language + u'\n' + text + (text.endsWith(u'\n') ? QString() : u"\n"_s) + fence + u'\n';
}

QString factRow(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : u"| %1 | %2 |\n"_s.arg(name, exchange::markdownCell(value));
}

QString facts(const openwhisk::ActivationSummary &summary)
{
    QString text = u"| | |\n|---|---|\n"_s;
    text += factRow(tr("Activation"), summary.id);
    text += factRow(tr("Version"), summary.version);
    text += factRow(tr("Kind"), summary.kind);
    text += factRow(tr("Started"), rfc3339(summary.start));
    text += factRow(tr("Duration"), activationtexts::duration(summary));
    if (activationtexts::hasPhases(summary))
        text += factRow(tr("Phases"), phasesText(activationtexts::phases(summary)));
    return text + factRow(tr("Caused by"), summary.cause);
}

QString logText(const QList<openwhisk::LogLine> &lines)
{
    QString text;
    for (qsizetype i = std::max<qsizetype>(0, lines.size() - lastLines); i < lines.size(); ++i) {
        const auto &line = lines.at(i);
        const QString stream = line.stream == openwhisk::LogLine::Stream::Stdout ? u"stdout: "_s
            : line.stream == openwhisk::LogLine::Stream::Stderr                  ? u"stderr: "_s
                                                                                : QString();
        text += (line.time.isEmpty() ? QString() : line.time + u' ') + stream + line.text + u'\n';
    }
    return history::maskedText(text);
}

} // namespace

QByteArray activationMarkdown(const openwhisk::Activation &record)
{
    const auto &summary = record.summary;
    QString text = u"## %1: %2\n\n"_s.arg(summary.name.shown(), activationtexts::status(summary)) + facts(summary);
    if (record.hasResult) {
        const json::Value shown = history::maskedDocument(json::Value::array({record.result})).document.items().value(0);
        text += u"\n### %1\n\n"_s.arg(tr("Result")) + fenced(QString::fromUtf8(json::pretty(shown)), u"json"_s);
    }
    if (!record.logs.isEmpty()) {
        const QString title = record.logs.size() > lastLines
            ? tr("Logs, the last %1 of %2 lines").arg(lastLines).arg(countText(record.logs.size()))
            : tr("Logs");
        text += u"\n### %1\n\n"_s.arg(title) + fenced(logText(record.logs), u"text"_s);
    }
    return text.toUtf8();
}
