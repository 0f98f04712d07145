#pragma once

#include "core/insight/trace.h"
#include "core/openwhisk/activation.h"

#include <QHash>

namespace traceworld {

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

inline QString id(int n)
{
    return u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
}

/// What a record has; the rest is as a server writes it.
struct Sketch {
    int n = 0;
    QString path;
    QString kind = u"nodejs:20"_s;
    qint64 start = 0;
    qint64 duration = 40;
    qint64 wait = 5;
    qint64 init = -1;
    int cause = 0;
    QString error = {};
    QStringList logs = {};
    bool conductor = false;
};

inline json::Value text(const QString &value)
{
    return json::Value::string(value);
}

inline json::Value annotation(const QString &key, const json::Value &value)
{
    return json::Value::object({{u"key"_s, text(key)}, {u"value"_s, value}});
}

inline Activation record(const Sketch &s)
{
    json::Value document = json::Value::object({{u"activationId"_s, text(id(s.n))}, {u"namespace"_s, text(u"guest"_s)},
                                                {u"name"_s, text(s.path.section(u'/', -1))}, {u"version"_s, text(u"0.0.1"_s)},
                                                {u"start"_s, json::Value::number(s.start)}});
    json::Value annotations = json::Value::array();
    if (!s.kind.isEmpty()) {
        document.set(u"end", json::Value::number(s.start + s.duration));
        document.set(u"duration", json::Value::number(s.duration));
        annotations.append(annotation(u"path"_s, text(s.path)));
        annotations.append(annotation(u"kind"_s, text(s.kind)));
        annotations.append(annotation(u"waitTime"_s, json::Value::number(s.wait)));
        if (s.init >= 0)
            annotations.append(annotation(u"initTime"_s, json::Value::number(s.init)));
        if (s.conductor)
            annotations.append(annotation(u"conductor"_s, json::Value::boolean(true)));
    }
    document.set(u"annotations", annotations);
    if (s.cause)
        document.set(u"cause", text(id(s.cause)));
    json::Value response = json::Value::object({{u"status"_s, text(s.error.isEmpty() ? u"success"_s : u"application error"_s)}});
    response.set(u"result", s.error.isEmpty() ? json::Value::object() : json::Value::object({{u"error"_s, text(s.error)}}));
    document.set(u"response", response);
    json::Value logs = json::Value::array();
    for (const QString &line : s.logs)
        logs.append(text(line));
    document.set(u"logs", logs);
    return *Activation::fromJson(document);
}

inline QString ruleLine(const QString &rule, const QString &action, int started, const QString &error = {})
{
    return started ? u"{\"statusCode\":0,\"success\":true,\"activationId\":\"%1\",\"rule\":\"guest/%2\",\"action\":\"guest/%3\"}"_s.arg(id(started), rule, action)
                   : u"{\"statusCode\":1,\"success\":false,\"rule\":\"guest/%1\",\"error\":\"%2\",\"action\":\"guest/%3\"}"_s.arg(rule, error, action);
}

/// The picture: a trigger, two rules, a sequence whose second member failed after a long wait.
inline QHash<QString, Activation> world()
{
    const QString off = u"Rule 'guest/off' is inactive, action 'guest/old' was not activated."_s;
    QHash<QString, Activation> all;
    for (const Activation &one :
         {record({1, u"guest/new-order"_s, {}, 1000, 0, 0, -1, 0, {}, {ruleLine(u"on"_s, u"orders/checkout"_s, 2), ruleLine(u"off"_s, u"old"_s, 0, off)}}),
          record({2, u"guest/orders/checkout"_s, u"sequence"_s, 1014, 13'700, 1, -1, 0, u"sold out"_s, {id(3), id(4)}}),
          record({3, u"guest/orders/validate"_s, u"nodejs:20"_s, 1022, 58, 6, -1, 2}),
          record({4, u"guest/orders/reserve"_s, u"python:3.11"_s, 13'490, 1288, 12'412, 1192, 2, u"sold out"_s})})
        all.insert(one.summary.id, one);
    return all;
}

inline const QStringList members{u"/_/orders/validate"_s, u"/guest/orders/reserve"_s, u"/guest/orders/quote"_s};

inline QStringList shape(const Trace &trace)
{
    QStringList lines;
    for (const TraceNode &node : trace.nodes)
        lines.append(QString(node.depth, u'.') + node.name.shown() + u' ' + QString::number(int(node.state)));
    return lines;
}

inline QString line(int depth, const char *name, TraceState state)
{
    return QString(depth, u'.') + QString::fromUtf8(name) + u' ' + QString::number(int(state));
}

} // namespace traceworld
