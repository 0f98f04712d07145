#include "ui/connections/profileedits.h"

#include "core/async/deliver.h"

using namespace Qt::StringLiterals;
using connections::Profile;
using connections::Secret;
using Keys = ProfileEdit::Keys;

namespace {

constexpr Secret allSecrets[]
    = {Secret::OpenWhiskKey, Secret::GatewayAdminKey, Secret::ClientKeyPassphrase, Secret::ProxyPassword};

QByteArray valueOf(const connections::Secrets &secrets, Secret secret)
{
    switch (secret) {
    case Secret::OpenWhiskKey:
        return secrets.openwhiskKey;
    case Secret::GatewayAdminKey:
        return secrets.gatewayAdminKey;
    case Secret::ClientKeyPassphrase:
        return secrets.clientKeyPassphrase;
    case Secret::ProxyPassword:
        return secrets.proxyPassword;
    }
    return {};
}

QString placeOf(const ProfileEdit &edit)
{
    const QUrl url = connections::hostFromText(edit.input.host);
    QString place = url.isEmpty() ? edit.input.host : url.authority();
    if (place.isEmpty())
        place = ProfileEdits::tr("no host yet");
    const QString space = edit.input.profile.lastNamespace;
    return space.isEmpty() ? place : place + u" · "_s + space;
}

} // namespace

ProfileEdits::ProfileEdits(connections::ProfileStore &profiles, connections::SecretStore &secrets, QObject *parent)
    : QObject(parent), m_profiles(profiles), m_secrets(secrets)
{
    connect(&m_profiles, &connections::ProfileStore::changed, this, &ProfileEdits::takeOver);
    takeOver();
}

QList<ProfileRow> ProfileEdits::rows() const
{
    QList<ProfileRow> rows;
    for (const QString &id : m_order) {
        const ProfileEdit &edit = at(id);
        rows.append({id, edit.title(), placeOf(edit), edit.input.profile.environment, edit.input.profile.readOnly,
                     edit.modified()});
    }
    return rows;
}

QStringList ProfileEdits::names() const
{
    QStringList names;
    for (const ProfileEdit &edit : m_edits)
        names.append(edit.title());
    return names;
}

QStringList ProfileEdits::modifiedNames() const
{
    QStringList names;
    for (const QString &id : m_order) {
        if (at(id).modified())
            names.append(at(id).title());
    }
    return names;
}

/// What the store says now. An edited profile keeps what was typed; one that is gone there and edited here is new.
void ProfileEdits::takeOver()
{
    QStringList order;
    for (const Profile &profile : m_profiles.profiles()) {
        order.append(profile.id);
        ProfileEdit &edit = m_edits[profile.id];
        if (!m_order.contains(profile.id) || !edit.modified() || edit.input == inputOf(profile))
            edit.input = inputOf(profile);
        edit.saved = profile;
        edit.isNew = false;
    }
    for (const QString &id : std::as_const(m_order)) {
        if (order.contains(id))
            continue;
        if (at(id).modified()) {
            order.append(id);
            m_edits[id].isNew = true;
        } else {
            m_edits.remove(id);
        }
    }
    m_order = order;
    Q_EMIT changed();
}

void ProfileEdits::setInput(const QString &id, const ProfileInput &input)
{
    m_edits[id].input = input;
    Q_EMIT changed();
}

void ProfileEdits::setSecret(const QString &id, Secret secret, const QByteArray &value)
{
    ProfileEdit &edit = m_edits[id];
    edit.secrets[secret] = value;
    edit.typed.insert(secret);
    Q_EMIT changed();
}

QString ProfileEdits::add(Profile profile, const QHash<Secret, QByteArray> &secrets)
{
    profile.id = connections::ProfileStore::newId();
    profile.name = freeName(profile.name, names());
    ProfileEdit edit;
    edit.isNew = true;
    edit.saved = profile;
    edit.input = inputOf(profile);
    edit.secrets = secrets;
    edit.typed = QSet<Secret>(secrets.keyBegin(), secrets.keyEnd());
    edit.keys = Keys::Read;
    m_edits.insert(profile.id, edit);
    m_order.append(profile.id);
    Q_EMIT changed();
    return profile.id;
}

