#include "core/local/launch.h"

#include "core/json/text.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTcpServer>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace local {

namespace {

constexpr qint64 mostWords = 2000;

/// The port of last time, so that what was written down of it (a route to an action) stays right; another when somebody
/// else has it.
QString portLike(const QString &lastAddress)
{
    const int last = QUrl(lastAddress).port(0);
    QTcpServer trial;
    const bool free = last > 0 && trial.listen(QHostAddress::LocalHost, quint16(last));
    return QString::number(free ? last : 0);
}

} // namespace

Launch::Launch(QString p, QString folder, std::shared_ptr<Consoles> c)
    : program(std::move(p)), dataDirectory(std::move(folder)), consoles(std::move(c)),
      m_base(dataDirectory + u"/consoles/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_out(m_base + u".out"_s), m_err(m_base + u".err"_s)
{
}

Launch::~Launch()
{
    m_out.remove();
    m_err.remove();
}

Result<Done> Launch::start()
{
    if (const auto running = consoles->record(); running && running->ending)
        return Done{};
    for (QFile *file : {&m_out, &m_err})
        if (!file->open(QIODevice::ReadWrite))
            return Error{Error::Kind::Rejected, file->errorString(), file->fileName()};
    QProcess process;
    process.setProgram(program);
    const SandboxAddress last = readAddress(dataDirectory);
    process.setArguments({u"--port"_s, portLike(last.url), u"--data"_s, dataDirectory, u"--gateway-admin"_s,
                          portLike(last.gatewayAdmin), u"--gateway"_s, portLike(last.gateway), u"--gateway-control"_s,
                          portLike(last.gatewayControl)});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(m_out.fileName(), QIODevice::Append);
    process.setStandardErrorFile(m_err.fileName(), QIODevice::Append);
    if (!process.startDetached(&pid))
        return Error{Error::Kind::Rejected, QCoreApplication::translate("local", "The sandbox cannot be started: %1").arg(
                                                process.errorString()), program};
    return Done{};
}

QList<QByteArray> Launch::newLines()
{
    m_rest += m_out.readAll();
    QList<QByteArray> lines = m_rest.split('\n');
    m_rest = lines.takeLast();
    return lines;
}

QString Launch::lastWords()
{
    m_err.seek(std::max<qint64>(0, m_err.size() - mostWords));
    return QString::fromUtf8(m_err.readAll()).trimmed();
}

SandboxAddress readAddress(const QString &dataDirectory)
{
    SandboxAddress address;
    QFile props(dataDirectory + u"/wskprops"_s);
    for (const QByteArray &line : props.open(QIODevice::ReadOnly) ? props.readAll().split('\n') : QList<QByteArray>()) {
        if (line.startsWith("AUTH="))
            address.auth = line.mid(5).trimmed();
        if (line.startsWith("APIHOST="))
            address.url = QString::fromUtf8(line.mid(8).trimmed());
    }
    QFile file(dataDirectory + u"/gateway.json"_s);
    const auto gateway = file.open(QIODevice::ReadOnly) ? json::read(file.readAll()) : std::nullopt;
    if (!gateway)
        return address;
    address.gatewayAdmin = gateway->value.value(u"admin").toString();
    address.gateway = gateway->value.value(u"gateway").toString();
    address.gatewayControl = gateway->value.value(u"control").toString();
    address.adminKey = gateway->value.value(u"admin_key").toString().toUtf8();
    return address;
}

} // namespace local
