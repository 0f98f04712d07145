#include "ui/shell/connector.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/local/sandboxprocess.h"

using namespace Qt::StringLiterals;
using connections::Environment;
using connections::Profile;
using connections::Secret;
using connections::Secrets;

Connector::Connector(connections::ProfileStore &profiles, connections::SecretStore &secrets, net::RequestLog &log,
                     local::SandboxProcess *sandbox, QObject *parent)
    : QObject(parent), m_profiles(profiles), m_secrets(secrets), m_log(log), m_sandbox(sandbox)
{
    connect(&secrets, &connections::SecretStore::waitingForUser, this, [this](bool waiting) {
        if (waiting && m_state == State::ReadingSecrets)
            setState(State::WaitingForKeyring);
        else if (!waiting && m_state == State::WaitingForKeyring)
            setState(State::ReadingSecrets);
    });
    if (sandbox) {
        connect(sandbox, &local::SandboxProcess::ended, this, [this](const QString &lastWords) {
            if (m_profile.id == sandboxProfileId())
                Q_EMIT notice(tr("The sandbox has ended: %1").arg(lastWords));
        });
    }
}

Connector::~Connector() = default;

QString Connector::sandboxProfileId()
{
    return u"sandbox"_s;
}

QString Connector::stateText() const
{
    switch (m_state) {
    case State::StartingSandbox: return tr("Starting the sandbox…");
    case State::ReadingSecrets: return tr("Reading the key from the keyring…");
    case State::WaitingForKeyring: return tr("Waiting for the keyring: it asks for its password in a window of its own.");
    case State::None:
    case State::Open:
    case State::Failed: return {};
    }
    return {};
}

void Connector::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void Connector::fail(const Error &error)
{
    if (error.kind == Error::Kind::Canceled)
        return;
    m_error = error;
    setState(State::Failed);
}

void Connector::close()
{
    m_attempt.reset();
    if (m_session)
        Q_EMIT aboutToClose();
    m_book.reset();
    m_feed.reset();
    m_gateway.reset();
    m_session.reset();
    m_dataPlane.reset();
    m_control.reset();
    m_profile = {};
    m_error.reset();
    setState(State::None);
}

void Connector::begin(const Profile &profile)
{
    close();
    m_profile = profile;
    m_attempt = std::make_unique<QObject>();
}

void Connector::connectTo(const QString &profileId)
{
    const auto *profile = m_profiles.find(profileId);
    if (!profile)
        return;
    begin(Profile(*profile));
    if (profileId == sandboxProfileId() && m_sandbox)
        startSandbox();
    else
        readSecrets();
}

void Connector::connectWith(const Profile &profile, const QByteArray &key)
{
    begin(profile);
    Secrets secrets;
    secrets.openwhiskKey = key;
    keep(secrets);
    open(secrets);
}

void Connector::keep(const Secrets &secrets)
{
    if (const auto saved = m_profiles.save(m_profile); !saved)
        Q_EMIT notice(saved.error().message);
    const auto write = [this](Secret which, const QByteArray &value) {
        if (value.isEmpty())
            return;
        deliver(m_secrets.write(m_profile.id, which, value), this, [this](const Result<Done> &written) {
            if (!written)
                Q_EMIT notice(written.error().message);
        });
    };
    write(Secret::OpenWhiskKey, secrets.openwhiskKey);
    write(Secret::GatewayAdminKey, secrets.gatewayAdminKey);
}

void Connector::openSandbox()
{
    if (!m_sandbox)
        return;
    Profile profile;
    if (const auto *known = m_profiles.find(sandboxProfileId()))
        profile = *known;
    profile.id = sandboxProfileId();
    profile.environment = Environment::Sandbox;
    if (profile.name.isEmpty())
        profile.name = tr("Sandbox");
    begin(profile);
    startSandbox();
}

void Connector::retry()
{
    m_profiles.find(m_profile.id) ? connectTo(QString(m_profile.id)) : openSandbox();
}

void Connector::startSandbox()
{
    setState(State::StartingSandbox);
    deliver(m_sandbox->start(), m_attempt.get(), [this](const Result<local::SandboxAddress> &address) {
        address ? sandboxStarted(*address) : fail(address.error());
    });
}

