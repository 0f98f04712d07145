#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/activationfeed.h"
#include "tests/bench/harness.h"
#include "ui/models/activationbook.h"

/// A connection's activations as the console holds them: client, feed and table, on a sandbox.
struct ActivationWorld {
    explicit ActivationWorld(const BenchSandbox &sandbox)
        : client(endpointOf(sandbox), &log), feed(client), book(feed, nullptr, {})
    {
        QObject::connect(&client, &net::Client::inFlightChanged, &viewer,
                         [this] { connections = std::max(connections, client.inFlight()); });
    }
    static net::Endpoint endpointOf(const BenchSandbox &sandbox)
    {
        net::Endpoint endpoint;
        endpoint.base = QUrl(sandbox.url());
        endpoint.authorization = "Basic " + sandbox.auth().toBase64();
        return endpoint;
    }
    net::RequestLog log;
    net::Client client;
    openwhisk::ActivationFeed feed;
    ActivationBook book;
    int connections = 0; ///< most at once: no more are asked for than there are connections
    QObject viewer;
};

/// Bytes that the program has taken from the heap.
qint64 heapBytes();
