#pragma once

#include "core/sandbox/setup/users.h"

#include <QString>

namespace sandbox {

struct Settings;

/// The data directory: belongs to one process, holds database, keys, faults.
class DataDir {
public:
    enum class Claim { Ours, Busy, Failed };

    explicit DataDir(const QString &path) : m_path(path) {}
    ~DataDir();
    DataDir(const DataDir &) = delete;
    DataDir &operator=(const DataDir &) = delete;

    /// Makes it and takes it. Busy: *detail is the address of the process that has it. Failed: why.
    Claim claim(QString *detail);
    /// Tells later processes where this one listens.
    QString announce(const QString &address);

    QString file(const QString &name) const { return m_path + u'/' + name; }

private:
    QString m_path;
    int m_lock = -1;
};

/// Keys by the settings: the file's, the well-known, or this directory's own random ones (made on first use).
QString loadUsers(const DataDir &dir, const Settings &settings, Users *users);
/// APIHOST and AUTH for wsk and the console.
QString writeWskprops(const DataDir &dir, const QString &address, const Identity &user);

/// Replaces a file as a whole; only the owner may read it. What went wrong, or nothing.
QString writePrivately(const QString &file, const QByteArray &content);

} // namespace sandbox
