#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// application/json as a handler sends it (CORS headers where they are on).
HttpResponse answerJson(const Call &call, const QByteArray &body, int status = 200);
HttpResponse answerJson(const Call &call, const json::Value &body, int status = 200);
/// text/plain as a handler sends it.
HttpResponse answerText(const Call &call, const QByteArray &body, int status = 200);
void addCors(const Services &services, HttpResponse &response);

/// 406 where the request's Accept (or Accept-Charset) excludes the type; call it when the work is done.
void checkAccept(const HttpRequest &request, const QByteArray &type);

} // namespace sandbox
