#include "core/exchange/activationexport.h"

#include "core/exchange/commands.h"
#include "core/json/text.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace exchange {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(exchange)
};

/// The payload without secrets; empty when it is not known, or no JSON that could be searched for them.
QByteArray publicPayload(const QByteArray &payload, const Mask &mask)
{
    const auto parsed = payload.trimmed().isEmpty() ? std::nullopt : json::read(payload);
    return parsed ? json::pretty(mask(parsed->value)) + '\n' : QByteArray();
}

QByteArray logText(const json::Value &record)
{
    QByteArray text;
    for (const json::Value &line : record.value(u"logs").items())
        text += line.toString().toUtf8() + '\n';
    return text;
}

bool isTrigger(const Reproduction &parts)
{
    return parts.activation.summary.kind.isEmpty() && !parts.activation.summary.durationMs;
}

/// Once more with curl; with wsk as a comment, since one call is enough.
QByteArray script(const Reproduction &parts, const QByteArray &payload)
{
    const EntityName &name = parts.activation.summary.name;
    const Call call = isTrigger(parts)
        ? Call{parts.base, "POST", entityPath(Collection::Triggers, name), payload.isEmpty() ? QByteArray("{}") : payload.trimmed()}
        : invokeCall(parts.base, name, payload, Invoke::Blocking);
    QString text = u"#!/bin/sh\n# "_s + Texts::tr("Runs it once more. Set WHISK_AUTH to the key of the namespace first.") + u'\n';
    text += u": \"${WHISK_AUTH:?}\"\n\n"_s + curlCommand(call) + u'\n';
    if (const QString wsk = wskCommand(call); !wsk.isEmpty())
        text += u"\n# "_s + Texts::tr("The same with wsk:") + u"\n# "_s + QString(wsk).replace(u'\n', "\n# "_L1) + u'\n';
    return text.toUtf8();
}

QString readmeHead(const Reproduction &parts)
{
    const ActivationSummary &row = parts.activation.summary;
    const auto time = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs); };
    QStringList lines{Texts::tr("Activation %1 of %2").arg(row.id, row.name.full()), QString()};
    lines << Texts::tr("Version: %1").arg(row.version) << Texts::tr("Kind: %1").arg(row.kind.isEmpty() ? u"-"_s : row.kind)
          << Texts::tr("Started: %1").arg(time(row.start));
    if (row.durationMs)
        lines << Texts::tr("Took: %1 ms").arg(*row.durationMs);
    lines << Texts::tr("Ended as: %1").arg(parts.activation.document.value(u"response").value(u"status").toString());
    lines << Texts::tr("Server: %1 %2").arg(parts.base, parts.server).trimmed();
    if (parts.madeMs)
        lines << Texts::tr("This bundle was made: %1").arg(time(parts.madeMs));
    return lines.join(u'\n') + u'\n';
}

QString listed(const QList<BundleFile> &files)
{
    static const QHash<QString, QString> words{
        {u"activation.json"_s, Texts::tr("the record as the server stored it")},
        {u"logs.txt"_s, Texts::tr("its log lines")},
        {u"action.json"_s, Texts::tr("the action as it is now, without its code")},
        {u"payload.json"_s, Texts::tr("what it was called with")},
        {u"invoke.sh"_s, Texts::tr("runs it once more")}};
    QString text = Texts::tr("In here:") + u'\n';
    for (const BundleFile &file : files)
        text += u"- "_s + file.path + u": "_s
            + words.value(file.path, Texts::tr("the code as it is now; it was not searched for secrets")) + u'\n';
    return text;
}

QString missing(const Reproduction &parts, const QByteArray &payload)
{
    QStringList lines;
    if (parts.action.isNull())
        lines << Texts::tr("- the action: it could not be read, or is gone");
    if (payload.isEmpty())
        lines << (parts.payload.trimmed().isEmpty()
                      ? Texts::tr("- the payload: it was not sent from this console, and servers do not keep it")
                      : Texts::tr("- the payload: it is no JSON, so it could not be searched for secrets"));
    if (parts.code.isEmpty())
        lines << Texts::tr("- the code");
    return lines.isEmpty() ? QString() : u'\n' + Texts::tr("Not in here:") + u'\n' + lines.join(u'\n') + u'\n';
}

QByteArray readme(const Reproduction &parts, const QList<BundleFile> &files, const QByteArray &payload)
{
    const QString secrets = Texts::tr("Values that look like secrets were taken out, or stand as \"•••\": put them in where they "
                                      "are needed.");
    return (readmeHead(parts) + u'\n' + listed(files) + missing(parts, payload) + u'\n' + secrets + u'\n').toUtf8();
}

} // namespace

QList<BundleFile> reproduction(const Reproduction &parts, const Mask &mask)
{
    const json::Value record = mask(parts.activation.document);
    const QByteArray payload = publicPayload(parts.payload, mask);
    QList<BundleFile> files{{u"activation.json"_s, json::pretty(record) + '\n'}};
    if (const QByteArray logs = logText(record); !logs.isEmpty())
        files.append({u"logs.txt"_s, logs});
    if (!parts.action.isNull())
        files.append({u"action.json"_s, json::pretty(mask(parts.action)) + '\n'});
    if (!payload.isEmpty())
        files.append({u"payload.json"_s, payload});
    if (!parts.code.isEmpty())
        files.append({parts.codeFile.isEmpty() ? u"code"_s : parts.codeFile, parts.code});
    files.append({u"invoke.sh"_s, script(parts, payload)});
    files.prepend({u"README.txt"_s, readme(parts, files, payload)});
    return files;
}

} // namespace exchange
