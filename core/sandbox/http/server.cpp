#include "core/sandbox/http/server.h"

#include "core/sandbox/http/connection.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <thread>
#include <vector>

namespace sandbox {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
// A blocking invoke holds a worker for up to a minute: as many as the real server lets run at once in our set-ups,
// and some for the short calls beside them.
constexpr int workerCount = 320;
constexpr int ioThreads = 2;
} // namespace

struct HttpServer::Private {
    asio::io_context io;
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    std::shared_ptr<ConnectionShared> shared;
    std::vector<std::thread> threads;
    quint16 port = 0;

    void accept()
    {
        acceptor.async_accept(asio::make_strand(io), [this](boost::system::error_code error, tcp::socket socket) {
            if (!acceptor.is_open())
                return;
            if (!error) {
                serveConnection(std::move(socket), shared);
                return accept();
            }
            // Out of file descriptors: some will come back.
            pause.expires_after(std::chrono::milliseconds(50));
            pause.async_wait([this](boost::system::error_code canceled) {
                if (!canceled)
                    accept();
            });
        });
    }
};

HttpServer::HttpServer(HttpHandler handler, const HttpManners &manners) : m(std::make_unique<Private>())
{
    m->shared.reset(new ConnectionShared{std::move(handler), manners, {}, false});
    m->shared->workers.setMaxThreadCount(workerCount);
}

HttpServer::~HttpServer()
{
    stopAccepting();
    m->shared->workers.waitForDone();
    m->io.stop();
    for (auto &thread : m->threads)
        thread.join();
}

QString HttpServer::listen(quint16 port)
{
    boost::system::error_code error;
    const tcp::endpoint address(asio::ip::address_v4::loopback(), port);
    m->acceptor.open(address.protocol(), error);
    if (!error)
        m->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        m->acceptor.bind(address, error);
    if (!error)
        m->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return QString::fromStdString(error.message());
    m->port = m->acceptor.local_endpoint().port();
    return {};
}

quint16 HttpServer::port() const { return m->port; }

void HttpServer::start()
{
    m->accept();
    for (int i = 0; i < ioThreads; ++i)
        m->threads.emplace_back([this] { m->io.run(); });
}

void HttpServer::stopAccepting()
{
    if (m->shared->stopping.exchange(true))
        return;
    asio::post(m->io, [this] {
        boost::system::error_code ignored;
        m->acceptor.close(ignored);
        m->pause.cancel();
    });
}

} // namespace sandbox
