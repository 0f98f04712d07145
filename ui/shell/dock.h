#pragma once

#include "ui/models/target.h"
#include "ui/shell/problems.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class Chip;
class Connector;
class DesktopNotifier;
class FailureWatch;
class LiveActivations;
class ProblemsPanel;
class QSettings;
class QStackedWidget;
class QTabBar;
class RequestsPanel;

namespace net {
class RequestLog;
}

/// Below the tabs: live activations, the request log, problems. Each is made when it is looked at for the first time.
class Dock : public QWidget {
    Q_OBJECT
public:
    enum Tab { Live, Requests, Problems };
    /// settings: of the window, for what the live view remembers; may be null.
    Dock(Connector &connector, net::RequestLog &log, QSettings *settings, QWidget *parent = nullptr);
    ~Dock() override;

    void show(Tab tab);
    using QWidget::show;
    Tab currentTab() const;
    RequestsPanel *requests(); ///< made by this when it was not there yet
    void setProblems(const QList<Problem> &problems);
    void closeSession(); ///< the live view refers to it
    void find();

Q_SIGNALS:
    void openRequested(const Target &target);
    void wayRequested(Problem::Way way, quint64 request);
    void notice(const QString &text);
    void currentRequestChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showCurrent();
    void sessionChanged();
    void watchFailures();
    QWidget *live();
    QWidget *problems();
    void showLiveState();
    void showChip(Tab tab, Chip *chip, const QString &text);

    Connector &m_connector;
    net::RequestLog &m_log;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QWidget *m_noSession;
    QSettings *m_settings;
    DesktopNotifier *m_notifier = nullptr;
    std::unique_ptr<FailureWatch> m_watch; ///< of the session open, whether the live view is seen or not
    QPointer<LiveActivations> m_live;
    RequestsPanel *m_requests = nullptr;
    ProblemsPanel *m_problems = nullptr;
    Chip *m_liveChip;
    Chip *m_count;
    QList<Problem> m_known;
};
