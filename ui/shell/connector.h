#pragma once

#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "ui/models/activationbook.h"

namespace gateway {
class Session;
}
namespace local {
class SandboxProcess;
struct SandboxAddress;
}

/// Opens one connection at a time: starts the sandbox where it is the sandbox's, reads the secrets (a keyring may ask
/// the user first), makes the session. Nothing of it blocks; a later connectTo() wins over one under way.
class Connector : public QObject {
    Q_OBJECT
public:
    enum class State { None, StartingSandbox, ReadingSecrets, WaitingForKeyring, Open, Failed };

    Connector(connections::ProfileStore &profiles, connections::SecretStore &secrets, net::RequestLog &log,
              local::SandboxProcess *sandbox, QObject *parent = nullptr);
    ~Connector() override;

    void connectTo(const QString &profileId);
    void connectWith(const connections::Profile &profile, const QByteArray &key); ///< the key is known already
    void openSandbox(); ///< makes its profile when there is none yet
    void close();
    void retry();

    State state() const { return m_state; }
    QString stateText() const; ///< what is waited for
    const std::optional<Error> &error() const { return m_error; }
    const connections::Profile &profile() const { return m_profile; } ///< empty id: none
    openwhisk::Session *session() const { return m_session.get(); }
    gateway::Session *gateway() const; ///< nullptr: the profile has none; lives and dies with session()
    const std::optional<net::Endpoint> &dataPlane() const { return m_dataPlane; }
    const std::optional<net::Endpoint> &control() const { return m_control; }
    Async<QByteArray> openwhiskKey() const; ///< of the open profile, out of the keychain; empty when there is none
    openwhisk::ActivationFeed *feed() const { return m_feed.get(); }
    ActivationBook *book() const { return m_book.get(); }
    void setActivationStore(history::ActivationStore *store) { m_store = store; } ///< for the sessions to come
    bool hasSandbox() const { return m_sandbox; }

    static QString sandboxProfileId();

Q_SIGNALS:
    void aboutToClose(); ///< pages of the session must go now
    void changed();
    void sandboxReady(); ///< the first start of all made its profile
    void notice(const QString &text);

private:
    void begin(const connections::Profile &profile);
    void setState(State state);
    void fail(const Error &error);
    void startSandbox();
    void sandboxStarted(const local::SandboxAddress &address);
    void readSecrets();
    void keep(const connections::Secrets &secrets); ///< profile and keys, for the next time
    void open(const connections::Secrets &secrets);
    void openGateway(const connections::Secrets &secrets);
    void rememberNameSpace();

    connections::ProfileStore &m_profiles;
    connections::SecretStore &m_secrets;
    net::RequestLog &m_log;
    local::SandboxProcess *m_sandbox;
    history::ActivationStore *m_store = nullptr;
    State m_state = State::None;
    std::optional<Error> m_error;
    connections::Profile m_profile;
    std::unique_ptr<QObject> m_attempt; ///< context of the attempt under way
    std::unique_ptr<openwhisk::Session> m_session;
    std::unique_ptr<gateway::Session> m_gateway;
    std::optional<net::Endpoint> m_dataPlane, m_control; ///< of the open profile
    std::unique_ptr<openwhisk::ActivationFeed> m_feed;
    std::unique_ptr<ActivationBook> m_book; ///< of the feed
};
