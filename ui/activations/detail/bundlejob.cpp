#include "ui/activations/detail/bundlejob.h"

#include "core/history/masking.h"
#include "core/async/steps.h"
#include "core/zip/archive.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using openwhisk::Action;

namespace {

/// A name that tells an editor the language.
QString codeFile(const QString &kind)
{
    static const QList<std::pair<QString, QString>> endings{{u"nodejs"_s, u"js"_s}, {u"python"_s, u"py"_s},
                                                            {u"php"_s, u"php"_s},   {u"ruby"_s, u"rb"_s},
                                                            {u"go"_s, u"go"_s},     {u"java"_s, u"java"_s},
                                                            {u"swift"_s, u"swift"_s}, {u"rust"_s, u"rs"_s}};
    for (const auto &[family, ending] : endings)
        if (kind.startsWith(family))
            return u"code."_s + ending;
    return u"code.txt"_s;
}

void addAction(const Action &action, exchange::Reproduction *parts)
{
    parts->action = action.document;
    json::Value exec = action.document.value(u"exec");
    const json::Value code = exec.value(u"code");
    if (!code.isString())
        return;
    const bool binary = exec.value(u"binary").toBool();
    const QByteArray text = code.toString().toUtf8();
    parts->code = binary ? QByteArray::fromBase64(text) : text;
    parts->codeFile = binary ? u"code.zip"_s : codeFile(exec.value(u"kind").toString());
    exec.remove(u"code"); // it has a file of its own
    parts->action.set(u"exec", exec);
}

Result<QByteArray> packed(const exchange::Reproduction &parts)
{
    const auto mask = [](const json::Value &document) { return history::maskedDocument(document).document; };
    zip::Edit edit;
    for (const exchange::BundleFile &file : exchange::reproduction(parts, mask))
        edit.added.insert(file.path, {file.content, parts.madeMs, 0});
    return zip::rewritten({}, edit);
}

} // namespace

Async<QByteArray> reproductionBundle(openwhisk::Session &session, const openwhisk::Activation &record,
                                     const QByteArray &payload, QObject *owner)
{
    exchange::Reproduction parts;
    parts.activation = record;
    parts.payload = payload;
    parts.base = session.client().endpoint().base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    parts.server = session.info().description;
    parts.madeMs = QDateTime::currentMSecsSinceEpoch();
    if (record.summary.kind.isEmpty())
        return onPool([parts] { return packed(parts); });
    const auto action = openwhisk::getAction(session.client(), record.summary.name, openwhisk::WithCode::Yes, owner);
    return afterwards(owner, action, [parts](const Result<Action> &read) {
        return onPool([parts, read]() mutable {
            if (read) // a deleted action, or one of somebody else's, is told as missing
                addAction(*read, &parts);
            return packed(parts);
        });
    });
}
