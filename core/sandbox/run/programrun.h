#pragma once

#include "core/sandbox/run/container.h"

namespace sandbox {

/// A program as the image openwhisk/dockerskeleton runs one: a process for each run, arguments on standard input and
/// as its argument, the last line of its output is the result.
class ProgramRun : public Container {
public:
    ProgramRun(const Workplace &place, QString folder, QString problem);
    ~ProgramRun() override;

    bool ready() override { return true; }
    void init(const RunRequest &request) override;
    void run(const RunRequest &request, qint64 deadline) override;
    std::optional<Reply> reply() override;
    bool logsComplete() override { return true; }
    LogLines::Collected logs(const RunRequest &request) override;
    Process *process() override { return m_process.get(); }
    void kill() override;

private:
    Reply finish();
    Reply refuse(const QByteArray &logged);

    const Workplace &m_place;
    QString m_folder;
    QString m_problem;
    std::unique_ptr<Process> m_process;
    LogLines m_lines;
    QByteArray m_out;
    QByteArray m_failure; ///< why it could not be started
    bool m_initialized = false;
};

/// JSON as Python's json.dumps writes it: ASCII, a blank after each comma and colon.
QByteArray pythonJson(const json::Value &value);
/// How long it is as the answer of the image's proxy.
qint64 proxyLength(const json::Value &value);

} // namespace sandbox
