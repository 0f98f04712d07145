#pragma once

#include "core/sandbox/http/message.h"
#include "core/sandbox/store/entity.h"

#include <optional>

namespace sandbox {

/// What the extension of a web action's address asks for.
enum class WebForm { Http, Json, Html, Svg, Text };

/// /api/v1/web/NS/PACKAGE/ACTION[.ext][/rest]
struct WebPlace {
    EntityName action;
    WebForm form = WebForm::Http;
    QString rest; ///< "/rest", percent-encoded as the real server does it
};

/// None where the real server's matcher finds no web action's address.
std::optional<WebPlace> webPlaceOf(const HttpRequest &request);

/// The query as a raw action gets it: taken apart and written anew.
QString queryAsSeen(const HttpRequest &request);

} // namespace sandbox
