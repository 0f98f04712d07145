#pragma once

#include "core/sandbox/http/manners.h"

#include <functional>
#include <memory>

namespace sandbox {

/// Makes the answer to one request; runs on a worker thread and may wait.
using HttpHandler = std::function<HttpResponse(const HttpRequest &)>;

/// HTTP/1.1 on loopback: what came is handed on as sent, what goes out is what the handler said.
class HttpServer {
public:
    explicit HttpServer(HttpHandler handler, const HttpManners &manners = pekkoManners());
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Takes the port (0: any free one) without answering yet; what went wrong, or nothing.
    QString listen(quint16 port);
    quint16 port() const;
    void start();
    /// No new connection and no new request; what is being answered may end.
    void stopAccepting();

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace sandbox
