#pragma once

#include "core/history/records.h"
#include "core/openwhisk/session.h"
#include "ui/editors/entity/reviewchanges.h"
#include "ui/models/target.h"

#include <memory>

/// An entity as it was read.
struct EntityCopy {
    openwhisk::EntityName name; ///< as the server says it, so that what is reached through a binding is the provider's
    QString version;
    qint64 updated = 0;   ///< epoch ms
    json::Value document; ///< all that the server said: for the local history and for what is shown and not edited
    json::Value edit;     ///< what can be edited: an object with a member for each EntityArea
    QList<openwhisk::KeyValue> inherited = {}; ///< parameters merged in from elsewhere, never written back
    QString inheritedFrom = {};                ///< "package orders"
    bool ownKnown = false; ///< the parameters of edit are its own for sure, not what is left without the inherited ones

    bool isSameStand(const EntityCopy &other) const { return version == other.version && updated == other.updated; }
    void learnFrom(const EntityCopy &known); ///< which parameters are its own, when known tells of the same stand
};

/// A part of an edit: compared, kept in drafts and sent as one member.
struct EntityArea {
    enum class Sort { Parameters, Annotations, Value };
    QString member; ///< of the edit and of the body of a PUT
    QString title;
    Sort sort = Sort::Value;
};

/// Two versions of the one long text that an entity may have.
struct EntityTexts {
    QString title; ///< "Code"
    QString before;
    QString after;
    QString language;
};

/// What pages, review, save, delete and drafts must know of one kind of entity. What is here is right for a document
/// whose members are replaced whole by PUT (packages, triggers, rules; facts 4.1). Knows no widget and keeps no state.
class EntityKind : public std::enable_shared_from_this<EntityKind> {
public:
    virtual ~EntityKind() = default;
    virtual openwhisk::Collection collection() const = 0;
    virtual Target::Kind targetKind() const = 0; ///< of one that exists
    virtual QString word() const = 0;            ///< "package", for sentences
    virtual QList<EntityArea> areas() const;     ///< parameters and annotations

    // On the wire. Steps are bodies; a kind may give one a meaning of its own by overriding write() and requestLine().
    virtual Async<EntityCopy> read(openwhisk::Session &session, const openwhisk::EntityName &name,
                                   QObject *owner) const;
    /// Enough of it to see whether it changed.
    virtual Async<EntityCopy> readStand(openwhisk::Session &session, const openwhisk::EntityName &name,
                                        QObject *owner) const;
    virtual Async<EntityCopy> write(openwhisk::Session &session, const openwhisk::EntityName &name,
                                    const json::Value &step, openwhisk::Overwrite overwrite, QObject *owner) const;
    virtual Async<Done> remove(openwhisk::Session &session, const openwhisk::EntityName &name, QObject *owner) const;

    /// The same in plain words, where the server's alone would mislead.
    virtual Error explained(const Error &error, const openwhisk::EntityName &name, const QString &ownNamespace) const;

    /// A write to be sent before any other, because the steps could drop what reading does not show; it changes nothing,
    /// and its answer is the copy to make the steps from.
    virtual std::optional<json::Value> question(const EntityCopy &server, const json::Value &after) const;
    virtual QString questionText(const EntityCopy &server, const json::Value &after) const; ///< why, for the review

    // Pure
    virtual Result<EntityCopy> copyOf(const json::Value &document) const;
    virtual bool isServerAnnotation(const QString &key) const; ///< set by the server on every write
    virtual QList<json::Value> updateSteps(const EntityCopy &server, const json::Value &after) const;
    virtual QList<json::Value> createSteps(const json::Value &edit) const;
    /// What the user wants, put over what the server has now: what the user did not touch is the server's.
    virtual json::Value rebased(const json::Value &was, const json::Value &now, const json::Value &server) const;
    /// From what the server has to what it will have. opened is what the user began with; it decides dropsTheirs.
    virtual QList<ReviewChange> changes(const json::Value &opened, const json::Value &server,
                                        const json::Value &after) const;
    /// What the server made of it that was not asked for, as sentences.
    virtual QStringList differences(const json::Value &sent, const json::Value &stored) const;
    virtual std::optional<EntityTexts> texts(const json::Value &before, const json::Value &after) const;
    virtual QString shown(const EntityArea &area, const json::Value &value) const; ///< of Sort::Value
    virtual QString requestLine(const openwhisk::EntityName &name, const json::Value &step, bool overwrite) const;
    virtual QString sentText(const openwhisk::EntityName &name, const QList<json::Value> &steps,
                             const EntityCopy *server) const; ///< server: none for a creation
    /// An edit from the local history, without what cannot come back by an edit alone.
    virtual json::Value restored(const json::Value &edit, const json::Value &now) const;
    virtual QStringList serverOwn(const QString &version, const QList<json::Value> &steps) const;
};

using EntityKindPtr = std::shared_ptr<const EntityKind>;

/// For the local history: without the parameters that come from elsewhere, so that bringing it back does not make them
/// its own.
json::Value keptDocument(const EntityCopy &copy);
/// What a version of the local history was, as an edit. Left out secrets are taken from now where that has them; missing
/// gets the others.
Result<json::Value> restoredEdit(const EntityKind &kind, const history::Version &version, const json::Value &now,
                                 QStringList *missing);
/// changes() as sentences of what was sent and what was stored.
QStringList differenceSentences(const QList<ReviewChange> &changes);
/// So long that comparing it would be felt: a worker does it.
bool hasLongText(const json::Value &edit);
/// value with the long texts of known where they are equal: one buffer, and told to be equal at a glance.
json::Value sharingTexts(json::Value value, const json::Value &known);
/// The members of edit that differ from other: a draft of one does not carry the rest.
json::Value changedParts(const json::Value &edit, const json::Value &other);
/// What changedParts() left out is taken from whole.
json::Value withParts(const json::Value &whole, const json::Value &parts);
