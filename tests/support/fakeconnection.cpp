#include "tests/support/fakeconnection.h"

#include <QTcpSocket>

namespace {

constexpr qint64 highWater = 1024 * 1024;

QByteArray headText(const FakeAnswer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Fake\r\n";
    bool typed = false;
    for (const auto &[name, value] : answer.headers) {
        head += name + ": " + value + "\r\n";
        typed = typed || name.toLower() == "content-type";
    }
    if (!typed)
        head += "Content-Type: application/json\r\n";
    if (answer.form == FakeAnswer::Form::Whole)
        head += "Content-Length: " + QByteArray::number(answer.body.size() * answer.times) + "\r\n";
    else
        head += "Transfer-Encoding: chunked\r\n";
    return head + "\r\n";
}

} // namespace

FakeConnection::FakeConnection(FakeServer *server, QTcpSocket *socket, int number)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &FakeConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &FakeConnection::gone);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_server->m_bytesSent += bytes;
        pump();
    });
    connect(&m_timer, &QTimer::timeout, this, &FakeConnection::pumpEndless);
    read(); // what came during the TLS handshake
}

void FakeConnection::read()
{
    m_buffer += m_socket->readAll();
    if (m_buffer.startsWith('\x16')) { // TLS spoken to a plain port: real servers say so at once
        write(
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUnsupported HTTP method");
        finish(true);
        return;
    }
    if (m_current || (m_bodySize < 0 && !readHead()) || m_buffer.size() < m_bodySize)
        return;
    m_incoming.body = m_buffer.left(m_bodySize);
    m_buffer.remove(0, m_bodySize);
    m_bodySize = -1;
    m_incoming.connection = m_number;
    m_current = m_incoming;
    m_server->m_requests.append(m_incoming);
    m_held = m_server->held(m_incoming);
    Q_EMIT m_server->received(m_incoming);
    if (!m_held)
        answer();
}

bool FakeConnection::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    QList<QByteArray> lines = m_buffer.left(end).replace("\r\n", "\n").split('\n');
    m_buffer.remove(0, end + 4);
    const QList<QByteArray> first = lines.takeFirst().split(' ');
    m_incoming = {first.value(0), first.value(1), {}, {}};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        m_incoming.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    m_bodySize = m_incoming.header("Content-Length").toLongLong();
    return true;
}

void FakeConnection::resume()
{
    if (!m_held || m_server->held(*m_current))
        return;
    m_held = false;
    answer();
}

void FakeConnection::drop()
{
    m_socket->abort();
}

void FakeConnection::answer()
{
    start(m_server->answerFor(*m_current));
}

void FakeConnection::start(const FakeAnswer &answer)
{
    m_answer = answer;
    if (answer.form == FakeAnswer::Form::Nothing) {
        finish(true);
        return;
    }
    if (answer.form == FakeAnswer::Form::Raw) {
        write(answer.body);
        finish(true);
        return;
    }
    write(headText(answer));
    m_body = answer.cutAfter >= 0 ? answer.body.left(answer.cutAfter) : answer.body;
    m_repeats = answer.times;
    if (m_current->method == "HEAD" || answer.status == 204)
        m_repeats = 0;
    if (answer.form == FakeAnswer::Form::Endless && answer.everyMs > 0)
        m_timer.start(answer.everyMs);
    pump();
}

// Not more than the client takes: a body of 200 MB must not stand in memory.
void FakeConnection::pump()
{
    if (!m_current || m_held || m_timer.isActive() || m_answer.form > FakeAnswer::Form::Endless)
        return;
    while (m_socket->bytesToWrite() < highWater) {
        if (m_answer.form == FakeAnswer::Form::Endless) {
            writeChunk(m_body);
        } else if (m_repeats <= 0) {
            if (m_answer.form == FakeAnswer::Form::Chunked && m_answer.cutAfter < 0)
                write("0\r\n\r\n");
            finish(m_answer.cutAfter >= 0);
            return;
        } else if (m_answer.form == FakeAnswer::Form::Chunked) {
            for (qsizetype at = 0; at < m_body.size(); at += m_answer.piece)
                writeChunk(m_body.mid(at, m_answer.piece));
            --m_repeats;
        } else {
            write(m_body);
            --m_repeats;
        }
    }
}

void FakeConnection::pumpEndless()
{
    if (m_socket->bytesToWrite() < highWater)
        writeChunk(m_body);
}

void FakeConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void FakeConnection::writeChunk(const QByteArray &bytes)
{
    write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void FakeConnection::finish(bool close)
{
    m_current.reset();
    if (close)
        m_socket->disconnectFromHost();
    else if (!m_buffer.isEmpty())
        QMetaObject::invokeMethod(this, &FakeConnection::read, Qt::QueuedConnection);
}

void FakeConnection::gone()
{
    m_timer.stop();
    if (m_current)
        m_server->m_aborted.append(*m_current);
    m_current.reset();
    m_held = false;
    m_server->m_open.removeOne(this);
    deleteLater();
}
