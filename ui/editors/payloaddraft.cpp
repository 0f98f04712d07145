#include "ui/editors/payloaddraft.h"

#include "core/history/secrets.h"
#include "core/json/text.h"

using namespace Qt::StringLiterals;

namespace payloaddraft {

namespace {
constexpr auto payloadMember = "/payload"_L1;
}

history::Key keyOf(const history::Key &action)
{
    return {action.profileId, action.target.isEmpty() ? QString() : action.target + u"#payload"_s};
}

std::optional<history::Draft> make(const history::Key &action, const QString &name, const QString &text)
{
    const auto payload = json::parse(text.toUtf8());
    if (!payload)
        return {};
    QList<json::Member> members{{u"name"_s, json::Value::string(name)}, {u"payload"_s, *payload}};
    if (history::withoutSecrets(*payload).leftOut.isEmpty())
        members.append({u"typed"_s, json::Value::string(text)});
    return history::Draft{keyOf(action), json::Value::object(members), {}, 0, {}};
}

history::Payload payloadOf(const history::Draft &draft)
{
    history::Payload payload;
    payload.name = draft.document.value(u"name"_s).toString();
    payload.text = draft.document.value(u"typed"_s).toString();
    if (payload.text.isEmpty())
        payload.text = QString::fromUtf8(json::pretty(draft.document.value(u"payload"_s)));
    for (const QString &pointer : draft.leftOut)
        payload.leftOut.append(pointer.startsWith(payloadMember) ? pointer.sliced(payloadMember.size()) : pointer);
    return payload;
}

} // namespace payloaddraft
