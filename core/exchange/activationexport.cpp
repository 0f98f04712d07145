#include "core/exchange/activationexport.h"

#include "core/json/text.h"

#include <QDateTime>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace exchange {

namespace {

QString timeText(const std::optional<qint64> &ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

QString statusText(const ActivationSummary &row)
{
    if (row.throttled)
        return u"throttled"_s;
    if (row.timedOut)
        return u"timed out"_s;
    static const QStringList words{u"success"_s, u"application error"_s, u"developer error"_s, u"internal error"_s};
    return words.value(int(row.status), u"unknown"_s);
}

std::optional<qint64> runOf(const ActivationSummary &row)
{
    return row.durationMs ? std::optional(std::max<qint64>(0, *row.durationMs - row.initMs.value_or(0))) : std::nullopt;
}

/// One column: a text, or a number that stays one.
struct Cell {
    const char *name;
    QString text;
    std::optional<qint64> number = {};
    bool isNumber = false;
};

Cell numberCell(const char *name, const std::optional<qint64> &number)
{
    return {name, number ? QString::number(*number) : QString(), number, true};
}

std::vector<Cell> cellsOf(const ActivationSummary &row)
{
    return {{"activation", row.id},
            {"start", timeText(row.start)},
            {"end", timeText(row.end)},
            {"action", row.name.full()},
            {"version", row.version},
            {"kind", row.kind},
            {"status", statusText(row)},
            numberCell("duration_ms", row.durationMs),
            numberCell("wait_ms", row.waitMs),
            numberCell("init_ms", row.initMs),
            numberCell("run_ms", runOf(row)),
            {"cause", row.cause},
            {"binding", row.binding}};
}

QByteArray csv(const ActivationRows &rows)
{
    QByteArray text;
    const auto line = [&text](const std::vector<Cell> &cells, auto fieldOf) {
        for (const Cell &cell : cells)
            text += (cell.name == cells.front().name ? "" : ",") + fieldOf(cell);
        text += "\r\n";
    };
    line(cellsOf({}), [](const Cell &cell) { return QByteArray(cell.name); });
    for (qsizetype i = 0; i < rows.count; ++i)
        line(cellsOf(rows.row(i)), [](const Cell &cell) { return csvField(cell.text).toUtf8(); });
    return text;
}

QByteArray json(const ActivationRows &rows)
{
    QByteArray text = "[";
    for (qsizetype i = 0; i < rows.count; ++i) {
        json::Value object = json::Value::object();
        for (const Cell &cell : cellsOf(rows.row(i))) {
            if (cell.number)
                object.set(QString::fromLatin1(cell.name), json::Value::number(*cell.number));
            else if (!cell.isNumber && !cell.text.isEmpty())
                object.set(QString::fromLatin1(cell.name), json::Value::string(cell.text));
        }
        text += (i ? ",\n " : "\n ") + json::compact(object);
    }
    return text + "\n]\n";
}

QByteArray markdown(const ActivationRows &rows)
{
    QByteArray text = "| Start | Action | Version | Status | Duration | Wait | Init | Run | Activation |\n"
                      "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- |\n";
    const auto ms = [](const std::optional<qint64> &value) { return value ? QString::number(*value) + " ms"_L1 : QString(); };
    for (qsizetype i = 0; i < rows.count; ++i) {
        const ActivationSummary row = rows.row(i);
        for (const QString &cell : {timeText(row.start), row.name.shown(), row.version, statusText(row), ms(row.durationMs),
                                    ms(row.waitMs), ms(row.initMs), ms(runOf(row)), row.id})
            text += "| " + markdownCell(cell).toUtf8() + ' ';
        text += "|\n";
    }
    return text;
}

} // namespace

QString csvField(const QString &text)
{
    // A spreadsheet would calculate these, or call programs.
    static const QString formulas = u"=+-@\t\r"_s;
    QString field = !text.isEmpty() && formulas.contains(text.front()) ? u'\'' + text : text;
    const bool quoted = std::any_of(field.begin(), field.end(), [](QChar c) { return c == u'"' || c == u',' || c == u'\n' || c == u'\r'; });
    return quoted ? u'"' + field.replace(u'"', "\"\""_L1) + u'"' : field;
}

QString markdownCell(const QString &text)
{
    QString cell;
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\r' || c == u'\t')
            cell += u' '; // a row is one line
        else if (QStringView(u"\\|`*_[]<>&#~").contains(c))
            (cell += u'\\') += c;
        else
            cell += c;
    }
    return cell.trimmed();
}

QByteArray activationTable(const ActivationRows &rows, TableFormat format)
{
    switch (format) {
    case TableFormat::Csv:
        return csv(rows);
    case TableFormat::Json:
        return json(rows);
    case TableFormat::Markdown:
        break;
    }
    return markdown(rows);
}

} // namespace exchange
