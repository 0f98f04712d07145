#pragma once

#include "core/insight/compare.h"
#include "ui/models/target.h"
#include "ui/widgets/dialog.h"

#include <QPointer>

#include <memory>

class CompareFigures;
class DiffView;
class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;
class StateView;

namespace openwhisk {
class Session;
}

/// Two activations side by side: times, result, annotations, logs. The other one is chosen among the runs of the action.
class CompareDialog : public Dialog {
    Q_OBJECT
public:
    explicit CompareDialog(openwhisk::Session &session, QWidget *parent);
    ~CompareDialog() override;

    void start(const openwhisk::ActivationSummary &first);        ///< the other one is chosen here
    void start(const QString &firstId, const QString &secondId);  ///< two that were selected
    StateView *state() const { return m_state; }

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    void build();
    QWidget *buildHead();
    QWidget *buildTabs();
    void loadOthers(const openwhisk::ActivationSummary &first);
    void fillOthers(const openwhisk::ActivationSummary &first, const QList<openwhisk::ActivationSummary> &rows);
    void load(int side, const QString &id);
    void take(int side, const Result<openwhisk::Activation> &record);
    void compareBoth();
    void reload();

    QPointer<openwhisk::Session> m_session;
    QString m_ids[2];
    std::optional<openwhisk::Activation> m_records[2];
    std::unique_ptr<QObject> m_requests[2];
    std::unique_ptr<QObject> m_list;
    std::unique_ptr<QObject> m_work;
    QLabel *m_first;
    QLabel *m_second;
    QComboBox *m_others;
    QPushButton *m_open;
    StateView *m_state;
    QTabWidget *m_tabs;
    CompareFigures *m_figures;
    DiffView *m_result;
    DiffView *m_annotations;
    DiffView *m_logs;
};
