#pragma once

#include "core/json/text.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/database.h"
#include "core/sandbox/store/entities.h"
#include "core/sandbox/system/native.h"
#include "core/sandbox/system/system.h"

#include <QTemporaryDir>

/// The sandbox's parts behind whisk.system, without its server: oscar and peggy are its users.
class SystemWorld {
public:
    SystemWorld()
    {
        users.add({QStringLiteral("oscar"), guid, QStringLiteral("secret")});
        users.add({QStringLiteral("peggy"), QStringLiteral("2f8a0c01-f668-4ca7-bec5-1c0d8da77d41"), QStringLiteral("other")});
        open();
    }
    /// Again on the same data, as after the end of the process.
    void open()
    {
        QString notice;
        QString error;
        system.reset();
        services.reset();
        entities.reset();
        database.reset();
        database = sandbox::Database::open(dir.filePath(QStringLiteral("store.sqlite")), &notice, &error);
        entities = std::make_unique<sandbox::Entities>(*database);
        entities->load();
        services.reset(new sandbox::Services{settings, clock, users, faults, *database, *entities, throttle});
        system = std::make_unique<sandbox::System>(*services);
        services->system = system.get();
        system->load();
    }
    json::Value call(sandbox::Native native, const QByteArray &arguments, const QString &ns = QStringLiteral("oscar"))
    {
        const auto value = json::read(arguments)->value;
        return native({*services, *users.ofNamespace(ns), value, QStringLiteral("http://127.0.0.1:3233")});
    }
    sandbox::EntityPtr add(sandbox::Kind kind, const QString &name)
    {
        sandbox::Entity entity;
        entity.kind = kind;
        entity.name = {QStringLiteral("oscar"), {}, name};
        entities->commit({{{}, std::make_shared<const sandbox::Entity>(std::move(entity))}});
        return entities->find({QStringLiteral("oscar"), {}, name});
    }

    const QString guid = QStringLiteral("f5a1971c-2ef0-4a5a-b226-3f20895b14e7");
    QTemporaryDir dir;
    sandbox::Settings settings;
    sandbox::Clock clock;
    sandbox::Users users;
    sandbox::Faults faults;
    sandbox::Throttle throttle{clock, 600000, 2000};
    std::unique_ptr<sandbox::Database> database;
    std::unique_ptr<sandbox::Entities> entities;
    std::unique_ptr<sandbox::Services> services;
    std::unique_ptr<sandbox::System> system;
};
