#include "core/sandbox/setup/sandbox.h"

#include "core/sandbox/api/activations.h"
#include "core/sandbox/api/invoke.h"
#include "core/sandbox/setup/fill.h"
#include "core/sandbox/setup/samples.h"

#include <QFile>

#include <cstdio>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 spareMemory = 60000; ///< ms that lists are remembered beyond what the fault asks for

void tell(const QString &sentence) { std::fprintf(stderr, "whiskboard-sandbox: %s\n", qPrintable(sentence)); }

QStringList faultLines(const QString &path)
{
    QStringList lines;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(u'\n'))
        if (const auto text = line.trimmed(); !text.isEmpty() && !text.startsWith(u'#'))
            lines.append(text);
    return lines;
}

} // namespace

Sandbox::Sandbox(Settings settings)
    : m_settings(std::move(settings)), m_dir(m_settings.dataDir),
      m_throttle(m_clock, m_settings.perMinute, m_settings.inFlight)
{
}

Sandbox::~Sandbox()
{
    if (m_server)
        m_server->stopAccepting();
    m_gateway.reset();
    if (m_system)
        m_system->stop();
    // Invokes that wait are answered by this, so that the server's workers come to an end.
    if (m_runs)
        stopRuns(*m_runs);
    m_server.reset();
}

Sandbox::Start Sandbox::start(QString *detail)
{
    const auto claim = m_dir.claim(detail);
    if (claim != DataDir::Claim::Ours)
        return claim == DataDir::Claim::Busy ? Start::Busy : Start::Failed;
    for (const auto step : {&Sandbox::openStore, &Sandbox::fillStore, &Sandbox::openGateway, &Sandbox::listen}) {
        *detail = (this->*step)();
        if (!detail->isEmpty())
            return Start::Failed;
    }
    *detail = u"http://127.0.0.1:%1"_s.arg(m_server->port());
    return Start::Ready;
}

QString Sandbox::openStore()
{
    if (auto error = loadUsers(m_dir, m_settings, &m_users); !error.isEmpty())
        return error;
    QString notice;
    QString error;
    m_database = Database::open(m_dir.file(u"sandbox.sqlite"_s), &notice, &error);
    if (!notice.isEmpty())
        tell(notice);
    if (!m_database)
        return u"The database cannot be opened: "_s + error;
    m_entities = std::make_unique<Entities>(*m_database);
    if (error = m_entities->load(); !error.isEmpty())
        return u"The database cannot be read: "_s + error;
    m_services.reset(new Services{m_settings, m_clock, m_users, m_faults, *m_database, *m_entities, m_throttle});
    m_activations = openActivations(*m_services);
    m_services->activations = m_activations.get();
    m_runs = startRuns(*m_services);
    m_services->runs = m_runs.get();
    m_system = std::make_unique<System>(*m_services);
    m_services->system = m_system.get();
    return m_system->load();
}

QString Sandbox::fillStore()
{
    const auto ns = m_users.all().first().ns;
    if (auto error = addSamples(*m_services); !error.isEmpty())
        return error;
    if (!m_settings.fill.isEmpty())
        if (auto error = fillEntities(*m_services, ns); !error.isEmpty())
            return error;
    if (const auto count = m_settings.fill.value(u"activations"_s))
        if (auto error = fillActivations(*m_services, ns, count); !error.isEmpty())
            return error;
    return {};
}

QString Sandbox::openGateway()
{
    if (!m_settings.gatewayAdmin)
        return {};
    m_gateway = std::make_unique<gateway::Gateway>(*m_database, m_faults, m_settings);
    return m_gateway->open(m_dir);
}

QString Sandbox::gatewayAdminAddress() const { return m_gateway ? m_gateway->adminAddress() : QString(); }
QString Sandbox::gatewayAddress() const { return m_gateway ? m_gateway->address() : QString(); }
QString Sandbox::gatewayControlAddress() const { return m_gateway ? m_gateway->controlAddress() : QString(); }

QString Sandbox::listen()
{
    m_router = std::make_unique<Router>(*m_services);
    m_server = std::make_unique<HttpServer>([this](const HttpRequest &request) { return m_router->handle(request); });
    if (auto error = m_server->listen(m_settings.port); !error.isEmpty())
        return u"Port %1: %2"_s.arg(m_settings.port).arg(error);
    m_settings.port = m_server->port(); // 0 was any
    const auto address = u"http://127.0.0.1:%1"_s.arg(m_server->port());
    if (auto error = writeWskprops(m_dir, address, m_users.all().first()); !error.isEmpty())
        return error;
    if (auto error = m_dir.announce(address); !error.isEmpty())
        return error;
    readFaults();
    m_server->start();
    if (m_gateway)
        m_gateway->start();
    m_system->start();
    if (m_settings.load > 0)
        loadActivations(*m_services, m_users.all().first().ns, m_settings.load);
    return {};
}

void Sandbox::readFaults()
{
    QList<Fault> faults;
    for (const auto &text : m_settings.faults + faultLines(m_dir.file(u"faults"_s))) {
        Fault fault;
        if (const auto wrong = Faults::parse(text, &fault); wrong.isEmpty())
            faults.append(fault);
        else
            tell(wrong);
    }
    m_faults.set(faults);
    m_clock.setOffset(m_faults.anywhere(u"clock").value_or(QString()).toLongLong() * 1000);
    const auto stale = m_faults.anywhere(u"stale").value_or(QString()).toLongLong();
    m_entities->rememberFor(stale > 0 ? stale * 1000 + spareMemory : 0);
    if (const auto burst = m_faults.anywhere(u"burst").value_or(QString()).toInt(); burst > 0)
        burstActivations(*m_services, m_users.all().first().ns, burst);
}

} // namespace sandbox
