#pragma once

#include "core/openwhisk/operations.h"
#include "ui/models/target.h"
#include "ui/models/tablemodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class ActivationHead;
class JsonView;
class LogView;
class QLabel;
class QMenu;
class QPushButton;
class QTabWidget;
class QTableView;
class QVBoxLayout;
class StateView;

namespace openwhisk {
class Session;
}

/// One activation: head, result, logs, annotations, the record as it is. Its record may not be stored yet, or never.
class ActivationDetail : public QWidget {
    Q_OBJECT
public:
    explicit ActivationDetail(openwhisk::Session &session, QWidget *parent = nullptr);
    ~ActivationDetail() override;

    void showNothing(const QString &hint);
    void showSummary(const openwhisk::ActivationSummary &summary); ///< a row: its head at once, its record soon
    void showId(const QString &id, int patienceMs);                ///< nothing but the id is known
    void reload();
    void find();
    QString id() const { return m_summary.id; }
    const openwhisk::ActivationSummary &summary() const { return m_summary; }
    const std::optional<openwhisk::Activation> &record() const { return m_record; }
    void setOpenInTabVisible(bool visible);
    QList<QAction *> commands() const { return m_commands; }

Q_SIGNALS:
    void openRequested(const Target &target);
    void changed(); ///< what is known of the activation
    void notice(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildTabs();
    void buildFoot(QVBoxLayout *layout);
    void addCommand(QMenu *menu, const QString &text, const QString &id, std::function<void()> run);
    void request(int patienceMs);
    void take(const Result<openwhisk::Activation> &answer, int patienceMs);
    void showNotStored(int patienceMs);
    void fill();
    void fillLogs(const QList<openwhisk::LogLine> &lines);
    void askForLogs();
    void copy(const QString &text, const QString &what);
    void updateButtons();

    QPointer<openwhisk::Session> m_session;
    openwhisk::ActivationSummary m_summary;
    std::optional<openwhisk::Activation> m_record;
    std::unique_ptr<QObject> m_request; ///< owner of the requests for the activation shown: the latest wins
    QTimer m_soon;
    ActivationHead *m_head;
    QTabWidget *m_tabs;
    StateView *m_state;
    JsonView *m_result;
    LogView *m_logs;
    QTableView *m_annotations;
    TableModel<openwhisk::KeyValue> *m_annotationModel;
    JsonView *m_raw;
    QPushButton *m_openAction;
    QPushButton *m_openTab;
    QPushButton *m_copy;
    QList<QAction *> m_commands;
};
