#pragma once

#include "core/openwhisk/operations.h"

#include <QObject>

namespace openwhisk {

/// Follows the newest activations of a session by polling: asks with an overlap for late finishers, drops doubles by
/// id, backs off on errors, stops while nobody looks. Keeps the newest rows up to a bound.
class ActivationPoll : public QObject {
    Q_OBJECT
public:
    ActivationPoll(net::Client &client, QObject *parent = nullptr, int capacity = 5000);
    ~ActivationPoll() override;

    void setInterval(int ms);   ///< 2 s unless told
    void setLongestRun(qint64 ms); ///< the longest time limit there can be: so late may a record come
    void addViewer(QObject *viewer); ///< polls while at least one lives and is added
    void removeViewer(QObject *viewer);
    void pollNow();
    bool live() const;          ///< polling, and the last answer was good
    const std::optional<Error> &error() const;
    qint64 lastGoodMs() const;  ///< epoch ms, 0 before the first answer
    bool loading() const;       ///< nothing has come yet
    List<ActivationSummary> rows() const; ///< newest start first; nullptr before the first answer
    /// Further back than what is held, one window of older rows.
    void loadOlder();
    bool reachedEnd() const;

Q_SIGNALS:
    void changed();             ///< rows, error, live

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace openwhisk
