#pragma once

#include "core/async/error.h"
#include "core/insight/gatewayuses.h"
#include "ui/models/target.h"

#include <QList>
#include <QString>

namespace net {
class RequestLog;
}
namespace connections {
class SecretStore;
}
class Connector;

/// Something that is wrong now and that somebody can do something about.
struct Problem {
    enum class Way { None, EditConnection, Retry, ShowRequest, RetryGateway, Open };
    QString key;      ///< the same problem keeps it
    bool serious = true;
    QString where;    ///< "Connection", "GET /api/v1/…"
    QString text;
    QString detail;
    qint64 sinceMs = 0;
    Way way = Way::None;
    quint64 request = 0;
    QString cause = {}; ///< what has the same one is one problem
    std::optional<Target> target = {}; ///< what Open opens
    bool operator==(const Problem &) const = default;
};

/// What is wrong with the gateway of the connection: no answer, lists, plugins, references to what is not there.
QList<Problem> gatewayProblems(const Connector &connector, const QList<insight::BrokenReference> &broken);

/// The connection's trouble, lists that are not as they should be, secrets without a keyring, and requests whose last
/// attempt failed for a reason that is no answer: none came, it was refused, the server was at fault.
QList<Problem> currentProblems(const Connector &connector, const connections::SecretStore &secrets,
                               const net::RequestLog &log, qint64 nowMs,
                               const QList<insight::BrokenReference> &broken = {});
