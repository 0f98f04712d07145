#include "ui/gateway/resource/reviewmaths.h"

#include "core/gateway/save.h"
#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/gateway/resource/resourcetext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace review {

namespace {

constexpr qsizetype mostShown = 4'000; ///< characters of a body

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

json::Value chosen(const json::Merge &merge, const QHash<QString, Choice> &choices)
{
    QList<json::Change> changes;
    for (const json::Conflict &conflict : merge.conflicts)
        if (const Choice choice = choices.value(conflict.pointer); choice.side == Side::Theirs)
            changes.append({conflict.pointer, conflict.mine, conflict.theirs});
        else if (choice.side == Side::Typed)
            changes.append({conflict.pointer, conflict.mine, choice.value});
    const auto made = json::patch(merge.merged, changes);
    return made ? *made : merge.merged;
}

/// Both copies with secrets covered alike, so that only real differences are seen.
struct Covered {
    json::Value before;
    json::Value after;
    QStringList places;
};

Covered coveredOf(const Question &question, const json::Value &before, const json::Value &after)
{
    const QStringList old = secrets::placesIn(before, question.key.kind, question.catalogue);
    const QStringList now = secrets::placesIn(after, question.key.kind, question.catalogue);
    return {secrets::shown(before, old), secrets::shown(after, now, before), old + now};
}

QList<ReviewChange> changesOf(const Question &question, const Covered &covered, int *dropped)
{
    QList<ReviewChange> changes;
    for (const json::Change &change : json::diff(covered.before, covered.after)) {
        const QStringList steps = resource::placeText(change.pointer).split(u" › "_s);
        ReviewChange row{steps.first(), steps.size() > 1 ? steps.mid(1).join(u" › "_s) : steps.first(),
                         change.before ? resource::valueText(change.before) : QString(), resource::valueText(change.after)};
        row.secret = covered.places.contains(change.pointer);
        row.dropsTheirs = !question.opened.isNull() && !question.create
            && json::at(question.opened, change.pointer) != json::at(question.server, change.pointer);
        *dropped += row.dropsTheirs ? 1 : 0;
        changes.append(row);
    }
    return changes;
}

QString sentText(const Question &question, const json::Value &covered)
{
    const gateway::Key &key = question.key;
    const bool post = key.id.isEmpty();
    const auto own = gateway::pathOf(key);
    const QByteArray path = post || !own ? gateway::collectionPath(key.kind, key.parent) : *own;
    const bool patch = !question.create && key.kind == gateway::Kind::Ssl && !covered.contains(u"key");
    const QString body = QString::fromUtf8(json::compact(gateway::sendable(key, covered)));
    const QString line = QString::fromLatin1(post ? "POST " : patch ? "PATCH " : "PUT ") + QString::fromLatin1(path);
    if (body.size() <= mostShown)
        return line + u'\n' + body;
    return line + u'\n' + body.left(mostShown) + tr("… %1 in all").arg(QLocale().formattedDataSize(body.toUtf8().size()));
}

QStringList serverOwn(const Question &question)
{
    QStringList own;
    if (gateway::rulesOf(question.key.kind).times)
        own.append(question.create ? tr("create_time and update_time") : tr("update_time"));
    if (question.key.id.isEmpty())
        own.append(tr("the id"));
    own.append(tr("the data plane follows within a second"));
    own.append(tr("read back after the write; a difference is told"));
    return own;
}

void coverConflicts(const Question &question, const QList<json::Conflict> &conflicts, Answer *answer)
{
    QStringList places = secrets::placesIn(question.mine, question.key.kind, question.catalogue);
    places += secrets::placesIn(question.server, question.key.kind, question.catalogue);
    const auto cover = [](const std::optional<json::Value> &value) {
        return value ? std::optional(json::Value::string(secrets::dots())) : std::nullopt;
    };
    for (const json::Conflict &conflict : conflicts) {
        const auto hit = [&conflict](const QString &place) {
            return place == conflict.pointer || place.startsWith(conflict.pointer + u'/');
        };
        const bool secret = std::any_of(places.cbegin(), places.cend(), hit);
        if (secret)
            answer->covered.append(conflict.pointer);
        answer->conflicts.append(
            secret ? json::Conflict{conflict.pointer, cover(conflict.base), cover(conflict.mine), cover(conflict.theirs)} : conflict);
    }
}

json::Value afterOf(const Question &question, Answer *answer)
{
    if (question.create || question.compare || question.server.isNull() || gateway::sameMeaning(question.opened, question.server))
        return question.mine;
    answer->theirs = int(json::diff(question.opened, question.server).size());
    const json::Merge merge = json::merge(question.opened, question.mine, question.server);
    coverConflicts(question, merge.conflicts, answer);
    if (question.way == Way::Overwrite)
        return question.mine;
    for (const json::Conflict &conflict : merge.conflicts)
        answer->open += question.choices.contains(conflict.pointer) ? 0 : 1;
    return chosen(merge, question.choices);
}

} // namespace

Answer answerTo(const Question &question)
{
    Answer answer;
    answer.after = afterOf(question, &answer);
    if (const auto body = gateway::bodyText(gateway::sendable(question.key, answer.after)); !body)
        answer.tooMuch = body.error();
    const json::Value before = question.server.isNull() ? json::Value::object() : question.server;
    const Covered covered = coveredOf(question, before, answer.after);
    answer.shown.beforeTitle = question.create ? tr("nothing yet") : tr("on the gateway now");
    answer.shown.afterTitle = question.compare ? tr("as edited here") : tr("after save");
    answer.shown.changes = changesOf(question, covered, &answer.dropped);
    const QString old = question.server.isNull() ? QString() : QString::fromUtf8(json::pretty(covered.before));
    answer.shown.texts = EntityTexts{tr("Document"), old, QString::fromUtf8(json::pretty(covered.after)), u"json"_s};
    if (!question.compare) {
        answer.shown.sent = sentText(question, covered.after);
        answer.shown.serverOwn = serverOwn(question);
    }
    return answer;
}

QStringList differences(const gateway::Key &key, const json::Value &sent, const json::Value &stored)
{
    json::Value mine = gateway::sendable(key, sent);
    const json::Value theirs = gateway::sendable(key, stored);
    const QString member = gateway::rulesOf(key.kind).idMember;
    if (!mine.contains(member) && theirs.contains(member))
        mine.set(member, theirs.value(member)); // the gateway writes it in
    QStringList sentences;
    for (const json::Change &change : json::diff(mine, theirs))
        sentences.append(resource::placeText(change.pointer));
    return sentences;
}

} // namespace review
