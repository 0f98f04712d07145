#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <optional>

namespace sandbox::gateway {

/// A connection to another server, with or without TLS, and what has come on it and was not read yet.
struct Link {
    boost::asio::io_context io{1};
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    boost::beast::tcp_stream plain{io};
    std::optional<boost::beast::ssl_stream<boost::beast::tcp_stream>> secure;
    boost::beast::flat_buffer buffer;

    boost::beast::tcp_stream &lowest() { return secure ? boost::beast::get_lowest_layer(*secure) : plain; }
};

} // namespace sandbox::gateway
