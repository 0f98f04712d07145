#include "core/sandbox/run/process.h"

#include "core/sandbox/run/guard.h"
#include "core/sandbox/run/spawn.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sandbox {

namespace {

/// Both ends of a pipe; what is not taken is closed.
struct Pipe {
    int ends[2] = {-1, -1};
    bool open() { return pipe2(ends, O_CLOEXEC) == 0; }
    int take(int end) { return std::exchange(ends[end], -1); }
    ~Pipe()
    {
        for (const int fd : ends)
            if (fd >= 0)
                close(fd);
    }
};

void closeFd(int &fd)
{
    if (fd >= 0)
        close(std::exchange(fd, -1));
}

int unblocked(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

/// A vector of C strings as exec wants it, with the texts beside it.
struct Texts {
    std::vector<QByteArray> texts;
    std::vector<char *> pointers;
    char *const *data()
    {
        for (auto &text : texts)
            pointers.push_back(text.data());
        pointers.push_back(nullptr);
        return pointers.data();
    }
};

Texts argumentsOf(const Program &program)
{
    Texts all{{program.path.toUtf8()}, {}};
    for (const auto &argument : program.arguments)
        all.texts.push_back(argument.toUtf8());
    return all;
}

Texts environmentOf(const Program &program)
{
    Texts all;
    for (const auto &[name, value] : program.environment)
        if (!name.isEmpty() && !name.contains('=') && !name.contains('\0') && !value.contains('\0'))
            all.texts.push_back(name + '=' + value);
    return all;
}

} // namespace

std::unique_ptr<Process> Process::start(const Program &program, Guard &guard, int *error)
{
    Pipe in, out, err, answers;
    const int nothing = program.channel ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;
    if (!in.open() || !out.open() || !err.open() || !answers.open()) {
        *error = errno;
        return nullptr;
    }
    auto arguments = argumentsOf(program);
    auto environment = environmentOf(program);
    const auto path = program.path.toUtf8();
    const auto folder = program.folder.toUtf8();
    Spawn plan{path.constData(), arguments.data(), environment.data(), folder.constData(),
               {program.channel ? nothing : in.ends[0], out.ends[1], err.ends[1]}};
    if (program.channel) {
        plan.requests = in.ends[0];
        plan.answers = answers.ends[1];
    }
    const pid_t pid = spawn(plan, error);
    if (nothing >= 0)
        close(nothing);
    if (pid < 0)
        return nullptr;
    guard.watch(pid);
    std::unique_ptr<Process> process(new Process(pid, guard));
    process->m_inFd = unblocked(in.take(1));
    process->m_outFd = unblocked(out.take(0));
    process->m_errorFd = unblocked(err.take(0));
    if (program.channel)
        process->m_answerFd = unblocked(answers.take(0));
    return process;
}

Process::~Process()
{
    kill();
    for (int *fd : {&m_inFd, &m_outFd, &m_errorFd, &m_answerFd})
        closeFd(*fd);
}

void Process::send(const QByteArray &bytes)
{
    m_pending.append(bytes);
    flush();
}

void Process::closeInput()
{
    m_closeInput = true;
    flush();
}

void Process::flush()
{
    while (m_inFd >= 0 && m_sent < m_pending.size()) {
        const auto count = write(m_inFd, m_pending.constData() + m_sent, size_t(m_pending.size() - m_sent));
        if (count < 0 && errno == EAGAIN)
            return;
        if (count < 0 && errno != EINTR)
            closeFd(m_inFd); // nobody reads any more: its end will be noticed elsewhere
        m_sent += std::max<ssize_t>(count, 0);
    }
    m_pending.clear();
    m_sent = 0;
    if (m_closeInput)
        closeFd(m_inFd);
}

void Process::addTo(std::vector<pollfd> &fds) const
{
    for (const int fd : {m_outFd, m_errorFd, m_answerFd})
        if (fd >= 0)
            fds.push_back({fd, POLLIN, 0});
    if (m_inFd >= 0 && !m_pending.isEmpty())
        fds.push_back({m_inFd, POLLOUT, 0});
}

bool Process::readFrom(int &fd, const std::function<void(QByteArrayView)> &sink)
{
    std::array<char, 65536> buffer;
    const auto count = fd < 0 ? 0 : read(fd, buffer.data(), buffer.size());
    if (count > 0 && sink)
        sink(QByteArrayView(buffer.data(), count));
    else if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        closeFd(fd);
    return count > 0;
}

void Process::serve(const pollfd &event)
{
    if (event.fd == m_inFd)
        flush();
    else if (event.fd == m_outFd)
        readFrom(m_outFd, [this](QByteArrayView bytes) { m_output(Stream::Out, bytes); });
    else if (event.fd == m_errorFd)
        readFrom(m_errorFd, [this](QByteArrayView bytes) { m_output(Stream::Error, bytes); });
    else if (event.fd == m_answerFd)
        readFrom(m_answerFd, m_answer);
}

void Process::drain()
{
    // Bounded: a process that never stops writing must not keep the thread of all others.
    for (int i = 0; i < 64; ++i) {
        const bool out = readFrom(m_outFd, [this](QByteArrayView bytes) { m_output(Stream::Out, bytes); });
        const bool error = readFrom(m_errorFd, [this](QByteArrayView bytes) { m_output(Stream::Error, bytes); });
        if (!out && !error)
            return;
    }
}

bool Process::exited()
{
    if (!m_reaped && waitpid(m_pid, nullptr, WNOHANG) != 0) {
        m_reaped = true;
        // What it left behind in its group goes, too; the number is free for others only once the group is empty.
        ::kill(-m_pid, SIGKILL);
        m_guard.forget(m_pid);
    }
    return m_reaped;
}

void Process::signal(int number) const
{
    if (!m_reaped)
        ::kill(-m_pid, number);
}

void Process::kill()
{
    if (m_reaped)
        return;
    signal(SIGKILL);
    while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) { }
    m_reaped = true;
    m_guard.forget(m_pid);
}

void Process::pause()
{
    signal(SIGSTOP);
}

void Process::resume()
{
    signal(SIGCONT);
}

} // namespace sandbox
