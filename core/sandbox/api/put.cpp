#include "core/sandbox/api/put.h"

#include "core/json/text.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/version.h"
#include "core/sandbox/setup/clock.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype execLimit = 50331648;
constexpr qsizetype parameterLimit = 1048576;

void checkSize(const QString &field, qsizetype size, qsizetype limit)
{
    if (size > limit)
        refuse(413, u"%1 larger than allowed: %2 > %3 bytes."_s.arg(field).arg(size).arg(limit));
}

void readFields(const Call &call, PutBody &body)
{
    if (const auto *exec = body.given(u"exec"))
        body.exec = readExec(*exec, call.user.ns);
    if (const auto *parameters = body.given(u"parameters"))
        body.parameters = readParameters(*parameters);
    if (const auto *annotations = body.given(u"annotations"))
        body.annotations = readParameters(*annotations);
    if (body.exec)
        checkSize(u"exec"_s, body.exec->size, execLimit);
    if (body.parameters)
        checkSize(u"parameters"_s, sizeOfParameters(*body.parameters), parameterLimit);
    if (body.annotations)
        checkSize(u"annotations"_s, sizeOfParameters(*body.annotations), parameterLimit);
}

void readPutLimits(PutBody &body, Kind kind)
{
    const auto *limits = body.given(u"limits");
    if (kind == Kind::Action)
        body.limits = readLimits(limits ? *limits : json::Value());
    else if (kind == Kind::Trigger && limits && !limits->isObject())
        rejectMalformed(u"Object expected"_s);
}

} // namespace

const json::Value *PutBody::given(QStringView name) const
{
    const auto *value = document.find(name);
    return value && !value->isNull() ? value : nullptr;
}

PutBody readPut(const Call &call, Kind kind)
{
    PutBody body;
    body.document = readBody(call);
    if (!body.document.isObject())
        rejectMalformed(u"Object expected in field 'exec'"_s);
    readFields(call, body);
    body.overwrite = queryBool(call, u"overwrite"_s, false);
    readPutLimits(body, kind);
    if (const auto *version = body.given(u"version"))
        body.version = readVersion(*version);
    if (const auto *publish = body.given(u"publish")) {
        if (!publish->isBool())
            rejectMalformed(u"Expected JsBoolean, but got "_s + QString::fromUtf8(json::compact(*publish)));
        body.publish = publish->toBool();
    }
    return body;
}

void checkOverwrite(const EntityPtr &existing, Kind kind, const PutBody &body)
{
    if (!existing)
        return;
    if (existing->kind != kind)
        refuseKind();
    if (!body.overwrite)
        refuse(409, u"resource already exists"_s);
}

QString putVersion(const PutBody &body, const EntityPtr &before)
{
    if (body.version)
        return *body.version;
    return before ? nextVersion(before->version) : u"0.0.1"_s;
}

void storeAll(const Call &call, const QList<EntityChange> &changes)
{
    QString error;
    const auto result = call.services.entities.commit(changes, &error);
    if (result == Commit::Conflict)
        refuse(409, u"Concurrent modification to resource detected."_s);
    if (result == Commit::Failed)
        refuse(500, u"The sandbox could not write to its data directory: "_s + error.trimmed());
}

EntityPtr store(const Call &call, const EntityPtr &before, Entity after, std::optional<QByteArray> code)
{
    after.sequence = 0;
    after.updated = call.services.clock.now();
    auto entity = std::make_shared<const Entity>(std::move(after));
    storeAll(call, {{before, entity, std::move(code)}});
    return entity;
}

} // namespace sandbox
