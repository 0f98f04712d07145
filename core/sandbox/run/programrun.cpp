#include "core/sandbox/run/programrun.h"

#include "core/json/text.h"

#include <QDir>
#include <QFileInfo>

#include <cstring>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestArgument = 131071; ///< MAX_ARG_STRLEN of Linux
constexpr qsizetype mostOutput = 64 * 1024 * 1024; ///< what writes more waits for its time limit

Reply answered(int status, const json::Value &value)
{
    const auto body = json::compact(value) + '\n';
    return {false, status, std::max<qint64>(proxyLength(value), body.size() > longestAnswer ? body.size() : 0),
            body.first(std::min<qint64>(body.size(), longestAnswer))};
}

} // namespace

Environment baseEnvironment(const QString &folder)
{
    // Nothing of the sandbox's own environment: an action must not see what its user has set there.
    return {{"PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
            {"HOME", folder.toUtf8()},
            {"TMPDIR", folder.toUtf8()},
            {"LANG", "C.UTF-8"},
            {"PYTHONIOENCODING", "UTF-8"},
            {"PYTHONDONTWRITEBYTECODE", "1"}};
}

Environment contextEnvironment(const RunRequest &request)
{
    auto all = request.initParameters;
    for (const auto &[name, value] : request.context)
        all.append({"__OW_" + name.toUpper(), value});
    return all;
}

ProgramRun::ProgramRun(const Workplace &place, QString folder, QString problem)
    : m_place(place)
    , m_folder(std::move(folder))
    , m_problem(std::move(problem))
{
}

ProgramRun::~ProgramRun()
{
    m_process.reset();
    QDir(m_folder).removeRecursively();
}

void ProgramRun::init(const RunRequest &request)
{
    m_lines.setLimit(qint64(request.logs) * 1048576);
    if (!m_problem.isEmpty())
        m_lines.feed(Stream::Out, m_problem.toUtf8() + '\n');
    m_initialized = true;
}

void ProgramRun::run(const RunRequest &request, qint64 deadline)
{
    const auto input = pythonJson(request.arguments);
    Program program{m_folder + u"/exec"_s, {}, baseEnvironment(m_folder) + contextEnvironment(request), m_folder, false};
    program.environment.append({"__OW_DEADLINE", QByteArray::number(deadline)});
    if (input.size() <= longestArgument)
        program.arguments.append(QString::fromLatin1(input));
    int error = 0;
    m_out.clear();
    m_failure.clear();
    m_process = Process::start(program, *m_place.guard, &error);
    if (!m_process) {
        m_failure = "[Errno " + QByteArray::number(error) + "] " + std::strerror(error) + ": '/action/exec'";
        return;
    }
    m_process->onOutput([this](Stream stream, QByteArrayView bytes) {
        if (stream == Stream::Error)
            m_lines.feed(stream, bytes);
        else if (m_out.size() < mostOutput)
            m_out.append(bytes);
    });
    m_process->send(input);
    m_process->closeInput();
}

std::optional<Reply> ProgramRun::reply()
{
    if (std::exchange(m_initialized, false))
        return QFileInfo(m_folder + u"/exec"_s).isExecutable()
            ? Reply{}
            : refuse("The action failed to generate or locate a binary. See logs for details.");
    if (!m_failure.isEmpty()) {
        const auto why = std::exchange(m_failure, {});
        m_lines.feed(Stream::Out, why + '\n');
        return refuse("The action did not return a dictionary or array.");
    }
    if (!m_process || !m_process->outputEnded() || !m_process->exited())
        return {};
    return finish();
}

Reply ProgramRun::refuse(const QByteArray &message)
{
    auto body = json::Value::object();
    body.set(u"error", json::Value::string(QString::fromLatin1(message)));
    return answered(502, body);
}

Reply ProgramRun::finish()
{
    m_process.reset();
    const auto out = std::exchange(m_out, {}).trimmed();
    const auto last = out.lastIndexOf('\n') + 1;
    const auto line = out.mid(last);
    m_lines.feed(Stream::Out, out.first(last));
    m_lines.finish();
    const auto result = json::read(line);
    if (result && (result->value.isObject() || result->value.isArray()))
        return answered(200, result->value);
    m_lines.feed(Stream::Out, line + '\n');
    return refuse("The action did not return a dictionary or array.");
}

LogLines::Collected ProgramRun::logs(const RunRequest &request)
{
    return m_lines.collect(request.standaloneLogs, request.clockOffset);
}

void ProgramRun::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->drain();
    m_process.reset();
    m_lines.feed(Stream::Out, std::exchange(m_out, {}));
    m_lines.finish();
}

} // namespace sandbox
