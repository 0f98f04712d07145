#pragma once

#include "core/json/value.h"
#include "core/sandbox/http/message.h"

namespace sandbox {

/// A header's value as the real server hands it on: lists with a blank after each comma, Basic keys encoded anew.
QString headerAsSeen(const Header &header);

/// "__ow_headers": names in lower case, the last of several counts; without Content-Type and Content-Length.
json::Value headersAsSeen(const Headers &headers);

} // namespace sandbox
