#pragma once

#include "core/sandbox/run/request.h"

#include <QString>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include <poll.h>
#include <sys/types.h>

namespace sandbox {

class Guard;

enum class Stream { Out, Error };

/// What to start.
struct Program {
    QString path;
    QStringList arguments;
    Environment environment; ///< all of it: nothing of this process's own is handed on
    QString folder;
    bool channel = false; ///< requests on descriptor 3, answers on 4; otherwise what is sent goes to standard input
};

/// A child in a process group of its own and the pipes to it. Belongs to one thread, which polls.
class Process {
public:
    /// Nothing when it could not be started; *error is errno then.
    static std::unique_ptr<Process> start(const Program &program, Guard &guard, int *error);
    ~Process();
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    using Output = std::function<void(Stream, QByteArrayView)>;
    void onOutput(Output output) { m_output = std::move(output); }
    void onAnswer(std::function<void(QByteArrayView)> answer) { m_answer = std::move(answer); }

    void send(const QByteArray &bytes);
    void closeInput(); ///< once all is sent

    void addTo(std::vector<pollfd> &fds) const;
    void serve(const pollfd &event);
    void drain(); ///< reads what is there, without waiting

    bool answersEnded() const { return m_answerFd < 0; }
    bool outputEnded() const { return m_outFd < 0 && m_errorFd < 0; }
    bool exited(); ///< reaps it
    void kill();   ///< the whole group; returns when it is gone
    void pause();
    void resume();
    pid_t group() const { return m_pid; }

private:
    Process(pid_t pid, Guard &guard) : m_guard(guard), m_pid(pid) { }
    void flush();
    bool readFrom(int &fd, const std::function<void(QByteArrayView)> &sink);
    void signal(int number) const;

    Guard &m_guard;
    pid_t m_pid;
    bool m_reaped = false;
    bool m_closeInput = false;
    int m_inFd = -1;
    int m_outFd = -1;
    int m_errorFd = -1;
    int m_answerFd = -1;
    QByteArray m_pending;
    qsizetype m_sent = 0;
    Output m_output;
    std::function<void(QByteArrayView)> m_answer;
};

/// Resident bytes of one process.
qint64 residentBytes(pid_t process);
/// Resident bytes of each process group of this machine.
std::unordered_map<pid_t, qint64> residentByGroup();

} // namespace sandbox
