#include "core/exchange/commands.h"

#include "core/openwhisk/invoke.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

const QString bodyFile = u"body.json"_s;

QString comment(const char *text)
{
    return u"# "_s + QCoreApplication::translate("exchange", text) + u'\n';
}

/// The request log keeps the beginning of a long body only, and says so at its end.
bool isCut(const QString &body)
{
    static const QRegularExpression more(u"\\n\\.\\.\\. \\(\\d+ bytes more\\)$"_s);
    return body.contains(more);
}

bool isRedacted(const QString &body)
{
    return body.contains(u"\"•••\""_s);
}

} // namespace

Call callOf(const net::LogEntry &entry)
{
    return {entry.base, entry.method, entry.target, entry.requestBody, {}};
}

Call invokeCall(const QString &base, const openwhisk::EntityName &name, const QByteArray &payload, openwhisk::Invoke mode,
                openwhisk::KeepRecord keep)
{
    return {base, "POST", openwhisk::invokeTarget(name, mode), payload.trimmed().isEmpty() ? "{}" : payload,
            openwhisk::invokeHeaders(keep)};
}

QString shellWord(const QString &text)
{
    QString word = text;
    word.remove(QChar(0)); // no argument of a program can hold one
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString curlCommand(const Call &call)
{
    const QString body = QString::fromUtf8(call.body);
    QString before;
    QString command = u"curl -sS --globoff"_s; // brackets and braces in an address are no patterns
    if (call.method != "GET")
        command += u" -X "_s + shellWord(QString::fromLatin1(call.method));
    command += u" -u \"$WHISK_AUTH\""_s;
    for (const auto &[name, value] : call.headers)
        command += u" -H "_s + shellWord(QString::fromLatin1(name + ": " + value));
    if (isCut(body)) {
        before += comment("The body was too long to be kept: put it into body.json.");
        command += u" -H 'Content-Type: application/json' --data-binary @"_s + bodyFile;
    } else if (!body.isEmpty()) {
        if (isRedacted(body))
            before += comment("\"•••\" stands for a secret that was not kept: put it in.");
        command += u" -H 'Content-Type: application/json' --data-raw "_s + shellWord(body);
    }
    return before + command + u' ' + shellWord(call.base + QString::fromLatin1(call.target));
}

} // namespace exchange
