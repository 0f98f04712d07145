#pragma once

#include "tests/support/fakeserver.h"

#include <QTimer>

#include <optional>

class QTcpSocket;

/// One connection of a FakeServer: reads requests one after the other, sends their answers.
class FakeConnection : public QObject {
    Q_OBJECT
public:
    FakeConnection(FakeServer *server, QTcpSocket *socket, int number);
    const std::optional<FakeRequest> &current() const { return m_current; }
    bool isHeld() const { return m_held; }
    void resume(); ///< the answer may go now
    void drop(); ///< close at once

private:
    void read();
    bool readHead();
    void answer();
    void start(const FakeAnswer &answer);
    void sendHead();
    void pump();
    void pumpEndless();
    void write(const QByteArray &bytes);
    void writeChunk(const QByteArray &bytes);
    void finish(bool close);
    void gone();

    FakeServer *m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_buffer;
    qint64 m_bodySize = -1; ///< -1: the head is not here yet
    FakeRequest m_incoming;
    std::optional<FakeRequest> m_current; ///< came in whole, has not got its whole answer
    FakeAnswer m_answer;
    QByteArray m_body; ///< of the answer, what is still to go
    qint64 m_repeats = 0;
    bool m_held = false;
    QTimer m_timer;
};
