#pragma once

#include "core/history/records.h"
#include "core/openwhisk/operations.h"
#include "ui/models/target.h"
#include "ui/widgets/dialog.h"

#include <QPointer>

#include <memory>
#include <optional>

class JsonEdit;
class MessageBar;
class QPushButton;
class ThrottleWait;

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// The payload of an earlier run, to be looked at and changed, and a new run with it. The new activation is opened at
/// once, pending until its record is stored.
class InvokeAgain : public Dialog {
    Q_OBJECT
public:
    InvokeAgain(openwhisk::Session &session, history::Store *store, const openwhisk::ActivationSummary &of,
                const std::optional<history::Payload> &payload, QWidget *parent);
    ~InvokeAgain() override;

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    void build();
    void tellPayload(const std::optional<history::Payload> &payload);
    void enable();
    void invoke();
    void came(const Result<openwhisk::InvokeOutcome> &outcome);
    void failed(const Error &error);

    QPointer<openwhisk::Session> m_session;
    history::Store *m_store;
    openwhisk::EntityName m_name;
    bool m_running = false;
    std::unique_ptr<QObject> m_run;
    MessageBar *m_about;
    JsonEdit *m_edit;
    MessageBar *m_message;
    ThrottleWait *m_throttle;
    QPushButton *m_invoke;
};
