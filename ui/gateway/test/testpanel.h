#pragma once

#include "core/gateway/testanswer.h"
#include "ui/gateway/resource/resourcestate.h"
#include "ui/models/target.h"

#include <QFrame>

#include <memory>

class Chip;
class MessageBar;
class QLabel;
class QPushButton;
class TestAnswerView;
class TestForm;

namespace insight {
class TestActivation;
}

/// Sends a request to the data plane and shows what comes back, with the activation behind it. What is tested is what
/// the gateway has, never the edits.
class TestPanel : public QFrame {
    Q_OBJECT
public:
    explicit TestPanel(ResourceState &state, QWidget *parent = nullptr);
    ~TestPanel() override;

    void setRequest(const QByteArray &method, const QString &url, const QList<net::Header> &headers = {}, const QString &body = {});
    void send();
    void cancel();
    void focusForm();
    void find();
    bool isBusy() const { return m_asking != nullptr; }

Q_SIGNALS:
    void openRequested(const Target &target);
    void answered(int status);

private:
    void build();
    void begin();
    void showNote();
    void showReason();
    void take(const Result<gateway::TestAnswer> &answer);
    void showError(const Error &error);
    void lookForActivation(const gateway::TestAnswer &answer, const gateway::TestVerdict &verdict);
    void showActivations(const QStringList &ids);
    void showLink(const QString &text, const Target &target);
    void sessionGone();
    QStringList serviceHosts() const;
    QString memoryKey() const;

    ResourceState &m_state;
    Chip *m_chip;
    TestForm *m_form;
    TestAnswerView *m_answer;
    MessageBar *m_bar;
    QLabel *m_note;
    QLabel *m_looking;
    QPushButton *m_link;
    Target m_linked;
    openwhisk::EntityName m_action;
    std::unique_ptr<net::Client> m_client;
    std::shared_ptr<net::Upload> m_stop;
    std::unique_ptr<QObject> m_asking;
    insight::TestActivation *m_search = nullptr;
    bool m_touched = false; ///< what was typed or put here is not replaced by an example
};
