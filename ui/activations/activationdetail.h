#pragma once

#include "core/insight/activationtable.h"
#include "core/openwhisk/activation.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class ActivationCommands;
class ActivationHead;
class AnnotationsPane;
class InputPane;
class JsonView;
class LogsPane;
class RecordLook;
class QLabel;
class QTabWidget;
class StateView;
class TraceBox;
class WhySlowBox;

namespace history {
class ActivationStore;
class Store;
}
namespace openwhisk {
class Session;
}

/// One activation; its record may not be stored yet, or never. The parts show the member chosen in its trace.
class ActivationDetail : public QWidget {
    Q_OBJECT
public:
    enum class Shape { Column, Page }; ///< beside a list, or as a tab
    /// What it reads beside the server; each may be missing.
    struct Sources {
        std::function<insight::ActivationTable::Ptr()> table = {}; ///< the other runs: what is usual, what fired
        history::ActivationStore *records = nullptr; ///< what the server has deleted meanwhile
        history::Store *payloads = nullptr;          ///< what this console sent
    };
    explicit ActivationDetail(openwhisk::Session &session, QWidget *parent = nullptr, Shape shape = Shape::Column);
    ~ActivationDetail() override;

    void setSources(const Sources &sources);
    void showNothing(const QString &hint);
    void showSummary(const openwhisk::ActivationSummary &summary); ///< a row: its head at once, its record soon
    void showId(const QString &id, int patienceMs);                ///< nothing but the id is known
    void reload();
    void find();
    QString id() const { return m_summary.id; }
    const openwhisk::ActivationSummary &summary() const { return m_summary; }
    const std::optional<openwhisk::Activation> &record() const { return m_record; }
    QString shownId() const { return m_shown; } ///< the member chosen in the trace, else id()
    QList<QAction *> commands() const;

Q_SIGNALS:
    void openRequested(const Target &target);
    void changed(); ///< what is known of the activation
    void notice(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildColumn();
    QWidget *buildPage();
    void buildParts();
    QWidget *buildFoot();
    void buildHeadButtons();
    void connectParts();
    void request(int patienceMs);
    void missing();
    void take(const openwhisk::Activation &record);
    void failed(const Error &error);
    void lookInStore();
    void showNotStored(qint64 lookedMs);
    void fill();
    void fillMember();
    void fillLogs();
    void askForLogs(const QString &id);
    void traceChanged();
    void showMember(const QString &id);
    void updateCommands();
    const openwhisk::Activation *shownRecord();
    void letGo();

    QPointer<openwhisk::Session> m_session;
    Shape m_shape;
    Sources m_sources;
    openwhisk::ActivationSummary m_summary;
    std::optional<openwhisk::Activation> m_record;
    QString m_shown;
    std::optional<openwhisk::Activation> m_member; ///< of m_shown, when that is another one
    QHash<QString, QList<openwhisk::LogLine>> m_apart; ///< logs that the server keeps apart from records, by id
    std::unique_ptr<QObject> m_request; ///< owner of the requests for the activation shown: the latest wins
    RecordLook *m_look = nullptr;       ///< under way; m_request has it
    QTimer m_soon;
    QTimer m_tick; ///< for how long it has been looked for
    ActivationHead *m_head;
    StateView *m_state;
    TraceBox *m_trace;
    QTabWidget *m_tabs;
    QTabWidget *m_logTabs;
    JsonView *m_result;
    QLabel *m_origin;
    LogsPane *m_logs;
    InputPane *m_input;
    WhySlowBox *m_why;
    AnnotationsPane *m_annotations;
    QLabel *m_annotationsTitle = nullptr; ///< of a page
    JsonView *m_raw;
    QWidget *m_openTab = nullptr; ///< of a column
    ActivationCommands *m_commands;
};
