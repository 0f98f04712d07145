#include "core/gateway/save.h"

#include "core/async/steps.h"
#include "core/gateway/standalone.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

using Owner = QPointer<QObject>;

Saved found(Saved::State state, const Document &document)
{
    Saved saved;
    saved.state = state;
    saved.document = document;
    return saved;
}

/// Answers to writes hold ciphertext: what is shown from now on is what a GET gives. When that fails the write is done
/// all the same, and what was sent stands for it.
Async<Saved> readBack(net::Client &client, const Server &server, const Key &key, const json::Value &sent, const Owner &owner)
{
    return afterwards(&client, getDocument(client, server, key, owner), [key, sent](const Result<Document> &document) {
        return ready<Saved>(found(Saved::State::Done, document ? *document : Document{key, sent, 0, 0}));
    });
}

/// What the server says is wrong with a configuration is an outcome, not an error.
Async<Saved> afterWrite(net::Client &client, const Server &server, const Key &key, const json::Value &sent, const Async<Done> &written,
                        const Owner &owner)
{
    return afterwards(&client, written, [&client, server, key, sent, owner](const Result<Done> &done) {
        if (done)
            return readBack(client, server, key, sent, owner);
        const Error &error = done.error();
        if (error.kind != Error::Kind::Rejected || error.detail.isEmpty())
            return ready<Saved>(error);
        Saved saved = found(Saved::State::Refused, {key, sent, 0, 0});
        saved.complaint = complaintOf(error.detail.section(u"\n\n"_s, 1));
        return ready<Saved>(saved);
    });
}

/// The key of a certificate never comes back, so a PUT of what was read would be refused.
bool lacksKey(const Key &key, const json::Value &now)
{
    return key.kind == Kind::Ssl && !now.contains(u"key");
}

Async<Done> writeTo(net::Client &client, const Server &server, const Document &before, const json::Value &now, const Owner &owner)
{
    if (lacksKey(before.key, now))
        if (const auto patch = json::mergePatch(sendable(before.key, before.value), sendable(before.key, now)))
            return patchDocument(client, before.key, *patch, owner);
    if (!server.standalone)
        return putDocument(client, before.key, now, owner);
    return chainIn(&client, getConfigs(client, owner), [&client, key = before.key, now, owner](const Configs &configs) {
        return changeConfigs(client, configs, key, now, owner);
    });
}

bool isSame(const Document &a, const Document &b)
{
    if (a.modifiedIndex > 0 && b.modifiedIndex > 0 && a.modifiedIndex == b.modifiedIndex)
        return true;
    return sameMeaning(a.value, b.value);
}

Saved conflict(const Document &before, const json::Value &now, const Document &theirs)
{
    Saved saved = found(Saved::State::Changed, theirs);
    const auto bare = [&before](const json::Value &value) { return sendable(before.key, value); };
    saved.merge = json::merge(bare(before.value), bare(now), bare(theirs.value));
    return saved;
}

Async<Saved> createAt(net::Client &client, const Server &server, const Key &key, const json::Value &value, const Owner &owner)
{
    return afterwards(&client, getDocument(client, server, key, owner),
                      [&client, server, key, value, owner](const Result<Document> &there) {
                          if (there)
                              return ready<Saved>(found(Saved::State::Exists, *there));
                          if (there.error().kind != Error::Kind::NotFound)
                              return ready<Saved>(there.error());
                          const auto written = writeTo(client, server, {key, json::Value::object(), 0, 0}, value, owner);
                          return afterWrite(client, server, key, value, written, owner);
                      });
}

} // namespace

bool sameMeaning(const json::Value &a, const json::Value &b)
{
    const auto bare = [](json::Value value) {
        value.remove(u"create_time");
        value.remove(u"update_time");
        return value;
    };
    return equal(bare(a), bare(b));
}

Async<Saved> save(net::Client &client, const Server &server, const Document &before, const json::Value &now, QObject *owner)
{
    const Owner guard(owner);
    return afterwards(&client, getDocument(client, server, before.key, owner),
                      [&client, server, before, now, guard](const Result<Document> &there) {
                          if (!there && there.error().kind == Error::Kind::NotFound)
                              return ready<Saved>(found(Saved::State::Gone, before));
                          if (!there)
                              return ready<Saved>(there.error());
                          if (!isSame(before, *there))
                              return ready<Saved>(conflict(before, now, *there));
                          const auto written = writeTo(client, server, before, now, guard);
                          return afterWrite(client, server, before.key, now, written, guard);
                      });
}

Async<Saved> overwrite(net::Client &client, const Server &server, const Key &key, const json::Value &now, QObject *owner)
{
    const Owner guard(owner);
    return afterwards(&client, getDocument(client, server, key, owner), [&client, server, key, now, guard](const Result<Document> &there) {
        if (!there && there.error().kind != Error::Kind::NotFound)
            return ready<Saved>(there.error());
        const Document before = there ? *there : Document{key, json::Value::object(), 0, 0};
        return afterWrite(client, server, key, now, writeTo(client, server, before, now, guard), guard);
    });
}

Async<Saved> create(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner)
{
    const Owner guard(owner);
    if (!key.id.isEmpty() || !rulesOf(key.kind).post || server.standalone)
        return createAt(client, server, key, value, guard);
    const auto posted = postDocument(client, key.kind, value, owner, key.parent);
    return afterwards(&client, posted, [&client, server, key, value, guard](const Result<Key> &made) {
        const Result<Done> done = made.transform([](const Key &) { return Done{}; });
        return afterWrite(client, server, made ? *made : key, value, ready<Done>(done), guard);
    });
}

Async<Saved> change(net::Client &client, const Server &server, const Key &key, const json::Value &patch, QObject *owner)
{
    const Owner guard(owner);
    if (mayPatch(server, key.kind))
        return afterWrite(client, server, key, patch, patchDocument(client, key, patch, owner), guard);
    return chainIn(&client, getDocument(client, server, key, owner), [&client, server, key, patch, guard](const Document &there) {
        const json::Value now = json::mergePatched(there.value, patch);
        return afterWrite(client, server, key, now, writeTo(client, server, there, now, guard), guard);
    });
}

Async<Done> remove(net::Client &client, const Server &server, const Key &key, QObject *owner, Force force)
{
    if (!server.standalone)
        return deleteDocument(client, key, owner, force);
    const Owner guard(owner);
    return chainIn(&client, getConfigs(client, owner), [&client, key, guard](const Configs &configs) {
        return changeConfigs(client, configs, key, json::Value(), guard);
    });
}

Async<bool> isWritten(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner)
{
    return chain(getDocument(client, server, key, owner), [key, value](const Document &document) {
        return ready<bool>(equal(sendable(key, document.value), sendable(key, value)));
    });
}

} // namespace gateway
