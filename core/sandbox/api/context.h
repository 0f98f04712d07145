#pragma once

#include "core/sandbox/http/message.h"
#include "core/sandbox/store/entity.h"

#include <memory>

namespace sandbox {

class ActivationStore;
class Clock;
class Database;
class Entities;
class Faults;
class Runs;
class System;
class Throttle;
class Users;
struct Settings;

/// The parts of the running sandbox that handlers use; all are safe to use from any thread.
struct Services {
    const Settings &settings;
    Clock &clock;
    Users &users;
    Faults &faults;
    Database &database;
    Entities &entities;
    Throttle &throttle;
    ActivationStore *activations = nullptr; ///< set before the first request
    Runs *runs = nullptr;                   ///< set before the first request
    System *system = nullptr;               ///< set before the first request
};

/// Whose key came with the request.
struct Identity {
    QString ns; ///< also the subject
    QString uuid;
    QString key;
    QString auth() const { return uuid + u':' + key; }
};

/// One request on its way through the handlers.
struct Call {
    Services &services;
    const HttpRequest &request;
    QString transaction; ///< X-Request-ID
    Identity user = {};
    QString ns = {};           ///< the namespace in the path, "_" resolved
    QStringList rest = {};     ///< path segments after the collection's name; {} or {""} for the collection itself
};

/// 32 hexadecimal digits.
QString newActivationId();

} // namespace sandbox
