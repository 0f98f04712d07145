#include "ui/editors/trigger/feededit.h"

#include "ui/editors/actionsecrets.h"

#include <QCoreApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FeedEdit", text);
}

json::Value nameJson(const std::optional<EntityName> &name)
{
    return name ? json::Value::string(name->full()) : json::Value();
}

std::optional<EntityName> nameFrom(const json::Value &value)
{
    const auto name = parseActionName(value.toString());
    return value.isString() && name ? std::optional(*name) : std::nullopt;
}

} // namespace

json::Value FeedEdit::toJson() const
{
    json::Value value = json::Value::object();
    value.set(u"from", nameJson(from));
    value.set(u"to", nameJson(to));
    value.set(u"parameters", parameters);
    value.set(u"before", before);
    if (anew)
        value.set(u"anew", json::Value::boolean(true));
    return value;
}

std::optional<FeedEdit> FeedEdit::fromJson(const json::Value &value)
{
    if (!value.isObject())
        return std::nullopt;
    return FeedEdit{nameFrom(value.value(u"from")), nameFrom(value.value(u"to")), value.value(u"parameters"),
                    value.value(u"before"), value.value(u"anew").toBool()};
}

QString feedWords(const std::optional<EntityName> &feed, const json::Value &parameters)
{
    if (!feed)
        return tr("no feed");
    QStringList words{feed->full()};
    for (const AlarmSort sort : {AlarmSort::Every, AlarmSort::Cron, AlarmSort::Once})
        if (const QString schedule = inWords(scheduleFrom(parameters, sort)); !schedule.isEmpty() && feed->name == alarmAction(sort))
            words.append(schedule);
    for (const json::Member &member : parameters.members())
        words.append(u"%1 %2"_s.arg(member.name, shownValue({member.name, member.value, false, {}})));
    return words.join(u", "_s);
}

Error feedError(const QString &sentence, const Error &cause)
{
    return {Error::Kind::Rejected, sentence, cause.detail};
}
