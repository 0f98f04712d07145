#include "ui/editors/entity/entitykind.h"

#include "core/openwhisk/document.h"
#include "core/openwhisk/steps.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/reviewtext.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longText = 1'000'000; ///< characters

QString tr(const char *text)
{
    return QCoreApplication::translate("EntityKind", text);
}

QList<KeyValue> items(const json::Value &edit, const EntityArea &area)
{
    return keyValuesFromJson(edit.value(area.member));
}

/// Always in our own form, so that an edit which is taken back equals what was read.
json::Value editOf(const EntityKind &kind, const json::Value &document)
{
    json::Value edit = json::Value::object();
    for (const EntityArea &area : kind.areas()) {
        if (!document.contains(area.member) && area.sort == EntityArea::Sort::Value)
            continue;
        if (area.sort == EntityArea::Sort::Value) {
            edit.set(area.member, document.value(area.member));
            continue;
        }
        QList<KeyValue> list = items(document, area);
        if (area.sort == EntityArea::Sort::Annotations)
            list.removeIf([&kind](const KeyValue &item) { return kind.isServerAnnotation(item.key); });
        edit.set(area.member, toJson(list));
    }
    return edit;
}

json::Value rebasedValue(const EntityArea &area, const json::Value &was, const json::Value &now,
                         const json::Value &server)
{
    if (was == now)
        return server;
    if (area.sort == EntityArea::Sort::Value || server == was)
        return now;
    return toJson(rebasedItems(keyValuesFromJson(was), keyValuesFromJson(now), keyValuesFromJson(server)));
}

} // namespace

bool hasLongText(const json::Value &edit)
{
    if (edit.isString())
        return edit.toString().size() > longText;
    const auto &members = edit.members();
    return std::any_of(members.begin(), members.end(), [](const json::Member &member) { return hasLongText(member.value); });
}

json::Value sharingTexts(json::Value value, const json::Value &known)
{
    if (value.isString())
        return hasLongText(value) && value == known ? known : value;
    for (const json::Member &member : QList<json::Member>(value.members()))
        if (hasLongText(member.value))
            value.set(member.name, sharingTexts(member.value, known.value(member.name)));
    return value;
}

void EntityCopy::learnFrom(const EntityCopy &known)
{
    if (!known.ownKnown || !isSameStand(known))
        return;
    edit.set(u"parameters", known.edit.value(u"parameters"));
    ownKnown = true;
}

std::optional<json::Value> EntityKind::question(const EntityCopy &, const json::Value &) const
{
    return std::nullopt;
}

QString EntityKind::questionText(const EntityCopy &, const json::Value &) const
{
    return {};
}

QList<EntityArea> EntityKind::areas() const
{
    return {{u"parameters"_s, tr("Parameters"), EntityArea::Sort::Parameters},
            {u"annotations"_s, tr("Annotations"), EntityArea::Sort::Annotations}};
}

Async<EntityCopy> EntityKind::read(Session &session, const EntityName &name, QObject *owner) const
{
    return thenOnPool(getDocument(session.client(), collection(), name, owner),
                      [kind = shared_from_this()](const json::Value &document) { return kind->copyOf(document); });
}

Async<EntityCopy> EntityKind::readStand(Session &session, const EntityName &name, QObject *owner) const
{
    return read(session, name, owner);
}

Async<EntityCopy> EntityKind::write(Session &session, const EntityName &name, const json::Value &step,
                                    Overwrite overwrite, QObject *owner) const
{
    const auto answer = putDocument(session.client(), collection(), name, step, overwrite, owner, session.limits());
    return chainIn(&session.client(), answer,
                   [kind = shared_from_this(), name, guard = QPointer<Session>(&session),
                    owner = QPointer<QObject>(owner)](const json::Value &document) -> Async<EntityCopy> {
                       const Result<EntityCopy> copy = kind->copyOf(document);
                       if (copy || !guard)
                           return ready<EntityCopy>(copy);
                       return kind->read(*guard, name, owner); // a server that says "OK" only
                   });
}

Async<Done> EntityKind::remove(Session &session, const EntityName &name, QObject *owner) const
{
    return deleteDocument(session.client(), collection(), name, owner);
}

Error EntityKind::explained(const Error &error, const EntityName &, const QString &) const
{
    return error;
}

Result<EntityCopy> EntityKind::copyOf(const json::Value &document) const
{
    if (!document.value(u"name").isString() || !document.value(u"namespace").isString())
        return Error{Error::Kind::Protocol, tr("The answer is no %1: it lacks a name or namespace.").arg(word()), {}};
    return EntityCopy{fromMembers(document.value(u"namespace").toString(), document.value(u"name").toString()),
                      document.value(u"version").toString(), document.value(u"updated").toInteger().value_or(0),
                      document, editOf(*this, document)};
}

