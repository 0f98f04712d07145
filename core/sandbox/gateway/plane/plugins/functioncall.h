#pragma once

#include "core/sandbox/gateway/plane/client.h"
#include "core/sandbox/gateway/plane/plugin.h"

namespace sandbox::gateway {

/// An address, as the server's HTTP library takes it apart.
struct FunctionAddress {
    bool isSecure = false;
    QByteArray host;
    quint16 port = 80;
    QByteArray path; ///< may be empty

    static std::optional<FunctionAddress> parse(const QByteArray &address);
    QByteArray hostHeader() const; ///< with the port, where it is not the usual one
};

/// What a plugin sends to a function.
struct FunctionRequest {
    QByteArray method;
    FunctionAddress place;
    QByteArray path;
    QByteArray query; ///< with its question mark
    Headers headers;
    QByteArray body;
};

/// None: there is no answer that could be passed on. conf: time limits and whether the certificate counts.
std::optional<Incoming> callFunction(Exchange &exchange, const FunctionRequest &request, const json::Value &conf);

/// Signs a request as Amazon wants it.
void signForAws(FunctionRequest &request, const json::Value &iam, const Arguments &arguments);

} // namespace sandbox::gateway
