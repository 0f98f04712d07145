#pragma once

#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "ui/connections/profileedit.h"
#include "ui/connections/profilelist.h"

#include <QObject>

/// All profiles as the dialog has them: saved, edited and new ones. Nothing typed is lost by an error, by looking at
/// another profile, or by another console that saves meanwhile.
class ProfileEdits : public QObject {
    Q_OBJECT
public:
    ProfileEdits(connections::ProfileStore &profiles, connections::SecretStore &secrets, QObject *parent = nullptr);

    QList<ProfileRow> rows() const;
    QStringList ids() const { return m_order; }
    bool contains(const QString &id) const { return m_edits.contains(id); }
    const ProfileEdit &at(const QString &id) const { return *m_edits.constFind(id); }
    QStringList modifiedNames() const;

    void setInput(const QString &id, const ProfileInput &input);
    void setSecret(const QString &id, connections::Secret secret, const QByteArray &value);
    QString add(connections::Profile profile, const QHash<connections::Secret, QByteArray> &secrets = {});
    QString duplicate(const QString &id);
    void readKeys(const QString &id); ///< once; secretsChanged() says how it went
    void save(const QString &id);     ///< saved() or failed() follows, maybe later
    bool saving() const { return !m_saving.isEmpty(); }
    Result<Done> remove(const QString &id);

Q_SIGNALS:
    void changed(); ///< rows
    void secretsChanged(const QString &id);
    void savingChanged();
    void saved(const QString &id);
    void failed(const QString &id, const Error &error);

private:
    void takeOver();
    void takeKeys(const QString &id, const Result<connections::Secrets> &secrets);
    void writeSecrets(const QString &id);
    void secretWritten(const QString &id, connections::Secret secret, const QByteArray &value, const Result<Done> &done);
    void endSaving(const QString &id);
    QStringList names() const;

    struct Saving {
        int pending = 0;
        std::optional<Error> error;
    };
    connections::ProfileStore &m_profiles;
    connections::SecretStore &m_secrets;
    QStringList m_order;
    QHash<QString, ProfileEdit> m_edits;
    QHash<QString, Saving> m_saving;
};
