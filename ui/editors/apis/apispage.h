#pragma once

#include "core/openwhisk/apis.h"
#include "ui/widgets/page.h"

#include <QPointer>

#include <memory>

class ApisView;
class MessageBar;
class StateView;

namespace openwhisk {
class Session;
}

/// The APIs that the gateway serves for this namespace: by base path, with what each operation calls.
class ApisPage : public Page {
    Q_OBJECT
public:
    explicit ApisPage(openwhisk::Session &session, QWidget *parent = nullptr);
    ~ApisPage() override;

    Target target() const override { return {Target::Kind::Apis, {}, {}}; }
    QString title() const override { return tr("APIs"); }
    QString glyph() const override { return QStringLiteral("api"); }
    void refresh() override { load(true); }
    void find() override;
    QList<QAction *> commands() const override { return m_commands; }

    void importFile(const QString &file);
    void exportTo(const QString &file);

private:
    void build();
    void buildCommands();
    QAction *addCommand(const QString &id, const QString &text, void (ApisPage::*run)());
    void load(bool keepContent);
    void loaded(const Result<QList<openwhisk::Api>> &apis, bool keepContent);
    void showNone();
    void showState();
    QString blockedReason() const;
    void create();
    void askImport();
    void import(const QByteArray &text, const QString &file);
    void importSwagger(const json::Value &swagger, const QStringList &lost, const QString &file);
    void askExport();
    void removeOperation();
    void removeApi();
    void remove(const QString &basePath, const QString &path, const QString &verb, const QString &what);
    void copyAddress();

    QPointer<openwhisk::Session> m_session;
    std::unique_ptr<QObject> m_request;
    QList<openwhisk::Api> m_apis;
    bool m_known = false;
    bool m_available = true;
    QList<QAction *> m_commands;
    MessageBar *m_message;
    ApisView *m_view;
    StateView *m_state;
};
