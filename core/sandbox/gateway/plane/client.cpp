#include "core/sandbox/gateway/plane/client.h"

#include "core/sandbox/gateway/plane/state.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace sandbox::gateway {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using ErrorCode = boost::system::error_code;
using Outcome = Incoming::Outcome;

namespace {

constexpr std::uint64_t mostBody = 512ull * 1024 * 1024;
constexpr std::uint32_t mostHead = 1024 * 1024;

/// One exchange over a connection of its own. Each step has its own time.
class Sending {
public:
    Sending(const Outgoing &outgoing, Incoming *incoming)
        : m_outgoing(outgoing), m_incoming(*incoming), m_tls(asio::ssl::context::tls_client)
    {
        m_parser.header_limit(mostHead);
        m_parser.body_limit(mostBody);
        m_parser.skip(outgoing.hasNoBody);
    }

    void run(const asio::ip::address &address, const PlaneState &state)
    {
        if (m_outgoing.isSecure) {
            prepareTls();
            m_stream.emplace(m_io, m_tls);
            secure(address);
        } else {
            m_plain.expires_after(std::chrono::milliseconds(m_outgoing.connectMs));
            m_plain.async_connect({address, m_outgoing.port}, [this](ErrorCode error) { error ? notConnected(error) : write(m_plain); });
        }
        while (!m_io.stopped() && !state.isStopping())
            m_io.run_one_for(std::chrono::milliseconds(100));
    }

private:
    beast::tcp_stream &lowest() { return m_stream ? beast::get_lowest_layer(*m_stream) : m_plain; }

    void prepareTls()
    {
        ErrorCode ignored;
        m_tls.set_verify_mode(m_outgoing.verifies ? asio::ssl::verify_peer : asio::ssl::verify_none, ignored);
        if (m_outgoing.verifies) {
            m_tls.set_default_verify_paths(ignored);
            m_tls.set_verify_callback(asio::ssl::host_name_verification(m_outgoing.serverName.toStdString()), ignored);
        }
        if (m_outgoing.certificate.isEmpty())
            return;
        const auto buffer = [](const QByteArray &bytes) { return asio::buffer(bytes.constData(), std::size_t(bytes.size())); };
        m_tls.use_certificate_chain(buffer(m_outgoing.certificate), ignored);
        m_tls.use_private_key(buffer(m_outgoing.key), asio::ssl::context::pem, ignored);
    }

    void secure(const asio::ip::address &address)
    {
        SSL_set_tlsext_host_name(m_stream->native_handle(), m_outgoing.serverName.toUtf8().constData());
        lowest().expires_after(std::chrono::milliseconds(m_outgoing.connectMs));
        lowest().async_connect({address, m_outgoing.port}, [this](ErrorCode error) {
            if (error)
                return notConnected(error);
            m_stream->async_handshake(asio::ssl::stream_base::client,
                                      [this](ErrorCode failure) { failure ? notConnected(failure) : write(*m_stream); });
        });
    }

    template<typename Stream> void write(Stream &stream)
    {
        m_incoming.outcome = Outcome::Broken;
        lowest().expires_after(std::chrono::milliseconds(m_outgoing.sendMs));
        const auto bytes = asio::buffer(m_outgoing.bytes.constData(), std::size_t(m_outgoing.bytes.size()));
        // Even a server that does not take all of it may have answered.
        asio::async_write(stream, bytes, [this, &stream](ErrorCode error, std::size_t) {
            error == beast::error::timeout ? fail(error) : readHead(stream);
        });
    }

    template<typename Stream> void readHead(Stream &stream)
    {
        lowest().expires_after(std::chrono::milliseconds(m_outgoing.readMs));
        http::async_read_header(stream, m_buffer, m_parser, [this, &stream](ErrorCode error, std::size_t) {
            if (error)
                return fail(error);
            if (m_parser.get().result_int() / 100 == 1 && m_parser.get().result_int() != 101)
                return fail(error); // nobody asked for it
            readBody(stream);
        });
    }

    template<typename Stream> void readBody(Stream &stream)
    {
        if (m_parser.is_done())
            return take({});
        lowest().expires_after(std::chrono::milliseconds(m_outgoing.readMs));
        http::async_read_some(stream, m_buffer, m_parser, [this, &stream](ErrorCode error, std::size_t) {
            error ? take(error) : readBody(stream);
        });
    }

    void take(ErrorCode error)
    {
        const auto &message = m_parser.get();
        m_incoming.outcome = Outcome::Answered;
        m_incoming.isCut = error && !(error == http::error::end_of_stream && m_parser.need_eof());
        m_incoming.status = int(message.result_int());
        for (const auto &field : message)
            m_incoming.headers.append({QByteArray(field.name_string().data(), qsizetype(field.name_string().size())),
                                       QByteArray(field.value().data(), qsizetype(field.value().size()))});
        m_incoming.body = QByteArray(message.body().data(), qsizetype(message.body().size()));
        if (const auto length = m_incoming.headers.find("Content-Length"))
            m_incoming.length = length->toLongLong();
        if (error == beast::error::timeout)
            m_incoming.isCut = true;
        close();
    }

    void notConnected(ErrorCode error)
    {
        m_incoming.outcome = error == beast::error::timeout ? Outcome::TimedOutConnecting : Outcome::NotConnected;
        close();
    }

    void fail(ErrorCode error)
    {
        m_incoming.outcome = error == beast::error::timeout ? Outcome::TimedOut : Outcome::Broken;
        close();
    }

    void close() { lowest().close(); }

    const Outgoing &m_outgoing;
    Incoming &m_incoming;
    asio::io_context m_io{1};
    asio::ssl::context m_tls;
    beast::tcp_stream m_plain{m_io};
    std::optional<beast::ssl_stream<beast::tcp_stream>> m_stream;
    beast::flat_buffer m_buffer;
    http::response_parser<http::string_body> m_parser;
};

} // namespace

Incoming send(const Outgoing &outgoing, PlaneState &state)
{
    Incoming incoming;
    const auto addresses = state.lookUp(outgoing.host, outgoing.connectMs);
    for (const auto &text : addresses) {
        ErrorCode wrong;
        const auto address = asio::ip::make_address(text.toStdString(), wrong);
        if (wrong)
            continue;
        incoming = {};
        Sending(outgoing, &incoming).run(address, state);
        if (incoming.outcome != Outcome::NotConnected)
            break;
    }
    return incoming;
}

} // namespace sandbox::gateway
