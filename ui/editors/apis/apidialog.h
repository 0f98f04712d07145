#pragma once

#include "core/openwhisk/apis.h"
#include "ui/widgets/dialog.h"

#include <QPointer>

class MessageBar;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace openwhisk {
class Session;
}

/// A new operation of an API: base path, path, verb, action, what comes back. It stays open until it is made.
class ApiDialog : public Dialog {
    Q_OBJECT
public:
    ApiDialog(openwhisk::Session &session, const QList<openwhisk::Api> &apis, const QString &basePath, QWidget *parent);

Q_SIGNALS:
    void created(const openwhisk::Api &api);

private:
    void build(const QString &basePath);
    void fillActions();
    openwhisk::ApiDraft draft() const;
    QString problem() const;
    QString effect() const; ///< what it does to what is there
    void check();
    void create();

    QPointer<openwhisk::Session> m_session;
    QList<openwhisk::Api> m_apis;
    bool m_sending = false;
    QComboBox *m_basePath;
    QLineEdit *m_name;
    QLineEdit *m_path;
    QComboBox *m_verb;
    QComboBox *m_action;
    QComboBox *m_type;
    QLabel *m_effect;
    MessageBar *m_bar;
    QPushButton *m_create;
};
