#include "core/sandbox/api/activations.h"

#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/store/activations.h"
#include "core/sandbox/store/jsonwriter.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

void checkId(const QString &id)
{
    if (id.size() != 32)
        reject(400, u"Activation id length is %1 but must be 32."_s.arg(id.size()));
    static const QRegularExpression form(u"^[0-9a-f]{32}$"_s);
    if (!form.match(id).hasMatch())
        reject(400, u"The activation id is not valid."_s);
}

/// "a", "pkg/a"; blanks and slashes round it do not count. Empty: no filter.
QString queryName(const Call &call)
{
    const auto text = call.request.query.find(u"name").value_or(QString());
    if (text.trimmed().isEmpty())
        return {};
    const auto parts = text.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.size() > 2 || !std::all_of(parts.begin(), parts.end(), isName))
        rejectQuery(u"name"_s, u"Parameter may be a 'simple' name or 'package-name/simple' name: "_s + text);
    return parts.join(u'/');
}

std::optional<qint64> queryTime(const Call &call, const QString &name)
{
    const auto text = call.request.query.find(name);
    if (!text)
        return {};
    static const QRegularExpression form(u"^[-+]?[0-9]+$"_s);
    bool fits = false;
    const auto number = text->toLongLong(&fits);
    if (!fits || !form.match(*text).hasMatch())
        rejectQuery(name, u"Parameter is not a valid value for epoch seconds: "_s + *text);
    return number;
}

/// The moment that lists show: now, or earlier under the fault "stale".
qint64 shownMoment(const Call &call)
{
    const auto stale = call.services.faults.number(u"stale", QString::fromLatin1(call.request.path));
    return QDateTime::currentMSecsSinceEpoch() - stale * 1000;
}

/// As when a record of the store is broken: each list that would show it fails.
void failWithUnreadable(const Call &call, ActivationStore::Filter filter, qint64 rows)
{
    const qint64 broken = call.services.faults.number(u"unreadable", QString::fromLatin1(call.request.path), -1);
    if (broken < filter.since.value_or(0) || (filter.upto && broken > *filter.upto))
        return;
    filter.since = broken + 1;
    if (call.services.activations->count(filter) < rows)
        refuse(500, u"A record cannot be read."_s);
}

HttpResponse answerList(const Call &call)
{
    if (call.ns != call.user.ns)
        refuseForbidden(call.ns);
    const auto query = listQuery(call, u"activations"_s);
    const bool docs = queryBool(call, u"docs"_s, false);
    ActivationStore::Filter filter{call.ns, queryName(call), queryTime(call, u"since"_s), queryTime(call, u"upto"_s),
                                   shownMoment(call)};
    const auto &store = *call.services.activations;
    if (query.count && docs)
        refuse(400, u"The parameter 'docs' is not permitted with 'count'."_s);
    if (query.count)
        return answerJson(call, JsonWriter().add(u"activations", std::max<qint64>(store.count(filter) - query.skip, 0)).text());
    failWithUnreadable(call, filter, query.skip + query.limit);
    return answerJson(call, jsonArray(docs ? store.details(filter, query.skip, query.limit)
                                           : store.summaries(filter, query.skip, query.limit)));
}

HttpResponse answerPart(const Call &call, const StoredActivation &activation)
{
    const auto part = call.rest.value(1);
    if (part.isEmpty())
        return answerJson(call, detailOf(activation));
    return answerJson(call, part == u"logs" ? JsonWriter().add(u"logs", activation.logs).text() : activation.response);
}

HttpResponse answerOne(const Call &call)
{
    static const QStringList parts{QString(), u"result"_s, u"logs"_s};
    const auto &id = call.rest.first();
    checkId(id);
    if (call.ns != call.user.ns)
        refuseForbidden(call.ns + u'/' + id);
    if (call.rest.size() > 2 || !parts.contains(call.rest.value(1)))
        refuseUnknown();
    const auto found = call.services.activations->find(call.ns, id, QDateTime::currentMSecsSinceEpoch());
    if (!found)
        refuseMissing();
    return answerPart(call, *found);
}

} // namespace

std::shared_ptr<ActivationStore> openActivations(Services &services)
{
    auto store = std::make_shared<ActivationStore>(services.database);
    if (const auto error = store->open(); !error.isEmpty())
        qWarning("whiskboard-sandbox: activations: %s", qPrintable(error));
    return store;
}

HttpResponse serveActivations(const Call &call)
{
    if (call.request.method != "GET")
        refuseUnknown();
    return isCollection(call) ? answerList(call) : answerOne(call);
}

} // namespace sandbox
