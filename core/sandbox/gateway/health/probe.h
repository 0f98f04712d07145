#pragma once

#include "core/sandbox/gateway/health/rules.h"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>

namespace sandbox::gateway {

/// Whom to look at.
struct ProbeTarget {
    QString address;     ///< of the machine; a name that could not be looked up fails each time
    quint16 port = 0;
    QByteArray hostHeader;
    QString serverName;  ///< for TLS
};

/// Looks at a server once, by the rules of its upstream: the status of its answer, or what went wrong. Told on the
/// context's thread.
using ProbeResult = std::function<void(std::optional<Sign> failure, int status)>;
void probe(boost::asio::io_context &io, const std::shared_ptr<const HealthRules> &rules, const ProbeTarget &target, ProbeResult result);

} // namespace sandbox::gateway
