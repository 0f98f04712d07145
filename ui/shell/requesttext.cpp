#include "ui/shell/requesttext.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("RequestText", text);
}

QString head(const net::LogEntry &entry)
{
    QString text = QString::fromUtf8(entry.method) + u' ' + entry.base + QString::fromUtf8(entry.target) + u'\n';
    text += rfc3339(entry.startedMs);
    if (entry.durationMs >= 0)
        text += u" · "_s + durationText(entry.durationMs);
    if (entry.attempt > 1)
        text += u" · "_s + translated("attempt %1").arg(entry.attempt);
    return text + u'\n';
}

QString answer(const net::LogEntry &entry)
{
    if (entry.durationMs < 0)
        return translated("Under way.");
    QString text = entry.status ? translated("Status %1").arg(entry.status) : translated("No answer");
    text += u" · "_s + sizeText(entry.receivedBytes);
    if (!entry.transactionId.isEmpty())
        text += u" · "_s + translated("transaction %1").arg(QString::fromUtf8(entry.transactionId));
    if (!entry.failure.isEmpty())
        text += u'\n' + entry.failure;
    return text;
}

} // namespace

QString requestText(const net::LogEntry &entry)
{
    QString text = head(entry);
    if (!entry.requestBody.isEmpty())
        text += u'\n' + QString::fromUtf8(entry.requestBody) + u'\n';
    text += u'\n' + answer(entry) + u'\n';
    if (!entry.responseBody.isEmpty())
        text += u'\n' + QString::fromUtf8(entry.responseBody) + u'\n';
    if (entry.receivedBytes > entry.responseBody.size())
        text += translated("… %1 in all").arg(sizeText(entry.receivedBytes)) + u'\n';
    return text;
}
