#include "core/openwhisk/rows.h"

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

/// What all rows have.
struct Head {
    QString ns;
    QString name;
    QString version;
    qint64 updated = 0;
    bool publish = false;

    bool take(QByteArrayView member, json::Field &field, Words &words)
    {
        if (member == "name")
            name = field.string();
        else if (member == "namespace")
            ns = field.string();
        else if (member == "version")
            version = words(field.string());
        else if (member == "updated")
            updated = field.integer().value_or(0);
        else if (member == "publish")
            publish = field.boolean();
        else
            return false;
        return true;
    }
};

/// Calls take(key, value) for each item, whichever of its two members comes first.
template<typename Take> void annotations(json::Field &field, Take take)
{
    field.items([&take](json::Field &item) {
        QString key;
        json::Value value;
        item.members([&](QByteArrayView member, json::Field &part) {
            if (member == "key")
                key = part.string();
            else if (member == "value")
                value = part.value();
        });
        take(key, value);
    });
}

ActionLimits decodeLimits(json::Field &field)
{
    ActionLimits limits;
    field.members([&limits](QByteArrayView member, json::Field &value) {
        if (member == "timeout")
            limits.timeoutMs = value.integer();
        else if (member == "memory")
            limits.memoryMb = value.integer();
        else if (member == "logs")
            limits.logsMb = value.integer();
        else if (member == "concurrency")
            limits.concurrency = value.integer();
    });
    return limits;
}

/// {"path":"ns/pkg","name":"a"}, or "/ns/pkg/a" in very old records.
EntityName decodeReference(json::Field &field, Words &words)
{
    if (field.type() == json::Type::String) {
        const QString text = field.string();
        return nameFromPath(text.startsWith(u'/') ? text.sliced(1) : text);
    }
    Head head;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (member == "path")
            head.ns = value.string();
        else if (member == "name")
            head.name = value.string();
    });
    return words.entity(head.ns, head.name);
}

std::optional<EntityName> decodeBinding(json::Field &field, Words &words)
{
    EntityName provider;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (member == "namespace")
            provider.ns = words(value.string());
        else if (member == "name")
            provider.name = words(value.string());
    });
    return provider.name.isEmpty() ? std::nullopt : std::optional(provider);
}

ActivationStatus statusFromCode(std::optional<qint64> code, bool isTrigger)
{
    if (code && *code >= 0 && *code <= 3)
        return static_cast<ActivationStatus>(*code);
    return isTrigger ? ActivationStatus::Success : ActivationStatus::Unknown; // a trigger's record is always one
}

void takeAnnotation(const QString &key, const json::Value &value, ActivationSummary &row, Words &words)
{
    if (key == u"path"_s) {
        row.name = nameFromPath(value.toString());
        row.name = {words(row.name.ns), words(row.name.package), words(row.name.name)};
    } else if (key == u"kind"_s) {
        row.kind = words(value.toString());
    } else if (key == u"waitTime"_s) {
        row.waitMs = value.toInteger();
    } else if (key == u"initTime"_s) {
        row.initMs = value.toInteger();
    } else if (key == u"timeout"_s) {
        row.timedOut = value.toBool();
    }
}

} // namespace

EntityName Words::entity(const QString &nsMember, const QString &name)
{
    auto place = m_places.constFind(nsMember);
    if (place == m_places.cend())
        place = m_places.insert(nsMember, fromMembers(nsMember, {}));
    return {place->ns, place->package, name};
}

QString Words::operator()(const QString &text)
{
    return *m_words.insert(text);
}

ActionSummary decodeRow(json::Field &field, Words &words, const ActionSummary *)
{
    ActionSummary row;
    Head head;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (head.take(member, value, words))
            return;
        if (member == "limits")
            row.limits = decodeLimits(value);
        else if (member == "annotations")
            annotations(value, [&](const QString &key, const json::Value &item) {
                if (key == u"exec"_s)
                    row.kind = words(item.toString());
                else if (key == u"web-export"_s)
                    row.web = item.toBool();
            });
    });
    row.name = words.entity(head.ns, head.name);
    row.version = head.version;
    row.updated = head.updated;
    row.publish = head.publish;
    return row;
}

PackageSummary decodeRow(json::Field &field, Words &words, const PackageSummary *)
{
    Head head;
    std::optional<EntityName> binding;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (!head.take(member, value, words) && member == "binding")
            binding = decodeBinding(value, words);
    });
    return {words.entity(head.ns, head.name), head.version, head.updated, head.publish, binding};
}

TriggerSummary decodeRow(json::Field &field, Words &words, const TriggerSummary *)
{
    Head head;
    bool feed = false;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (!head.take(member, value, words) && member == "annotations")
            annotations(value, [&feed](const QString &key, const json::Value &) { feed = feed || key == u"feed"_s; });
    });
    return {words.entity(head.ns, head.name), head.version, head.updated, feed};
}

RuleSummary decodeRow(json::Field &field, Words &words, const RuleSummary *)
{
    Head head;
    RuleSummary row;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (head.take(member, value, words))
            return;
        if (member == "trigger")
            row.trigger = decodeReference(value, words);
        else if (member == "action")
            row.action = decodeReference(value, words);
    });
    row.name = words.entity(head.ns, head.name);
    row.version = head.version;
    row.updated = head.updated;
    return row;
}

ActivationSummary decodeRow(json::Field &field, Words &words, const ActivationSummary *)
{
    ActivationSummary row;
    Head head;
    std::optional<qint64> code;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (head.take(member, value, words))
            return;
        if (member == "activationId")
            row.id = value.string();
        else if (member == "start")
            row.start = value.integer().value_or(0);
        else if (member == "end")
            row.end = value.integer();
        else if (member == "duration")
            row.durationMs = value.integer();
        else if (member == "cause")
            row.cause = value.string();
        else if (member == "statusCode")
            code = value.integer();
        else if (member == "annotations")
            annotations(value, [&](const QString &key, const json::Value &item) { takeAnnotation(key, item, row, words); });
    });
    if (row.name.name.isEmpty())
        row.name = {words(fromMembers(head.ns, {}).ns), {}, words(head.name)};
    row.version = head.version;
    row.status = statusFromCode(code, row.kind.isEmpty());
    completeTimes(row);
    return row;
}

} // namespace openwhisk