bool EntityKind::isServerAnnotation(const QString &) const
{
    return false;
}

QList<json::Value> EntityKind::updateSteps(const EntityCopy &server, const json::Value &after) const
{
    json::Value body = json::Value::object();
    for (const EntityArea &area : areas())
        if (after.contains(area.member) && after.value(area.member) != server.edit.value(area.member))
            body.set(area.member, after.value(area.member));
    return {body};
}

QList<json::Value> EntityKind::createSteps(const json::Value &edit) const
{
    json::Value body = json::Value::object();
    for (const EntityArea &area : areas())
        if (edit.contains(area.member))
            body.set(area.member, edit.value(area.member));
    return {body};
}

json::Value EntityKind::rebased(const json::Value &was, const json::Value &now, const json::Value &server) const
{
    json::Value after = server;
    for (const EntityArea &area : areas())
        if (now.contains(area.member))
            after.set(area.member, rebasedValue(area, was.value(area.member), now.value(area.member),
                                                server.value(area.member)));
    return after;
}

QList<ReviewChange> EntityKind::changes(const json::Value &opened, const json::Value &server,
                                        const json::Value &after) const
{
    QList<ReviewChange> changes;
    for (const EntityArea &area : areas()) {
        ChangeLister lister(changes, area.title);
        if (area.sort != EntityArea::Sort::Value) {
            lister.items(items(opened, area), items(server, area), items(after, area));
            continue;
        }
        const auto text = [&](const json::Value &edit) {
            return edit.contains(area.member) ? shown(area, edit.value(area.member)) : QString();
        };
        lister.text(area.title, text(opened), text(server), text(after));
    }
    return changes;
}

QStringList EntityKind::differences(const json::Value &sent, const json::Value &stored) const
{
    // What was not sent because it is not known (a binding without its provider) is no difference.
    json::Value known = stored;
    for (const json::Member &member : stored.members())
        if (!sent.contains(member.name))
            known.remove(member.name);
    return differenceSentences(changes(sent, sent, known));
}

std::optional<EntityTexts> EntityKind::texts(const json::Value &, const json::Value &) const
{
    return std::nullopt;
}

QString EntityKind::shown(const EntityArea &, const json::Value &value) const
{
    return value.isString() ? value.toString() : valueText(value);
}

QString EntityKind::requestLine(const EntityName &name, const json::Value &, bool overwrite) const
{
    const QString path = QString::fromLatin1(entityPath(collection(), name));
    return u"PUT %1%2"_s.arg(path, overwrite ? u"?overwrite=true"_s : QString());
}

QString EntityKind::sentText(const EntityName &name, const QList<json::Value> &steps, const EntityCopy *server) const
{
    QStringList lines;
    for (const json::Value &step : steps) {
        lines.append(requestLine(name, step, server != nullptr));
        lines.append(review::bodyText(step));
    }
    QStringList unsent;
    if (server)
        for (const EntityArea &area : areas())
            if (server->edit.contains(area.member) && !review::isSent(steps, area.member))
                unsent.append(area.title.toLower());
    if (!unsent.isEmpty())
        lines.append(tr("not sent: %1 (the server keeps its own)").arg(unsent.join(u", "_s)));
    if (server && !server->inherited.isEmpty())
        lines.append(tr("not sent: %1 parameters of %2").arg(server->inherited.size()).arg(server->inheritedFrom));
    return lines.join(u'\n');
}

json::Value EntityKind::restored(const json::Value &edit, const json::Value &) const
{
    return edit;
}

QStringList EntityKind::serverOwn(const QString &version, const QList<json::Value> &steps) const
{
    return review::serverOwnText(version, steps, {});
}

QStringList differenceSentences(const QList<ReviewChange> &changes)
{
    QStringList sentences;
    for (const ReviewChange &change : changes) {
        const QString what = change.area + u", "_s + change.label;
        sentences.append(change.secret ? tr("%1: stored differently").arg(what)
                                       : tr("%1: sent %2, stored %3").arg(what, change.before, change.after));
    }
    return sentences;
}

json::Value changedParts(const json::Value &edit, const json::Value &other)
{
    json::Value parts = json::Value::object();
    for (const json::Member &member : edit.members())
        if (member.value != other.value(member.name))
            parts.set(member.name, member.value);
    return parts;
}

json::Value withParts(const json::Value &whole, const json::Value &parts)
{
    json::Value edit = whole;
    for (const json::Member &member : parts.members())
        if (whole.contains(member.name))
            edit.set(member.name, member.value);
    return edit;
}
