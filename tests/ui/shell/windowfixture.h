#pragma once

#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "core/history/store.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/explorer/explorermodel.h"
#include "ui/shell/commands.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/windowstate.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

/// A world, what the program would make, and a window on it; the window can be made again as after a restart.
class WindowFixture {
public:
    WindowFixture() { world.fill(); }
    ~WindowFixture() { window.reset(); }

    connections::Profile add(const QString &id, connections::Environment environment = connections::Environment::Dev, bool readOnly = false)
    {
        connections::Profile profile;
        profile.id = id;
        profile.name = QStringLiteral("Shop ") + id;
        profile.environment = environment;
        profile.openwhiskHost = world.server.url();
        profile.readOnly = readOnly;
        if (!profiles.save(profile))
            qFatal("cannot save");
        secrets.write(id, connections::Secret::OpenWhiskKey, "x:y");
        return profile;
    }
    void make(local::SandboxProcess *sandbox = nullptr)
    {
        window.reset();
        state = std::make_unique<WindowState>(dir.filePath(QStringLiteral("window.ini")));
        window = std::make_unique<MainWindow>(Services{profiles, secrets, world.log, history, *state, sandbox});
        window->show();
        window->activateWindow();
    }
    bool open(const QString &id)
    {
        make();
        window->connectTo(id);
        return QTest::qWaitFor([this] { return find(QStringLiteral("action:hello")).isValid(); }, 30'000);
    }
    QTreeView *tree() const { return part<QTreeView>("explorerTree"); }
    QModelIndex find(const QString &key) const { return static_cast<ExplorerModel *>(tree()->model())->indexOf(key); }
    template<typename T> T *part(const char *name) const { return window->findChild<T *>(QLatin1StringView(name)); }
    QAction *command(const char *id) const { return window->commands().action(id); }
    QStringList openTargets() const
    {
        QStringList texts;
        for (const auto &target : window->tabs().targets())
            texts += target.toText();
        return texts;
    }

    QTemporaryDir dir;
    FakeWorld world;
    connections::ProfileStore profiles{dir.filePath(QStringLiteral("profiles.json"))};
    connections::MemorySecretStore secrets;
    history::Store history{dir.filePath(QStringLiteral("history.sqlite"))};
    std::unique_ptr<WindowState> state;
    std::unique_ptr<MainWindow> window;
};
