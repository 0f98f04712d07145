#include "core/sandbox/setup/settings.h"

#include "core/sandbox/setup/faults.h"

#include <functional>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QString readNumber(const QString &text, int most, int *number)
{
    bool isNumber = false;
    *number = text.toInt(&isNumber);
    return isNumber && *number >= 0 && *number <= most ? QString() : u"needs a number up to %1, not '%2'"_s.arg(most).arg(text);
}

QString readSamples(const QString &text, Settings &settings)
{
    static const QMap<QString, Samples> words{{u"demo"_s, Samples::Demo}, {u"system"_s, Samples::System}, {u"none"_s, Samples::None}};
    settings.samples = words.value(text, Samples::Demo);
    return words.contains(text) ? QString() : u"is demo, system or none, not '%1'"_s.arg(text);
}

QString readPhase(const QString &text, Settings &settings)
{
    settings.standalone = text == u"standalone";
    return settings.standalone || text == u"deployed" ? QString() : u"is standalone or deployed, not '%1'"_s.arg(text);
}

QString readFill(const QString &text, Settings &settings)
{
    static const QStringList names{u"actions"_s, u"activations"_s, u"triggers"_s, u"rules"_s, u"packages"_s, u"routes"_s};
    for (const auto &part : text.split(u',')) {
        const auto name = part.section(u'=', 0, 0);
        int number = 0;
        if (!names.contains(name))
            return u"knows %1, not '%2'"_s.arg(names.join(u", "_s), name);
        if (const auto wrong = readNumber(part.section(u'=', 1), 100000000, &number); !wrong.isEmpty())
            return wrong;
        settings.fill[name] = number;
    }
    return {};
}

QString readFault(const QString &text, Settings &settings)
{
    Fault fault;
    settings.faults.append(text);
    return Faults::parse(text, &fault);
}

QString readPort(const QString &text, quint16 *port)
{
    int number = 0;
    const auto wrong = readNumber(text, 65535, &number);
    *port = quint16(number);
    return wrong;
}

QString readGatewayPhase(const QString &text, Settings &settings)
{
    static const QStringList phases{u"v3"_s, u"v2"_s, u"stream-off-nokey"_s, u"allow-admin-excludes-client"_s};
    settings.gatewayAs = text;
    return phases.contains(text) ? QString() : u"is one of %1, not '%2'"_s.arg(phases.join(u", "), text);
}

QString readThrottle(const QString &text, int *throttle) { return readNumber(text, 1000000000, throttle); }

using Reader = std::function<QString(const QString &, Settings &)>;

QMap<QString, Reader> readers(int *throttle)
{
    return {{u"--port"_s, [](const QString &text, Settings &s) { return readPort(text, &s.port); }},
            {u"--gateway-admin"_s, [](const QString &text, Settings &s) { return readPort(text, &s.gatewayAdmin.emplace()); }},
            {u"--gateway"_s, [](const QString &text, Settings &s) { return readPort(text, &s.gateway.emplace()); }},
            {u"--gateway-control"_s, [](const QString &text, Settings &s) { return readPort(text, &s.gatewayControl.emplace()); }},
            {u"--gateway-as"_s, readGatewayPhase},
            {u"--data"_s, [](const QString &text, Settings &s) { return s.dataDir = text, QString(); }},
            {u"--users"_s, [](const QString &text, Settings &s) { return s.usersFile = text, QString(); }},
            {u"--samples"_s, readSamples},
            {u"--as"_s, readPhase},
            {u"--throttle"_s, [throttle](const QString &text, Settings &) { return readThrottle(text, throttle); }},
            {u"--fault"_s, readFault},
            {u"--fill"_s, readFill},
            {u"--load"_s, [](const QString &text, Settings &s) { return readNumber(text, 100000, &s.load); }}};
}

/// What the phase and --throttle (-1: not given) come to.
void applyThrottle(Settings &settings, int throttle)
{
    if (throttle > 0) {
        settings.perMinute = throttle;
        settings.inFlight = 30;
    } else if (throttle < 0 && settings.standalone) {
        settings.perMinute = 60;
        settings.inFlight = 30;
    }
}

} // namespace

QString readArguments(const QStringList &arguments, Settings *settings)
{
    int throttle = -1;
    const auto known = readers(&throttle);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto &name = arguments[i];
        if (name == u"--cors" || name == u"--well-known-keys") {
            (name == u"--cors" ? settings->cors : settings->wellKnownKeys) = true;
            continue;
        }
        if (!known.contains(name))
            return u"unknown argument '%1'"_s.arg(name);
        if (i + 1 == arguments.size())
            return u"%1 needs a value"_s.arg(name);
        if (const auto wrong = known[name](arguments[++i], *settings); !wrong.isEmpty())
            return name + u' ' + wrong;
    }
    if (settings->dataDir.isEmpty())
        return u"--data DIR is missing"_s;
    if (settings->gateway && !settings->gatewayAdmin)
        return u"--gateway needs --gateway-admin"_s;
    if (settings->gatewayControl && !settings->gateway)
        return u"--gateway-control needs --gateway"_s;
    applyThrottle(*settings, throttle);
    return {};
}

QString usage()
{
    return u"Usage: whiskboard-sandbox --port N --data DIR [--users FILE] [--samples demo|system|none]\n"
           "           [--as standalone|deployed] [--throttle N] [--well-known-keys] [--cors]\n"
           "           [--gateway-admin N --gateway N] [--gateway-control N] [--gateway-as PHASE]\n"
           "           [--fault NAME=VALUE[@PATH-PREFIX]]... [--fill NAME=N[,NAME=N...]] [--load N]\n"
           "\n"
           "Serves the OpenWhisk REST API on 127.0.0.1 and runs actions in child processes.\n"
           "\n"
           "  --port N           port to listen on; 0 picks a free one (default 0)\n"
           "  --data DIR         where everything is kept; made when missing; DIR/wskprops holds address and key\n"
           "  --users FILE       JSON object of namespaces and their keys (default: guest and whisk.system)\n"
           "  --samples WHAT     demo: packages of whisk.system and samples (default); system: without the samples; none\n"
           "  --as PHASE         throttles and log lines of a standalone server or of a deployment (default)\n"
           "  --throttle N       N invokes and N fires a minute; 0: no throttle\n"
           "  --well-known-keys  the keys of OpenWhisk's own standalone server in place of random ones\n"
           "  --cors             send CORS headers, as real servers do\n"
           "  --gateway-admin N  port of the gateway's Admin API; 0 picks a free one (default: no gateway)\n"
           "  --gateway N        port of the gateway itself\n"
           "  --gateway-control N port of the gateway's control API: health, effective view (default: none)\n"
           "  --gateway-as PHASE v3 (default), v2, stream-off-nokey or allow-admin-excludes-client\n"
           "  --fault FAULT      delay=MS drop=N cut=BYTES status=429|503|502html stale=S lose=N late=S clock=S burst=N\n"
           "                     unreadable=MS (lists of activations that would show the one that began then)\n"
           "                     store=never|always|failures|errors[/...] (records kept: blocking, others)\n"
           "                     retire=KIND[,KIND...] (deprecated: to read and delete, not to update or run)\n"
           "                     etcd=down|hung (of the gateway);\n"
           "                     DIR/faults holds the same, one a line, read again on SIGHUP\n"
           "  --fill NAME=N      made-up actions, activations, triggers, rules, packages, routes before it is\n"
           "                     ready\n"
           "  --load N           N made-up activations a second while it runs\n"_s;
}

} // namespace sandbox