QString ProfileEdits::duplicate(const QString &id)
{
    const ProfileEdit edit = at(id);
    Profile profile = toProfile(edit.input);
    profile.name = tr("%1 (copy)").arg(edit.title());
    const QString copy = add(profile, edit.secrets);
    ProfileInput input = edit.input; // with texts that are no addresses yet
    input.profile.id = copy;
    input.profile.name = at(copy).input.profile.name;
    setInput(copy, input);
    return copy;
}

void ProfileEdits::readKeys(const QString &id)
{
    ProfileEdit &edit = m_edits[id];
    if (edit.keys == Keys::Read || edit.keys == Keys::Reading)
        return;
    edit.keys = Keys::Reading;
    Q_EMIT secretsChanged(id);
    deliver(connections::readSecrets(m_secrets, id), this,
            [this, id](const Result<connections::Secrets> &secrets) { takeKeys(id, secrets); });
}

void ProfileEdits::takeKeys(const QString &id, const Result<connections::Secrets> &secrets)
{
    const auto edit = m_edits.find(id);
    if (edit == m_edits.end())
        return;
    edit->keys = secrets ? Keys::Read : Keys::Failed;
    edit->keysProblem = secrets ? QString() : secrets.error().message;
    for (const Secret secret : allSecrets) {
        if (secrets && !edit->typed.contains(secret))
            edit->secrets[secret] = valueOf(*secrets, secret);
    }
    Q_EMIT secretsChanged(id);
}

void ProfileEdits::save(const QString &id)
{
    const auto stored = m_profiles.save(toProfile(at(id).input));
    if (!stored) {
        Q_EMIT failed(id, stored.error());
        return;
    }
    ProfileEdit &edit = m_edits[id];
    edit.saved = toProfile(edit.input);
    edit.input = inputOf(edit.saved);
    edit.isNew = false;
    writeSecrets(id);
    Q_EMIT changed();
}

void ProfileEdits::writeSecrets(const QString &id)
{
    const ProfileEdit edit = at(id);
    m_saving[id].pending = int(edit.typed.size());
    Q_EMIT savingChanged();
    for (const Secret secret : edit.typed) {
        const QByteArray value = edit.secrets.value(secret);
        const auto done = value.isEmpty() ? m_secrets.remove(id, secret) : m_secrets.write(id, secret, value);
        deliver(done, this, [this, id, secret, value](const Result<Done> &result) {
            secretWritten(id, secret, value, result);
        });
    }
    if (edit.typed.isEmpty())
        endSaving(id);
}

void ProfileEdits::secretWritten(const QString &id, Secret secret, const QByteArray &value, const Result<Done> &done)
{
    const auto edit = m_edits.find(id);
    if (done && edit != m_edits.end() && edit->secrets.value(secret) == value) // not typed over meanwhile
        edit->typed.remove(secret);
    if (!done)
        m_saving[id].error = done.error();
    if (--m_saving[id].pending == 0)
        endSaving(id);
}

void ProfileEdits::endSaving(const QString &id)
{
    const Saving saving = m_saving.take(id);
    Q_EMIT savingChanged();
    Q_EMIT changed();
    if (saving.error)
        Q_EMIT failed(id, *saving.error);
    else
        Q_EMIT saved(id);
}

Result<Done> ProfileEdits::remove(const QString &id)
{
    const bool stored = m_profiles.find(id);
    const QStringList order = m_order;
    const ProfileEdit kept = m_edits.take(id);
    m_order.removeAll(id);
    const auto removed = stored ? m_profiles.remove(id) : Result<Done>(Done{});
    if (!removed) {
        m_order = order;
        m_edits.insert(id, kept);
        return removed;
    }
    for (const Secret secret : allSecrets) {
        if (stored)
            m_secrets.remove(id, secret);
    }
    takeOver();
    return removed;
}
