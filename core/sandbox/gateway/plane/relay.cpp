#include "core/sandbox/gateway/plane/relay.h"

#include "core/sandbox/gateway/plane/link.h"
#include "core/sandbox/gateway/plane/state.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>

#include <unistd.h>

namespace sandbox::gateway {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

namespace {

class Relay : public Tunnel {
public:
    Relay(std::shared_ptr<Link> link, int idleMs, const PlaneState &state)
        : m_link(std::move(link)), m_state(state), m_idleTime(idleMs), m_client(m_link->io), m_idle(m_link->io)
    {
    }

    void run(int socket, const QByteArray &early) override
    {
        ErrorCode wrong;
        m_client.assign(tcp::v4(), socket, wrong);
        if (wrong) {
            ::close(socket);
            return;
        }
        m_link->lowest().expires_never();
        m_link->secure ? begin(*m_link->secure, early) : begin(m_link->plain, early);
        m_link->io.restart();
        while (!m_link->io.stopped() && !m_state.isStopping())
            m_link->io.run_one_for(std::chrono::milliseconds(100));
    }

private:
    struct Way {
        std::array<char, 16384> bytes;
        QByteArray first = {}; ///< what came before
    };

    template<typename Server> void begin(Server &server, const QByteArray &early)
    {
        m_up.first = early;
        const auto rest = m_link->buffer.data();
        m_down.first = QByteArray(static_cast<const char *>(rest.data()), qsizetype(rest.size()));
        touch();
        write(m_client, server, m_up, asio::buffer(m_up.first.constData(), std::size_t(m_up.first.size())));
        write(server, m_client, m_down, asio::buffer(m_down.first.constData(), std::size_t(m_down.first.size())));
    }

    template<typename From, typename To> void read(From &from, To &to, Way &way)
    {
        from.async_read_some(asio::buffer(way.bytes), [this, &from, &to, &way](ErrorCode error, std::size_t size) {
            if (error)
                return end();
            write(from, to, way, asio::buffer(std::as_const(way.bytes).data(), size));
        });
    }

    template<typename From, typename To> void write(From &from, To &to, Way &way, asio::const_buffer bytes)
    {
        touch();
        asio::async_write(to, bytes, [this, &from, &to, &way](ErrorCode error, std::size_t) { error ? end() : read(from, to, way); });
    }

    void touch()
    {
        m_idle.expires_after(m_idleTime);
        m_idle.async_wait([this](ErrorCode canceled) {
            if (!canceled)
                end();
        });
    }

    /// One side is done: so is the other.
    void end()
    {
        ErrorCode ignored;
        m_client.shutdown(tcp::socket::shutdown_both, ignored);
        m_client.close(ignored);
        m_link->lowest().close();
        m_idle.cancel();
    }

    const std::shared_ptr<Link> m_link;
    const PlaneState &m_state;
    const std::chrono::milliseconds m_idleTime;
    tcp::socket m_client;
    asio::steady_timer m_idle;
    Way m_up;
    Way m_down;
};

} // namespace

std::shared_ptr<Tunnel> relayOver(std::shared_ptr<Link> link, int idleMs, const PlaneState &state)
{
    return std::make_shared<Relay>(std::move(link), idleMs, state);
}

} // namespace sandbox::gateway
