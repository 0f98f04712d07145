#pragma once

#include "core/net/client.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>

class Chip;
class CodeEditor;
class JsonView;
class MessageBar;
class QLabel;
class QLineEdit;
class QPushButton;
struct ApiRow;

namespace openwhisk {
class Session;
}

/// Calls an operation at the gateway, without any key of the connection, and shows what comes.
class ApiTry : public QWidget {
    Q_OBJECT
public:
    explicit ApiTry(openwhisk::Session &session, QWidget *parent = nullptr);
    ~ApiTry() override;

    void setOperation(const std::optional<ApiRow> &row);

private:
    void build();
    QString blockedReason() const;
    void enable();
    void send();
    void came(const Result<net::Reply> &reply);

    QPointer<openwhisk::Session> m_session;
    std::unique_ptr<net::Client> m_client; ///< of the gateway: another host, no key
    QString m_shown; ///< address of the operation shown
    QLabel *m_verb;
    QLineEdit *m_url;
    CodeEditor *m_body;
    QPushButton *m_send;
    MessageBar *m_bar;
    Chip *m_status;
    JsonView *m_answer;
};
