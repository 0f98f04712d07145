#include "core/sandbox/run/worker.h"

#include "core/json/text.h"
#include "core/sandbox/run/verdict.h"

#include <QDir>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int readyStatus = 100; ///< what a launcher says first

} // namespace

Worker::Worker(std::unique_ptr<Process> process, Prepared prepared)
    : m_process(std::move(process))
    , m_prepared(std::move(prepared))
{
    m_process->onOutput([this](Stream stream, QByteArrayView bytes) { m_lines.feed(stream, bytes); });
    m_process->onAnswer([this](QByteArrayView bytes) { take(bytes); });
}

Worker::~Worker()
{
    m_process.reset();
    QDir(m_prepared.folder).removeRecursively();
}

void Worker::init(const RunRequest &request)
{
    m_lines.setLimit(qint64(request.logs) * 1048576);
    m_initializing = true;
    m_python = isPython(request);
    auto message = json::Value::object();
    message.set(u"main", json::Value::string(request.main));
    message.set(u"code", json::Value::string(QString::fromUtf8(m_prepared.source)));
    message.set(u"folder", json::Value::string(m_prepared.folder));
    message.set(u"unpacked", json::Value::boolean(m_prepared.unpacked));
    message.set(u"problem", json::Value::string(m_prepared.problem));
    m_process->send("{\"init\":" + json::compact(message) + "}\n");
    m_prepared.source.clear();
}

void Worker::run(const RunRequest &request, qint64 deadline)
{
    m_initializing = false;
    auto message = json::Value::object();
    for (const auto &[name, value] : request.context)
        message.set(QString::fromUtf8(name), json::Value::string(QString::fromUtf8(value)));
    message.set(u"deadline", json::Value::string(QString::number(deadline)));
    message.set(u"value", request.arguments);
    m_process->send(json::compact(message) + '\n');
}

void Worker::take(QByteArrayView bytes)
{
    while (m_missing < 0 && !bytes.isEmpty()) {
        const char c = bytes.front();
        bytes = bytes.sliced(1);
        if (c != '\n') {
            m_head.append(c);
            continue;
        }
        const auto words = m_head.split(' ');
        m_head.clear();
        m_reply = {false, words.value(0).toInt(), words.value(1).toLongLong(), {}};
        m_missing = m_reply.length;
        if (m_reply.status == readyStatus) {
            m_ready = true;
            m_missing = -1;
        }
    }
    const auto part = std::min<qint64>(m_missing, bytes.size());
    if (part > 0) {
        m_reply.body.append(bytes.first(std::min(part, longestAnswer - m_reply.body.size())));
        m_missing -= part;
    }
}

std::optional<Reply> Worker::reply()
{
    if (m_missing == 0) {
        m_missing = -1;
        return std::exchange(m_reply, {});
    }
    if (!m_process->answersEnded() && !m_process->exited())
        return {};
    kill();
    if (m_initializing && m_python)
        m_lines.feed(Stream::Error, "Command exited abruptly during initialization.\n");
    return Reply{true, 0, 0, {}};
}

bool Worker::logsComplete()
{
    m_process->drain();
    return m_lines.marks() >= 2 || m_process->outputEnded() || m_process->exited();
}

LogLines::Collected Worker::logs(const RunRequest &request)
{
    return m_lines.collect(request.standaloneLogs, request.clockOffset);
}

void Worker::kill()
{
    m_process->kill();
    m_process->drain();
    m_lines.finish();
}

} // namespace sandbox