/// Its ports may be others than last time, and a keyring in memory has forgotten its keys.
void Connector::sandboxStarted(const local::SandboxAddress &address)
{
    const bool first = !m_profiles.find(m_profile.id);
    m_profile.openwhiskHost = QUrl(address.url);
    m_profile.gatewayAdmin = QUrl(address.gatewayAdmin);
    m_profile.dataPlane = QUrl(address.gateway);
    m_profile.controlApi = QUrl(address.gatewayControl);
    Secrets secrets;
    secrets.openwhiskKey = address.auth;
    secrets.gatewayAdminKey = address.adminKey;
    keep(secrets);
    if (first)
        Q_EMIT sandboxReady();
    open(secrets);
}

void Connector::readSecrets()
{
    setState(State::ReadingSecrets);
    deliver(connections::readSecrets(m_secrets, m_profile.id), m_attempt.get(), [this](const Result<Secrets> &secrets) {
        secrets ? open(*secrets) : fail(secrets.error());
    });
}

void Connector::open(const Secrets &secrets)
{
    if (secrets.openwhiskKey.isEmpty())
        return fail({Error::Kind::Unauthorized, tr("There is no key for “%1” in the keyring.").arg(m_profile.name),
                     m_secrets.explanation()});
    const auto endpoint = connections::openwhiskEndpoint(m_profile, secrets);
    if (!endpoint)
        return fail(endpoint.error());
    m_session = std::make_unique<openwhisk::Session>(*endpoint, m_profile.id, m_profile.name, &m_log);
    m_session->setProduction(m_profile.environment == Environment::Production);
    m_feed = std::make_unique<openwhisk::ActivationFeed>(m_session->client());
    m_book = std::make_unique<ActivationBook>(*m_feed, m_store, m_profile.id);
    connect(m_book.get(), &ActivationBook::notice, this, &Connector::notice);
    connect(m_session.get(), &openwhisk::Session::stateChanged, this, &Connector::rememberNameSpace);
    openGateway(secrets);
    setState(State::Open);
    m_session->open();
    if (m_gateway)
        m_gateway->open();
}

/// What goes wrong with it stays with it: its session tells, and the OpenWhisk half works on.
void Connector::openGateway(const Secrets &secrets)
{
    if (const auto plane = connections::dataPlaneEndpoint(m_profile, secrets))
        m_dataPlane = *plane;
    if (const auto control = connections::controlEndpoint(m_profile, secrets))
        m_control = *control;
    const auto endpoint = connections::gatewayEndpoint(m_profile, secrets);
    if (!endpoint)
        return;
    m_gateway = std::make_unique<gateway::Session>(*endpoint, m_profile.id, m_profile.name, &m_log);
    m_gateway->setProduction(m_profile.environment == Environment::Production);
    connect(m_gateway.get(), &gateway::Session::stateChanged, this, &Connector::changed);
    connect(m_gateway.get(), &gateway::Session::catalogueChanged, this, &Connector::changed);
}

gateway::Session *Connector::gateway() const
{
    return m_gateway.get();
}

Async<QByteArray> Connector::openwhiskKey() const
{
    return m_secrets.read(m_profile.id, Secret::OpenWhiskKey).then([](const Result<QByteArray> &key) -> Result<QByteArray> {
        return !key && key.error().kind == Error::Kind::NotFound ? Result<QByteArray>(QByteArray()) : key;
    });
}

void Connector::rememberNameSpace()
{
    const QString nameSpace = m_session ? m_session->nameSpace() : QString();
    if (!nameSpace.isEmpty() && nameSpace != m_profile.lastNamespace) {
        m_profile.lastNamespace = nameSpace;
        if (const auto *known = m_profiles.find(m_profile.id)) {
            Profile saved = *known; // the user may have edited it meanwhile
            saved.lastNamespace = nameSpace;
            if (const auto done = m_profiles.save(saved); !done)
                Q_EMIT notice(done.error().message);
        }
    }
    Q_EMIT changed();
}
