#include "core/sandbox/gateway/health/probe.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using ErrorCode = boost::system::error_code;

namespace {

/// One look, over a connection of its own. Keeps itself alive.
class Probe : public std::enable_shared_from_this<Probe> {
public:
    Probe(asio::io_context &io, std::shared_ptr<const HealthRules> rules, ProbeTarget target, ProbeResult result)
        : m_rules(std::move(rules)), m_target(std::move(target)), m_result(std::move(result)), m_tls(asio::ssl::context::tls_client), m_plain(io)
    {
    }

    void run()
    {
        ErrorCode wrong;
        const auto address = asio::ip::make_address(m_target.address.toStdString(), wrong);
        if (wrong)
            return asio::post(m_plain.get_executor(), [self = shared_from_this()] { self->end(Sign::TcpFailure); });
        const bool isSecure = m_rules->type == u"https";
        if (isSecure)
            prepareTls();
        rest();
        lowest().async_connect({address, m_target.port}, [self = shared_from_this(), isSecure](ErrorCode error) {
            if (error)
                return self->fail(error);
            if (self->m_rules->type == u"tcp")
                return self->end({}, 0);
            isSecure ? self->secure() : self->ask(self->m_plain);
        });
    }

private:
    beast::tcp_stream &lowest() { return m_stream ? beast::get_lowest_layer(*m_stream) : m_plain; }
    /// Each step has its own time.
    void rest() { lowest().expires_after(std::chrono::milliseconds(m_rules->timeoutMs)); }

    void prepareTls()
    {
        ErrorCode ignored;
        m_tls.set_verify_mode(m_rules->verifies ? asio::ssl::verify_peer : asio::ssl::verify_none, ignored);
        if (m_rules->verifies) {
            m_tls.set_default_verify_paths(ignored);
            m_tls.set_verify_callback(asio::ssl::host_name_verification(m_target.serverName.toStdString()), ignored);
        }
        m_stream.emplace(m_plain.get_executor(), m_tls);
        SSL_set_tlsext_host_name(m_stream->native_handle(), m_target.serverName.toUtf8().constData());
    }

    void secure()
    {
        rest();
        m_stream->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](ErrorCode error) {
            error ? self->fail(error) : self->ask(*self->m_stream);
        });
    }

    template<typename Stream> void ask(Stream &stream)
    {
        m_bytes = m_rules->method + ' ' + m_rules->path + " HTTP/1.1\r\nConnection: close\r\n";
        for (const auto &header : m_rules->headers)
            m_bytes += header + "\r\n";
        if (!m_rules->body.isEmpty())
            m_bytes += "Content-Length: " + QByteArray::number(m_rules->body.size()) + "\r\n";
        m_bytes += "Host: " + m_target.hostHeader + "\r\n\r\n" + m_rules->body;
        rest();
        asio::async_write(stream, asio::buffer(m_bytes.constData(), std::size_t(m_bytes.size())),
                          [self = shared_from_this(), &stream](ErrorCode error, std::size_t) { error ? self->fail(error) : self->read(stream); });
    }

    template<typename Stream> void read(Stream &stream)
    {
        rest();
        http::async_read_header(stream, m_buffer, m_parser, [self = shared_from_this()](ErrorCode error, std::size_t) {
            error ? self->fail(error) : self->end({}, int(self->m_parser.get().result_int()));
        });
    }

    void fail(ErrorCode error) { end(error == beast::error::timeout ? Sign::Timeout : Sign::TcpFailure); }

    void end(std::optional<Sign> failure, int status = 0)
    {
        lowest().close();
        m_result(failure, status);
    }

    const std::shared_ptr<const HealthRules> m_rules;
    const ProbeTarget m_target;
    const ProbeResult m_result;
    asio::ssl::context m_tls;
    beast::tcp_stream m_plain;
    std::optional<beast::ssl_stream<beast::tcp_stream>> m_stream;
    QByteArray m_bytes;
    beast::flat_buffer m_buffer;
    http::response_parser<http::empty_body> m_parser;
};

} // namespace

void probe(asio::io_context &io, const std::shared_ptr<const HealthRules> &rules, const ProbeTarget &target, ProbeResult result)
{
    std::make_shared<Probe>(io, rules, target, std::move(result))->run();
}

} // namespace sandbox::gateway
