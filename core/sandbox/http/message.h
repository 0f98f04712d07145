#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace sandbox {

class Tunnel;

struct Header {
    QByteArray name; ///< as sent
    QByteArray value;
};

class Headers : public QList<Header> {
public:
    using QList<Header>::QList;
    /// The first of that name, in any letter case; none when it is not there.
    std::optional<QByteArray> find(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return find(name).has_value(); }
};

struct QueryItem {
    QString name;
    QString value;
};

class Query : public QList<QueryItem> {
public:
    using QList<QueryItem>::QList;
    /// The first of that name.
    std::optional<QString> find(QStringView name) const;
};

/// A request as it came, and its target taken apart.
struct HttpRequest {
    QByteArray method;
    QByteArray target;   ///< as sent
    QByteArray path;     ///< still percent-encoded, dot segments resolved, no query
    QStringList segments; ///< decoded, without the leading slash: "/a/b/" is {a, b, ""}
    Query query;
    Headers headers;
    QByteArray body;
    QByteArray protocol = "HTTP/1.1";
    bool hasLength = false; ///< a Content-Length or chunks announced a body, an empty one included
    QByteArray client;      ///< address:port
};

struct HttpResponse {
    int status = 200;
    Headers headers; ///< without Date, Server, Content-Length, Connection: the server adds them
    QByteArray body;
    std::optional<qint64> length = {}; ///< what is announced, where it is not that of the body
    bool close = false; ///< end the connection after it
    qint64 cut = -1;    ///< fault: only so many bytes of the body, then the connection breaks
    bool drop = false;  ///< fault: no answer at all
    std::shared_ptr<Tunnel> tunnel = {}; ///< with 101: what the connection is for from then on

    HttpResponse &with(QByteArray name, QByteArray value)
    {
        headers.append({std::move(name), std::move(value)});
        return *this;
    }
};

constexpr qint64 bodyLimit = 52428800;
constexpr qsizetype lineLimit = 8192; ///< of the address, and of one header's value

QByteArray reasonOf(int status);
/// May an answer of this status have a body at all?
bool hasContent(int status);
HttpResponse plainText(int status, const QByteArray &text);

} // namespace sandbox
