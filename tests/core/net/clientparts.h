#pragma once

#include "core/net/client.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"

inline net::Endpoint endpointOf(const FakeServer &server)
{
    net::Endpoint endpoint;
    endpoint.base = server.url();
    endpoint.authorization = "Basic dXNlcjpwYXNzd29yZA==";
    return endpoint;
}

inline net::Request request(const QByteArray &target, const QByteArray &method = "GET", const QByteArray &body = {})
{
    net::Request result;
    result.method = method;
    result.target = target;
    result.body = body;
    return result;
}
