#include "core/local/launch.h"

#include <QCoreApplication>
#include <QProcess>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace local {

namespace {

constexpr qint64 mostWords = 2000;

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
    process.setArguments({u"--port"_s, u"0"_s, u"--data"_s, dataDirectory});
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

QByteArray readAuth(const QString &dataDirectory)
{
    QFile file(dataDirectory + u"/wskprops"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("AUTH="))
            return line.mid(5).trimmed();
    return {};
}

} // namespace local
