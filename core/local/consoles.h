#pragma once

#include "core/async/result.h"

#include <memory>
#include <optional>

class QLockFile;

namespace local {

/// Running, and no zombie.
bool isAlive(qint64 pid);

/// Who uses the sandbox of a data directory: each console holds a lock file there, and the process that one of them
/// started is written down, so that the last to leave can end it. Takes locks: not for the event loop, but for leave().
class Consoles {
public:
    explicit Consoles(QString dataDirectory);
    ~Consoles();

    struct Record {
        qint64 pid = 0;
        bool ending = false; ///< was told to end: joining it would be too late
    };
    Result<Done> enter();
    std::optional<Record> record() const; ///< of a process that lives
    void write(const Record &record);
    /// Ends the recorded process when nobody else is left; started (may be 0) is one that is not written down yet.
    void leave(qint64 started);

private:
    bool othersAreHere() const;
    QString file(const QString &name) const;

    QString m_folder;
    QString m_own;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace local
