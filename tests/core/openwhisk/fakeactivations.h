#pragma once

#include "tests/core/openwhisk/fakecatalog.h"

#include <algorithm>
#include <limits>

/// The list of activations of a server: newest start first, since and upto inclusive, pages of at most mostInPage.
class FakeActivations {
public:
    explicit FakeActivations(FakeServer &server)
    {
        server.on("GET /api/v1/namespaces/_/activations", [this](const FakeRequest &r) { return answer(r); });
    }
    QByteArray run(qint64 start, int count = 1)
    {
        const auto place = std::lower_bound(m_runs.begin(), m_runs.end(), start,
                                            [](const Run &run, qint64 s) { return run.start > s; });
        const qsizetype at = place - m_runs.begin();
        for (int i = 0; i < count; ++i)
            m_runs.insert(at, {QByteArray::number(++m_made).rightJustified(32, '0'), start});
        return m_runs[at].id;
    }
    void end(const QByteArray &id, qint64 at)
    {
        for (Run &run : m_runs)
            if (run.id == id)
                run.end = at;
    }
    qsizetype size() const { return m_runs.size(); }
    qint64 lastSince = 0;
    qint64 mostInPage = 200;
    QByteArray date; ///< the header, where it has one
    qint64 badStart = 0; ///< windows with a lower end that hold this cannot be read
    int pages = 0;
    qint64 skipped = 0; ///< the furthest skip

private:
    struct Run {
        QByteArray id;
        qint64 start = 0;
        qint64 end = 0;
    };
    FakeAnswer answer(const FakeRequest &request)
    {
        ++pages;
        const QUrlQuery query(QUrl(QString::fromLatin1(request.target)));
        const auto number = [&query](const char *name, qint64 otherwise) {
            const QString text = query.queryItemValue(QString::fromLatin1(name));
            return text.isEmpty() ? otherwise : text.toLongLong();
        };
        lastSince = number("since", 0);
        const qint64 upto = number("upto", std::numeric_limits<qint64>::max());
        if (badStart > 0 && lastSince > 0 && lastSince <= badStart && badStart <= upto)
            return answer::error(500, "a record cannot be read");
        QByteArrayList rows;
        qint64 skip = number("skip", 0);
        skipped = std::max(skipped, skip);
        for (const Run &run : std::as_const(m_runs))
            if (run.start >= lastSince && run.start <= upto && --skip < 0 && rows.size() < std::min(number("limit", 30), mostInPage))
                rows.append("{\"activationId\":\"" + run.id + "\",\"name\":\"a\",\"namespace\":\"g\",\"start\":"
                            + QByteArray::number(run.start)
                            + (run.end ? ",\"end\":" + QByteArray::number(run.end) : QByteArray())
                            + ",\"statusCode\":0,\"annotations\":[]}");
        return answer::json('[' + rows.join(',') + ']', 200, date.isEmpty() ? answer::Headers() : answer::Headers{{"Date", date}});
    }
    QList<Run> m_runs;
    int m_made = 0;
};
