#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>

/// Bytes to a port on loopback and what comes back, until the server closes, the time is over, or enough has come.
inline QByteArray exchange(quint16 port, const QByteArray &request, const QByteArray &until = {}, int timeoutMs = 10000)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.write(request);
    QByteArray all;
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < timeoutMs && socket.state() != QAbstractSocket::UnconnectedState;) {
        socket.waitForReadyRead(50);
        all += socket.readAll();
        if (!until.isEmpty() && all.contains(until))
            break;
    }
    return all;
}

inline int statusOf(const QByteArray &answer) { return answer.mid(9, 3).toInt(); }
inline QByteArray bodyOf(const QByteArray &answer) { return answer.mid(answer.indexOf("\r\n\r\n") + 4); }
