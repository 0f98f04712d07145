#pragma once

#include "core/connections/profile.h"

#include <QObject>

namespace connections {

/// profiles.json in the configuration folder. Unknown members stay; two consoles at once: read again before a
/// write, so that neither drops the other's profiles. A corrupt file is set aside (renamed), never deleted.
class ProfileStore : public QObject {
    Q_OBJECT
public:
    explicit ProfileStore(QString file, QObject *parent = nullptr);
    const QList<Profile> &profiles() const { return m_profiles; }
    const Profile *find(const QString &id) const;
    Result<Done> load();               ///< the Error says where a corrupt file was put
    Result<Done> save(const Profile &profile); ///< adds or replaces by id
    Result<Done> remove(const QString &id);
    static QString newId();

Q_SIGNALS:
    void changed();

private:
    Result<Done> write(const QList<Profile> &profiles);
    QString m_file;
    QList<Profile> m_profiles;
};

} // namespace connections
