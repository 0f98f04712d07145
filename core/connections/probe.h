#pragma once

#include "core/connections/profile.h"
#include "core/net/client.h"

#include <QObject>

class QHostInfo;
class QSslError;

namespace connections {

/// One layer of a connection test. After a failure the later ones are NotTried.
struct ProbeLayer {
    enum class Name { Resolve, Tcp, Tls, Version, Key, Http };
    enum class State { Waiting, Running, Good, Warning, Failed, NotTried };
    Name name = Name::Resolve;
    State state = State::Waiting;
    QString text; ///< what was found, e.g. "ow.shop.example is 203.0.113.17 · 3 ms"
};

/// Tests an OpenWhisk address layer by layer: name, TCP, TLS, version, key. The key is sent only when all before is
/// good. What it uses is what it was given, not what is saved. Tests of other servers share the first three layers.
class Probe : public QObject {
    Q_OBJECT
public:
    explicit Probe(net::Endpoint endpoint, QObject *parent = nullptr);
    ~Probe() override;
    void setLog(net::RequestLog *log); ///< where its requests are seen; before start()
    void start();
    const QList<ProbeLayer> &layers() const { return m_layers; }
    bool finished() const { return m_finished; }
    bool passed() const; ///< finished and nothing failed
    QString nameSpace() const { return m_nameSpace; } ///< what the key opens, once it was accepted
    const std::optional<net::TlsFailure> &tlsFailure() const { return m_tlsFailure; }

Q_SIGNALS:
    void changed();
    void done();

protected:
    using Name = ProbeLayer::Name;
    Probe(net::Endpoint endpoint, const QList<Name> &layers, QObject *parent);
    virtual void ask(); ///< the layers after TLS
    const net::Endpoint &endpoint() const;
    net::Client &newClient(const net::Endpoint &endpoint);
    void begin(Name name);
    void settle(ProbeLayer::State state, const QString &text);
    void fail(const QString &text);
    void failRequest(const Error &error);
    void failAt(Name name, const QString &text);
    void amend(Name name, const QString &text); ///< more is known of an earlier layer
    void finish();

private:
    void resolve();
    void resolved(const QHostInfo &info);
    void connectTcp();
    void tcpConnected();
    void socketFailed();
    void judgeCertificate(const QList<QSslError> &errors);
    void encrypted();
    void finishLayers();
    void askVersion();
    void askInfo(const QString &version);
    void askKey();
    void keyAnswered(const Result<net::Reply> &reply);
    ProbeLayer &layer(Name name);

    class Private;
    std::unique_ptr<Private> d;
    QList<ProbeLayer> m_layers;
    bool m_finished = false;
    QString m_nameSpace;
    std::optional<net::TlsFailure> m_tlsFailure;
};

} // namespace connections
