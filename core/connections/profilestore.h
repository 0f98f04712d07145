#pragma once

#include "core/connections/profile.h"
#include "core/json/value.h"

#include <QObject>

#include <functional>

namespace connections {

/// profiles.json in the configuration folder. Unknown members stay; two consoles at once: read again before a
/// write, so that neither drops the other's profiles. A corrupt file is set aside (renamed), never deleted.
class ProfileStore : public QObject {
    Q_OBJECT
public:
    explicit ProfileStore(QString file, QObject *parent = nullptr);
    const QList<Profile> &profiles() const { return m_profiles; }
    const Profile *find(const QString &id) const;
    Result<Done> load();               ///< the Error says where a corrupt file was put; profiles known so far stay
    Result<Done> save(const Profile &profile); ///< adds or replaces by id
    Result<Done> remove(const QString &id);
    const QString &file() const { return m_file; }
    static QString newId();

Q_SIGNALS:
    void changed();
    void setAside(const QString &sentence); ///< a save met a corrupt file, moved it away and wrote a new one

private:
    using Edit = std::function<void(json::Value &document)>;
    Result<Done> change(const Edit &edit);
    void take(const json::Value &document);
    QString m_file;
    json::Value m_document; ///< as last read or written, with what this version does not know
    QList<Profile> m_profiles;
};

} // namespace connections
