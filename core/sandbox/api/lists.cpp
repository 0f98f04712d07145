#include "core/sandbox/api/lists.h"

#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/setup/faults.h"

#include <QDateTime>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// The moment that lists show: 0 for now, earlier under the fault "stale".
qint64 shownMoment(const Call &call)
{
    const auto stale = call.services.faults.number(u"stale", QString::fromLatin1(call.request.path));
    return stale > 0 ? QDateTime::currentMSecsSinceEpoch() - stale * 1000 : 0;
}

} // namespace

HttpResponse answerList(const Call &call, Kind kind, const QString &ns, const QString &collection,
                        const Entities::Filter &filter)
{
    const auto query = listQuery(call, collection);
    qsizetype total = 0;
    const auto page = call.services.entities.page(kind, ns, query.skip, query.count ? 0 : query.limit, filter,
                                                  shownMoment(call), &total);
    if (query.count)
        return answerJson(call, "{\"" + collection.toLatin1() + "\":"
                                    + QByteArray::number(std::max<qsizetype>(0, total - query.skip)) + '}');
    qsizetype size = 2;
    for (const auto &entity : page)
        size += entity->summary.size() + 1;
    QByteArray body = "[";
    body.reserve(size);
    for (const auto &entity : page)
        body += (body.size() > 1 ? "," : "") + entity->summary;
    return answerJson(call, body + ']');
}

} // namespace sandbox
