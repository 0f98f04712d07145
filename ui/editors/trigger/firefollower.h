#pragma once

#include "core/openwhisk/activation.h"
#include "core/openwhisk/operations.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace openwhisk {
class ActivationFeed;
}

/// Fires of one trigger that the activations of the connection tell of, whoever made them: its feed, other clients.
class FireFollower : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~FireFollower() override;

    void setFeed(openwhisk::ActivationFeed *feed);
    bool hasFeed() const { return !m_feed.isNull(); }
    void setTrigger(const openwhisk::EntityName &name);
    void setFollowing(bool on); ///< only what fires from then on is told

Q_SIGNALS:
    void fired(const QStringList &activationIds); ///< oldest first, each once

private:
    void take(const QList<openwhisk::ActivationSummary> &rows);

    QPointer<openwhisk::ActivationFeed> m_feed;
    QString m_trigger;
    bool m_following = false;
    qint64 m_sinceMs = 0; ///< on our clock
    QSet<QString> m_told;
};
