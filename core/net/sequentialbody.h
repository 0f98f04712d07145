#pragma once

#include <QIODevice>

namespace net {

/// A body that cannot be read twice. QNetworkAccessManager sends a POST, PUT or DELETE again by itself when the server
/// closes without an answer, except when it cannot go back to the beginning of the body.
class SequentialBody : public QIODevice {
    Q_OBJECT
public:
    explicit SequentialBody(QByteArray bytes, QObject *parent = nullptr);
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } ///< QIODevice's own would also print a warning
    bool atEnd() const override { return m_at >= m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace net
