#pragma once

#include "core/sandbox/run/container.h"
#include "core/sandbox/run/prepare.h"

namespace sandbox {

/// A Node.js or Python action in a process that stays for the next run.
class Worker : public Container {
public:
    Worker(std::unique_ptr<Process> process, Prepared prepared);
    ~Worker() override;

    bool ready() override { return m_ready; }
    void init(const RunRequest &request) override;
    void run(const RunRequest &request, qint64 deadline) override;
    std::optional<Reply> reply() override;
    bool logsComplete() override;
    LogLines::Collected logs(const RunRequest &request) override;
    Process *process() override { return m_process.get(); }
    void kill() override;

private:
    void take(QByteArrayView bytes);

    std::unique_ptr<Process> m_process;
    Prepared m_prepared;
    LogLines m_lines;
    bool m_ready = false;
    bool m_initializing = false;
    bool m_python = false;
    QByteArray m_head;
    qint64 m_missing = -1; ///< bytes of the body still to come; -1: its head is not complete
    Reply m_reply;
};

} // namespace sandbox
