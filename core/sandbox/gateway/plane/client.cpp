#include "core/sandbox/gateway/plane/client.h"

#include "core/sandbox/gateway/plane/link.h"
#include "core/sandbox/gateway/plane/relay.h"
#include "core/sandbox/gateway/plane/state.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

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
    Sending(const Outgoing &outgoing, Incoming *incoming, const PlaneState &state)
        : m_outgoing(outgoing), m_incoming(*incoming), m_state(state)
    {
        m_parser.header_limit(mostHead);
        m_parser.body_limit(mostBody);
        m_parser.skip(outgoing.hasNoBody);
    }

    void run(const asio::ip::address &address)
    {
        if (m_outgoing.isSecure) {
            prepareTls();
            m_link->secure.emplace(m_link->io, m_link->tls);
            secure(address);
        } else {
            m_link->plain.expires_after(std::chrono::milliseconds(m_outgoing.connectMs));
            m_link->plain.async_connect({address, m_outgoing.port}, [this](ErrorCode error) { error ? notConnected(error) : write(m_link->plain); });
        }
        while (!m_link->io.stopped() && !m_state.isStopping())
            m_link->io.run_one_for(std::chrono::milliseconds(100));
    }

private:
    beast::tcp_stream &lowest() { return m_link->lowest(); }

    void prepareTls()
    {
        ErrorCode ignored;
        m_link->tls.set_verify_mode(m_outgoing.verifies ? asio::ssl::verify_peer : asio::ssl::verify_none, ignored);
        if (m_outgoing.verifies) {
            m_link->tls.set_default_verify_paths(ignored);
            m_link->tls.set_verify_callback(asio::ssl::host_name_verification(m_outgoing.serverName.toStdString()), ignored);
        }
        if (m_outgoing.certificate.isEmpty())
            return;
        const auto buffer = [](const QByteArray &bytes) { return asio::buffer(bytes.constData(), std::size_t(bytes.size())); };
        m_link->tls.use_certificate_chain(buffer(m_outgoing.certificate), ignored);
        m_link->tls.use_private_key(buffer(m_outgoing.key), asio::ssl::context::pem, ignored);
    }

    void secure(const asio::ip::address &address)
    {
        SSL_set_tlsext_host_name(m_link->secure->native_handle(), m_outgoing.serverName.toUtf8().constData());
        lowest().expires_after(std::chrono::milliseconds(m_outgoing.connectMs));
        lowest().async_connect({address, m_outgoing.port}, [this](ErrorCode error) {
            if (error)
                return notConnected(error);
            m_link->secure->async_handshake(asio::ssl::stream_base::client,
                                      [this](ErrorCode failure) { failure ? notConnected(failure) : write(*m_link->secure); });
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
        http::async_read_header(stream, m_link->buffer, m_parser, [this, &stream](ErrorCode error, std::size_t) {
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
        http::async_read_some(stream, m_link->buffer, m_parser, [this, &stream](ErrorCode error, std::size_t) {
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
        if (m_incoming.status == 101 && m_outgoing.mayUpgrade)
            m_incoming.tunnel = relayOver(m_link, m_outgoing.readMs, m_state);
        else
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
    const PlaneState &m_state;
    const std::shared_ptr<Link> m_link = std::make_shared<Link>();
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
        Sending(outgoing, &incoming, state).run(address);
        if (incoming.outcome != Outcome::NotConnected)
            break;
    }
    return incoming;
}

} // namespace sandbox::gateway
