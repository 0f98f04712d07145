#pragma once

#include "core/gateway/session.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/models/tablemodel.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QPushButton;
class QTableView;
class StateView;

/// The credentials of a consumer: what it may prove itself with, beside its own plugins.
class Credentials : public QWidget {
    Q_OBJECT
public:
    explicit Credentials(const GatewayServices &services, QWidget *parent = nullptr);
    ~Credentials() override;

    void setConsumer(const QString &name, bool isNew);
    void setReadOnly(const QString &reason);
    StateView *view() const { return m_view; }

Q_SIGNALS:
    void openRequested(const Target &target);
    void countChanged(int count);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void load();
    void take(const Result<gateway::Rows> &rows);
    void enableButtons();
    void openCurrent();
    void deleteCurrent();
    std::optional<gateway::Key> current() const;

    GatewayServices m_services;
    QPointer<gateway::Session> m_session;
    TableModel<gateway::Row> m_model;
    QTableView *m_table;
    StateView *m_view;
    QPushButton *m_all;
    QPushButton *m_new;
    QPushButton *m_open;
    QPushButton *m_delete;
    QString m_consumer;
    QString m_readOnly;
    bool m_isNew = true;
    std::unique_ptr<QObject> m_loading;
};
