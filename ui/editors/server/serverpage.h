#pragma once

#include "core/openwhisk/serverfacts.h"
#include "ui/widgets/page.h"

#include <QPointer>

#include <memory>

class ServerView;
class StateView;

namespace openwhisk {
class Session;
}

/// What the connection talks to: address, build, limits of the namespace and their use, runtimes.
class ServerPage : public Page {
    Q_OBJECT
public:
    explicit ServerPage(openwhisk::Session &session, QWidget *parent = nullptr);
    ~ServerPage() override;

    Target target() const override { return {Target::Kind::Server, {}, {}}; }
    QString title() const override { return tr("Server"); }
    QString glyph() const override { return QStringLiteral("default"); }
    void refresh() override { load(true); }
    void find() override;

private:
    void load(bool keepContent);
    void loaded(const Result<openwhisk::ServerFacts> &facts, bool keepContent);
    void loadUse();

    QPointer<openwhisk::Session> m_session;
    std::unique_ptr<QObject> m_request;
    bool m_known = false;
    ServerView *m_view;
    StateView *m_state;
};
