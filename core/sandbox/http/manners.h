#pragma once

#include "core/sandbox/http/message.h"

#include <boost/system/error_code.hpp>

namespace sandbox {

/// What a kind of server does below its routes: how it takes a request apart, what it refuses by itself.
struct HttpManners {
    QByteArray server; ///< the Server header where the handler sets none
    /// Takes the target apart; an answer where the request goes no further.
    std::optional<HttpResponse> (*checkHead)(HttpRequest &request, bool modern);
    /// The answer to bytes that are no HTTP; none where nobody waits for one.
    std::optional<HttpResponse> (*answerTo)(const boost::system::error_code &error);
    HttpResponse (*tooLarge)(); ///< a body over bodyLimit
    bool (*hasContent)(int status); ///< may an answer have a body?
};

/// Of OpenWhisk's controller.
const HttpManners &pekkoManners();
/// Of the gateway.
const HttpManners &nginxManners();
/// nginx's own page, without the headers of a handler.
HttpResponse nginxPage(int status);

} // namespace sandbox
