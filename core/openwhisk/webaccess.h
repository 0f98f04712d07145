#pragma once

#include "core/net/client.h"
#include "core/openwhisk/entities.h"

namespace openwhisk {

/// What an action's annotations say about calling it by its web address (facts 4.7).
struct WebAccess {
    enum class Auth {
        Open,
        Key,    ///< any valid key
        Secret, ///< header X-Require-Whisk-Auth
        Broken  ///< a type that the server never accepts: always 401
    };
    bool web = false;
    bool raw = false;
    bool customOptions = false;
    bool final = false;
    Auth auth = Auth::Open;
    QString secret; ///< of Auth::Secret, as text
    bool operator==(const WebAccess &) const = default;
};
WebAccess webAccessOf(const QList<KeyValue> &annotations);
/// Only what differs is written, in its place; all other annotations stay as they are. An open access removes the
/// secret, as wsk does.
QList<KeyValue> withWebAccess(QList<KeyValue> annotations, const WebAccess &access);
QString newSecret(); ///< 32 random characters

QStringList webExtensions(); ///< "http" (also without any), "json", "html", "svg", "text"
/// "/api/v1/web/ns/pkg/a.json/more"; extension empty: none. path is appended as typed, encoded where it has to be.
QByteArray webPath(const EntityName &name, const QString &ns, const QString &extension, const QString &path = {});

/// What will surprise whoever calls it, because the real server does so.
struct WebWarning {
    enum class Weight { Note, Warning, Unreachable };
    Weight weight = Weight::Note;
    QString text;
};
QList<WebWarning> webWarnings(const EntityName &name, const QList<KeyValue> &annotations,
                              const QList<KeyValue> &parameters);

struct WebCall {
    QByteArray method = "GET";
    QByteArray target; ///< webPath() with the query
    QByteArray contentType;
    QByteArray body;
    QString secret;        ///< goes out as X-Require-Whisk-Auth, nowhere else
    bool withKey = false;  ///< with the connection's own key
};
struct WebAnswer {
    int status = 0;
    QList<net::Header> headers;
    QByteArray body;
    QString activationId;
    double durationMs = 0;
    bool plainFault = false; ///< the 500 without activation id that an array result gives
};
/// Any status is an answer; only what never came is an Error. Sent once, also a GET: it runs the action.
Async<WebAnswer> callWeb(net::Client &client, const WebCall &call, QObject *owner);

} // namespace openwhisk
