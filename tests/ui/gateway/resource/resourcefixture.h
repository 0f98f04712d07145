#pragma once

#include "core/gateway/save.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "core/net/requestlog.h"
#include "tests/core/gateway/sandboxgateway.h"
#include "ui/gateway/resource/resourcepage.h"
#include "ui/gateway/resource/resourcestate.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

/// Pages of objects on the sandbox's gateway, with a local history of their own. Header only, for tests.
class ResourceFixture {
public:
    bool start(const QStringList &more = {})
    {
        if (!m_gateway.start(QStringList{QStringLiteral("--well-known-keys")} + more))
            return false;
        m_other = std::make_unique<net::Client>(m_gateway.endpoint(), nullptr);
        return openSession(m_gateway.endpoint());
    }

    /// Another one in place of the one there was.
    bool openSession(const net::Endpoint &endpoint)
    {
        session = std::make_unique<gateway::Session>(endpoint, QStringLiteral("profile-1"), QStringLiteral("Sandbox"), &m_log);
        session->open();
        return QTest::qWaitFor([this] { return session->listing(gateway::Kind::Route).rows && session->catalogue(); }, 60'000);
    }
    net::Endpoint endpoint(const QString &key = QStringLiteral("admin_key")) const { return m_gateway.endpoint(key); }

    /// The local history of a test; empty at its beginning.
    void newStore()
    {
        store.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        store = std::make_unique<history::Store>(file());
    }
    QString file() const { return m_dir->filePath(QStringLiteral("history.db")); }
    QByteArray storedBytes()
    {
        store.reset(); // what was asked for is done first
        QByteArray all;
        for (const QString &name : QDir(m_dir->path()).entryList(QDir::Files)) {
            QFile stored(m_dir->filePath(name));
            if (stored.open(QIODevice::ReadOnly))
                all += stored.readAll();
        }
        return all;
    }

    GatewayServices services() { return {*session, nullptr, store.get()}; }
    std::unique_ptr<ResourcePage> page(const Target &target)
    {
        auto made = std::make_unique<ResourcePage>(services(), target);
        made->resize(1400, 860);
        made->show();
        return made;
    }
    std::unique_ptr<ResourcePage> page(const gateway::Key &key) { return page(gatewayObject(key)); }

    /// What somebody else does.
    bool put(const gateway::Key &key, const json::Value &value)
    {
        const auto saved = await(gateway::overwrite(*m_other, session->server(), key, value, nullptr));
        return saved && saved->state == gateway::Saved::State::Done;
    }
    bool remove(const gateway::Key &key)
    {
        return bool(await(gateway::remove(*m_other, session->server(), key, nullptr, gateway::Force::Yes)));
    }
    json::Value get(const gateway::Key &key)
    {
        const auto document = await(gateway::getDocument(*m_other, session->server(), key, nullptr));
        return document ? gateway::sendable(key, document->value) : json::Value();
    }

    static json::Value value(const QByteArray &text) { return SandboxGateway::value(text); }
    /// Loaded, and the edit may begin.
    static bool isReady(ResourcePage &page)
    {
        return QTest::qWaitFor([&page] { return page.state().isLoaded() && !page.state().isReadOnly(); }, 60'000);
    }
    static QString text(const QWidget &parent, const char *bar)
    {
        const auto *found = parent.findChild<MessageBar *>(QLatin1String(bar));
        return found && !found->isHidden() ? found->text() : QString();
    }
    static StateView *state(ResourcePage &page) { return page.findChild<StateView *>(QStringLiteral("resourceState")); }
    static JsonEdit *json(ResourcePage &page)
    {
        return page.findChild<QWidget *>(QStringLiteral("jsonTab"))->findChild<JsonEdit *>(QStringLiteral("document"));
    }
    static QDialog *review(ResourcePage &page) { return page.findChild<QDialog *>(QStringLiteral("resourceReview")); }
    static QAction *command(const ResourcePage &page, const char *id)
    {
        for (QAction *action : page.commands())
            if (action->objectName() == QLatin1String(id))
                return action;
        return nullptr;
    }
    static QPushButton *button(QWidget &parent, const char *name) { return parent.findChild<QPushButton *>(QLatin1String(name)); }
    static QPushButton *buttonWith(QWidget &parent, const QString &text)
    {
        for (QPushButton *button : parent.findChildren<QPushButton *>())
            // A new one is shown a moment later; one that goes was hidden by its owner
            if (button->text().contains(text) && !(button->isHidden() && button->testAttribute(Qt::WA_WState_ExplicitShowHide)))
                return button;
        return nullptr;
    }
    /// Opens the review, waits until it may save, and saves.
    static bool saveAll(ResourcePage &page)
    {
        if (!QTest::qWaitFor([&page] { return page.canSave(); }, 60'000))
            return false;
        page.save();
        const auto mayPress = [&page] { return review(page) && button(*review(page), "reviewSave")->isEnabled(); };
        if (!QTest::qWaitFor(mayPress, 60'000))
            return false;
        button(*review(page), "reviewSave")->click();
        return QTest::qWaitFor([&page] { return !review(page) && !page.modified(); }, 60'000);
    }

    std::unique_ptr<gateway::Session> session;
    std::unique_ptr<history::Store> store;

private:
    SandboxGateway m_gateway;
    net::RequestLog m_log;
    std::unique_ptr<net::Client> m_other;
    std::unique_ptr<QTemporaryDir> m_dir;
};
