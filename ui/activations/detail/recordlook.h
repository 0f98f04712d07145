#pragma once

#include "core/openwhisk/activation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace net {
class Client;
}

/// Looks for one record with growing pauses until it is there or patience ends. After a 202 it is missing for a while,
/// after a crash for 12 s and more; where the server stores only failures it never comes.
class RecordLook : public QObject {
    Q_OBJECT
public:
    RecordLook(net::Client &client, const QString &id, int patienceMs, QObject *parent);
    void start();
    qint64 elapsedMs() const { return m_since.elapsed(); }
    int patienceMs() const { return m_patienceMs; }

Q_SIGNALS:
    void missing();  ///< not yet; it goes on looking
    void came(const openwhisk::Activation &record);
    void gaveUp();   ///< not there in all that time
    void failed(const Error &error);

private:
    void look();
    void judge(const Result<openwhisk::Activation> &record);

    QPointer<net::Client> m_client;
    QString m_id;
    int m_patienceMs;
    int m_looks = 0;
    QElapsedTimer m_since;
    QTimer m_next;
};
