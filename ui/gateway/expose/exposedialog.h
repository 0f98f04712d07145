#pragma once

#include "core/gateway/save.h"
#include "core/openwhisk/names.h"
#include "ui/gateway/expose/exposeplan.h"
#include "ui/gateway/gatewayservices.h"

#include <QDialog>
#include <QMap>

class MessageBar;
class QBoxLayout;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

/// An action becomes reachable through the gateway: what is proposed can be taken with one click. The key goes from the
/// keychain into the route and is not shown.
class ExposeDialog : public QDialog {
    Q_OBJECT
public:
    ExposeDialog(const GatewayServices &services, const openwhisk::EntityName &action, QWidget *parent = nullptr);
    ~ExposeDialog() override;

Q_SIGNALS:
    void created(const gateway::Key &route);

private:
    void build();
    QLineEdit *addLine(const QString &label, const QString &name, exposeplan::Field field);
    void addField(const QString &label, QWidget *widget, exposeplan::Field field);
    QWidget *makeMethods();
    void propose();
    exposeplan::Input input() const;
    void check();
    void showRemark(exposeplan::Field field, const QString &text, bool problem);
    void create();
    void send(const gateway::Key &route, const json::Value &document);
    void ended(const gateway::Key &key, const gateway::Saved &saved);
    void fail(const Error &error);
    void setBusy(bool busy);

    GatewayServices m_services;
    gateway::Exposure m_exposure; ///< without what is typed; the key's place is marked
    QMap<exposeplan::Field, QLabel *> m_remarks;
    QMap<exposeplan::Field, QString> m_refused; ///< by the gateway, until the field is edited
    QList<QCheckBox *> m_methods;
    QBoxLayout *m_fields;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_hosts = nullptr;
    QLineEdit *m_id = nullptr;
    QLineEdit *m_apiHost = nullptr;
    QLabel *m_answersAt = nullptr;
    MessageBar *m_message;
    QPushButton *m_create;
    bool m_busy = false;
};
