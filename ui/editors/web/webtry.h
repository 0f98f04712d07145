#pragma once

#include "core/openwhisk/webaccess.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class CodeEditor;
class JsonView;
class MessageBar;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class Switch;
class Chip;

namespace openwhisk {
class Session;
}

/// A request to the saved web action, and the answer as it came: status, headers, body.
class WebTry : public QWidget {
    Q_OBJECT
public:
    explicit WebTry(openwhisk::Session &session, QWidget *parent = nullptr);
    ~WebTry() override;

    void setAction(const openwhisk::EntityName &name, const QString &ns, const openwhisk::WebAccess &saved, bool exists);
    void setExtension(const QString &extension);

Q_SIGNALS:
    void openRequested(const Target &target);
    void ran();

private:
    void build();
    QWidget *buildRequest();
    QWidget *buildAnswer();
    void enable();
    QString blockedReason() const;
    openwhisk::WebCall call() const;
    void send();
    void cancel();
    void came(const Result<openwhisk::WebAnswer> &answer);
    void showBody(const openwhisk::WebAnswer &answer);

    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_name;
    QString m_ns;
    QString m_extensionShown;
    openwhisk::WebAccess m_access;
    bool m_exists = false;
    std::unique_ptr<QObject> m_request;
    QString m_activation;
    QComboBox *m_method;
    QLineEdit *m_path;
    QLineEdit *m_query;
    QComboBox *m_type;
    CodeEditor *m_body;
    Switch *m_withKey;
    QPushButton *m_send;
    QPushButton *m_cancel;
    QLabel *m_secretNote;
    MessageBar *m_bar;
    Chip *m_status;
    QPushButton *m_record;
    QPlainTextEdit *m_head;
    JsonView *m_answer;
};
