#include "core/sandbox/http/connection.h"

#include "core/sandbox/http/tunnel.h"

#include <QDateTime>
#include <QLocale>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace sandbox {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

namespace {

constexpr auto idleTime = std::chrono::seconds(70);
constexpr std::uint32_t headLimit = 1024 * 1024; // what exceeds the real server's limits must be read to be named

QByteArray bytes(beast::string_view text) { return QByteArray(text.data(), qsizetype(text.size())); }

QByteArray headOf(const HttpResponse &response, const HttpManners &manners, bool keepAlive)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonOf(response.status) + "\r\n";
    for (const auto &header : response.headers)
        head += header.name + ": " + header.value + "\r\n";
    const auto date = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'");
    if (!response.headers.contains("Date"))
        head += "Date: " + date.toLatin1() + "\r\n";
    if (!response.headers.contains("Server"))
        head += "Server: " + manners.server + "\r\n";
    if (response.tunnel)
        head += "Connection: upgrade\r\n";
    else if (!keepAlive)
        head += "Connection: close\r\n";
    if (manners.hasContent(response.status))
        head += "Content-Length: " + QByteArray::number(response.length.value_or(response.body.size())) + "\r\n";
    return head + "\r\n";
}

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, std::shared_ptr<ConnectionShared> shared)
        : m_stream(std::move(socket)), m_shared(std::move(shared))
    {
    }

    void readHead()
    {
        m_parser.emplace();
        m_parser->header_limit(headLimit);
        m_parser->body_limit(std::uint64_t(bodyLimit) + 1);
        m_request = {};
        m_stream.expires_after(idleTime);
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                [self = shared_from_this()](ErrorCode error, std::size_t) { self->onHead(error); });
    }

private:
    void onHead(ErrorCode error)
    {
        if (error == http::error::body_limit) // a Content-Length over it, told before the body is read
            return write(m_shared->manners.tooLarge());
        if (error)
            return fail(error);
        const auto &message = m_parser->get();
        m_request.method = bytes(message.method_string());
        m_request.target = bytes(message.target());
        m_request.protocol = message.version() >= 11 ? "HTTP/1.1" : "HTTP/1.0";
        for (const auto &field : message)
            m_request.headers.append({bytes(field.name_string()), bytes(field.value())});
        m_keepAlive = message.keep_alive();
        if (auto wrong = m_shared->manners.checkHead(m_request, message.version() >= 11))
            return write(std::move(*wrong));
        const auto length = m_parser->content_length();
        if (length && *length > std::uint64_t(bodyLimit))
            return write(m_shared->manners.tooLarge());
        m_request.hasLength = length.has_value() || m_parser->chunked();
        if (const auto expect = m_request.headers.find("Expect"); expect && expect->toLower() == "100-continue")
            return sendContinue();
        readBody();
    }

    void sendContinue()
    {
        static const std::string line = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(m_stream, asio::buffer(line), [self = shared_from_this()](ErrorCode error, std::size_t) {
            if (!error)
                self->readBody();
        });
    }

    void readBody()
    {
        m_parser->body_limit(std::uint64_t(bodyLimit));
        m_stream.expires_after(idleTime);
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](ErrorCode error, std::size_t) { self->onBody(error); });
    }

    void onBody(ErrorCode error)
    {
        if (error)
            return fail(error);
        const auto &body = m_parser->get().body();
        m_request.body = QByteArray(body.data(), qsizetype(body.size()));
        m_parser.reset();
        ErrorCode gone;
        const auto peer = m_stream.socket().remote_endpoint(gone);
        if (!gone)
            m_request.client = QByteArray::fromStdString(peer.address().to_string()) + ':' + QByteArray::number(peer.port());
        m_stream.expires_never();
        m_shared->workers.start([self = shared_from_this()] {
            auto response = self->m_shared->handler(self->m_request);
            asio::post(self->m_stream.get_executor(), [self, response = std::move(response)]() mutable {
                self->write(std::move(response));
            });
        });
    }

    void fail(ErrorCode error)
    {
        if (auto answer = m_shared->manners.answerTo(error))
            return write(std::move(*answer));
        close();
    }

    void write(HttpResponse response)
    {
        if (response.drop)
            return close();
        m_response = std::move(response);
        if (m_response.status != 101)
            m_response.tunnel.reset();
        m_keepAlive = m_keepAlive && !m_response.close && m_response.cut < 0 && !m_shared->stopping;
        m_head = headOf(m_response, m_shared->manners, m_keepAlive);
        auto size = m_request.method == "HEAD" || !m_shared->manners.hasContent(m_response.status) ? 0 : m_response.body.size();
        if (m_response.cut >= 0)
            size = std::min<qint64>(size, m_response.cut);
        const std::array<asio::const_buffer, 2> parts {asio::buffer(m_head.constData(), std::size_t(m_head.size())),
                                                       asio::buffer(m_response.body.constData(), std::size_t(size))};
        m_stream.expires_after(idleTime);
        asio::async_write(m_stream, parts, [self = shared_from_this()](ErrorCode error, std::size_t) {
            if (!error && self->m_response.tunnel)
                return self->handOver();
            if (error || !self->m_keepAlive)
                return self->close();
            self->readHead();
        });
    }

    /// HTTP is over here.
    void handOver()
    {
        const auto rest = m_buffer.data();
        QByteArray early(static_cast<const char *>(rest.data()), qsizetype(rest.size()));
        ErrorCode error;
        const int socket = m_stream.release_socket().release(error);
        if (!error)
            m_shared->workers.start([tunnel = std::move(m_response.tunnel), socket, early] { tunnel->run(socket, early); });
    }

    void close()
    {
        ErrorCode ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        m_stream.close();
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::shared_ptr<ConnectionShared> m_shared;
    HttpRequest m_request;
    HttpResponse m_response;
    QByteArray m_head;
    bool m_keepAlive = true;
};

} // namespace

void serveConnection(tcp::socket socket, std::shared_ptr<ConnectionShared> shared)
{
    ErrorCode ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    std::make_shared<Connection>(std::move(socket), std::move(shared))->readHead();
}

} // namespace sandbox
