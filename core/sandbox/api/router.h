#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// From a request to its answer: transaction id, key, path, handler, error object, faults.
class Router {
public:
    explicit Router(Services &services) : m_services(services) {}
    HttpResponse handle(const HttpRequest &request);

private:
    HttpResponse answer(const Call &call);
    HttpResponse serve(Call call);
    HttpResponse serveApi(Call call);
    HttpResponse serveNamespaces(Call call, const QStringList &path);
    Identity authenticate(const Call &call) const;
    const Identity *userOf(const HttpRequest &request) const;

    Services &m_services;
};

} // namespace sandbox
