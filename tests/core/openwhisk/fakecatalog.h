#pragma once

#include "core/net/client.h"
#include "tests/support/fakeserver.h"

#include <QSet>
#include <QUrlQuery>

#include <functional>
#include <memory>

/// A collection as a server keeps it: newest change first, pages of up to 200, count. Changes when it is told to.
class FakeCatalog {
public:
    struct Entity {
        QByteArray name;
        qint64 updated;
    };

    FakeCatalog(FakeServer &server, const QByteArray &collection, int rows) : m_word(collection)
    {
        for (int i = 0; i < rows; ++i)
            create();
        server.on("GET /api/v1/namespaces/_/" + collection, [this](const FakeRequest &request) { return answer(request); });
    }
    void create(const QByteArray &name = {})
    {
        entities.prepend({name.isEmpty() ? "e" + QByteArray::number(++m_made) : name, ++m_clock});
    }
    void update(qsizetype i)
    {
        Entity changed = entities.takeAt(i);
        changed.updated = ++m_clock;
        entities.prepend(changed);
    }
    void remove(qsizetype i) { entities.removeAt(i); }
    QSet<QByteArray> names() const
    {
        QSet<QByteArray> result;
        for (const Entity &entity : entities)
            result.insert(entity.name);
        return result;
    }

    QList<Entity> entities;
    std::function<void()> beforeAnswer;
    bool counts = true;
    int pages = 0; ///< asked for
    int asked = 0; ///< pages and counts

private:
    FakeAnswer answer(const FakeRequest &request)
    {
        ++asked;
        if (beforeAnswer)
            beforeAnswer();
        const QUrlQuery query(QUrl(QString::fromLatin1(request.target)));
        if (query.hasQueryItem(QStringLiteral("count")))
            return counts ? answer::json("{\"" + m_word + "\":" + QByteArray::number(entities.size()) + '}')
                          : answer::error(400, "no count here");
        ++pages;
        QByteArrayList rows;
        const auto number = [&query](const QString &name) { return query.queryItemValue(name).toLongLong(); };
        for (const Entity &e : entities.mid(number(QStringLiteral("skip")), number(QStringLiteral("limit"))))
            rows.append("{\"namespace\":\"g\",\"name\":\"" + e.name + "\",\"version\":\"0.0.1\",\"updated\":"
                        + QByteArray::number(e.updated) + ",\"annotations\":[{\"key\":\"exec\",\"value\":\"nodejs:20\"}]}");
        return answer::json('[' + rows.join(',') + ']');
    }

    QByteArray m_word;
    int m_made = 0;
    qint64 m_clock = 1'700'000'000'000;
};

inline net::Endpoint endpointOf(const FakeServer &server)
{
    net::Endpoint endpoint;
    endpoint.base = server.url();
    endpoint.authorization = "Basic " + QByteArray("user:secret").toBase64();
    endpoint.proxy = QUrl(QStringLiteral("direct:"));
    return endpoint;
}

/// For tests whose cases have a server and a client each.
class Served {
protected:
    void serve()
    {
        m_client.reset();
        m_server = std::make_unique<FakeServer>();
        m_client = std::make_unique<net::Client>(endpointOf(*m_server), nullptr);
    }
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::Client> m_client;
};
