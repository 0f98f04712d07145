#pragma once

#include "core/history/records.h"
#include "core/openwhisk/operations.h"
#include "ui/models/target.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

class InvokeModes;
class MessageBar;
class PayloadBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;
class RunResult;
class ThrottleWait;

namespace exchange {
struct Call;
}
namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// Runs the saved action with a payload and shows what comes of it. The latest run is the one shown.
class InvokePanel : public QWidget {
    Q_OBJECT
public:
    InvokePanel(openwhisk::Session &session, history::Store &store, QWidget *parent = nullptr);
    ~InvokePanel() override;

    void setAction(const openwhisk::EntityName &name, const history::Key &key);
    void setSaved(const QString &version, qint64 timeLimitMs);
    void setUnsaved(bool unsaved); ///< says that the saved code runs, not what is edited
    void setBlocked(const QString &reason); ///< empty: may run
    bool canInvoke() const;
    void invoke();
    void cancel();
    void focusPayload();
    void reloadPayloads(); ///< one was saved elsewhere
    void usePayload(const QString &text); ///< instead of what is typed
    void setExample(const QString &text); ///< of a payload, as the action describes it; empty: none
    /// Stands in place of the result while it is used and no run of this panel has something else to say.
    void setLastRun(QWidget *view);
    void useLastRun(bool use);
    /// Says why the server would refuse a payload; empty when it would not.
    void setCheck(std::function<QString(const QByteArray &payload)> check) { m_check = std::move(check); }
    bool find(); ///< false when nothing of this has the focus

Q_SIGNALS:
    void openRequested(const Target &target);
    void finished(); ///< a run ended or was given up
    void recorded(const openwhisk::Activation &record, const QByteArray &payload); ///< the record of the run is there

private:
    void build();
    void buildCopies();
    void enable();
    void showNote();
    QString blockedReason() const;
    void came(const Result<openwhisk::InvokeOutcome> &outcome);
    void explain(const Error &error);
    void waitFor(const Error &throttled);
    void lookForRecord(bool hasResult, int patienceMs);
    void recordCame(const Result<openwhisk::Activation> &record, bool hasResult);
    void tick();
    void end();
    void showLower(bool result);
    void copyAs(QString (*command)(const exchange::Call &));

    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_name;
    QString m_version;
    qint64 m_timeLimitMs = 60'000;
    QString m_blocked;
    std::function<QString(const QByteArray &)> m_check;
    bool m_unsaved = false;
    enum class Phase { Idle, Running, Pending } m_phase = Phase::Idle;
    std::unique_ptr<QObject> m_run; ///< owner of the requests of the run shown
    QByteArray m_sent; ///< payload of the run shown
    bool m_usesLastRun = false;
    QString m_activationId;
    QElapsedTimer m_since;
    QTimer *m_ticker;
    PayloadBox *m_payload;
    QPushButton *m_invoke;
    QPushButton *m_cancel;
    InvokeModes *m_modes;
    QToolButton *m_copy;
    QLabel *m_note;
    MessageBar *m_bar;
    ThrottleWait *m_throttle;
    RunResult *m_result;
    QWidget *m_lastRun = nullptr;
    QStackedWidget *m_lower;
};
