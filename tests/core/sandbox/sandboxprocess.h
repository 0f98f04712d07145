#pragma once

#include "core/json/text.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

/// The sandbox's program in a directory of its own, and plain requests to it with the key of guest.
class SandboxProcess {
public:
    struct Answer {
        int status = 0;
        QByteArray head;
        QByteArray body;
        json::Value json() const
        {
            const auto parsed = json::read(body);
            return parsed ? parsed->value : json::Value();
        }
        QString text(QStringView member) const { return json().value(member).toString(); }
    };

    ~SandboxProcess() { stop(); }

    /// Starts it, again on the same data when it has run before.
    bool start(const QStringList &arguments = {})
    {
        m_process.start(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"),
                        QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"), m_dir.path(),
                                    QStringLiteral("--samples"), QStringLiteral("none")}
                            + arguments);
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 30000 && m_process.state() != QProcess::NotRunning;) {
            m_process.waitForReadyRead(100);
            const auto line = m_process.readLine().trimmed();
            if (line.startsWith("ready "))
                return readKey(QUrl(QString::fromUtf8(line.mid(6))));
        }
        return false;
    }
    void stop()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(30000))
            kill();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    QString path() const { return m_dir.path(); }
    quint16 port() const { return quint16(m_url.port()); }
    QByteArray basicKey() const { return "Authorization: Basic " + m_key.toBase64() + "\r\n"; }
    QUrl url() const { return m_url; }
    QByteArray key() const { return m_key; } ///< of guest
    qint64 pid() const { return m_process.processId(); }

    Answer request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, int timeoutMs = 30000) const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_url.port()));
        socket.write(method + " /api/v1/namespaces/_" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                     + "Authorization: Basic " + m_key.toBase64() + "\r\nContent-Type: application/json\r\nContent-Length: "
                     + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QByteArray all;
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < timeoutMs && socket.state() != QAbstractSocket::UnconnectedState;) {
            socket.waitForReadyRead(100);
            all += socket.readAll();
        }
        const auto end = all.indexOf("\r\n\r\n");
        return {all.mid(9, 3).toInt(), all.left(end), all.mid(end + 4)};
    }
    Answer get(const QByteArray &path) const { return request("GET", path); }
    Answer putNode(const QByteArray &name, const QByteArray &code, const QByteArray &limits = "{}") const
    {
        return request("PUT", "/actions/" + name + "?overwrite=true",
                       "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":" + json::quoted(QString::fromUtf8(code)).toUtf8()
                           + "},\"limits\":" + limits + '}');
    }
    /// limits, code of a script
    Answer putProgram(const QByteArray &name, const QByteArray &code, const QByteArray &limits = "{}") const
    {
        return request("PUT", "/actions/" + name + "?overwrite=true",
                       "{\"exec\":{\"kind\":\"blackbox\",\"image\":\"openwhisk/dockerskeleton\",\"code\":"
                           + json::quoted(QString::fromUtf8(code)).toUtf8() + "},\"limits\":" + limits + '}');
    }

private:
    bool readKey(const QUrl &url)
    {
        m_url = url;
        QFile file(m_dir.filePath(QStringLiteral("wskprops")));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        for (const auto &line : file.readAll().split('\n'))
            if (line.startsWith("AUTH="))
                m_key = line.mid(5).trimmed();
        return !m_key.isEmpty();
    }

    QTemporaryDir m_dir;
    QProcess m_process;
    QUrl m_url;
    QByteArray m_key;
};
