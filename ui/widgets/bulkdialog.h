#pragma once

#include "ui/widgets/bulkplan.h"
#include "ui/widgets/dialog.h"

class MessageBar;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;
template <typename Row> class TableModel;

/// Work on many things: the plan, then its progress with cancel, then a result for each; what failed can be tried
/// again. Closing it while it runs asks for nothing more and leaves the rest undone.
class BulkDialog : public Dialog {
    Q_OBJECT
public:
    /// typeToConfirm: must be typed before it begins (production), or empty.
    BulkDialog(BulkPlan plan, const QString &typeToConfirm, QWidget *parent = nullptr);
    ~BulkDialog() override;
    void begin(); ///< asks where it must, and starts

Q_SIGNALS:
    void done(const QList<Target> &succeeded); ///< after each run

protected:
    void reject() override;

private:
    void build();
    TableModel<BulkRow> *makeModel();
    QWidget *buildFoot();
    QWidget *buildOption();
    void connectRun();
    void showProgress();
    void showOutcome();
    void showFirstFailure();
    QString stateText(const BulkRow &row) const;
    QVariant stateLook(const BulkRow &row, int role) const;
    QList<Target> succeeded() const;

    BulkPlan m_plan;
    QString m_typeToConfirm;
    openwhisk::BulkRun *m_run;
    bool m_begun = false;
    QTimer *m_soon; ///< shows progress a few times a second, not for each step
    TableModel<BulkRow> *m_model;
    QTableView *m_table;
    QLabel *m_sentence;
    MessageBar *m_message;
    QProgressBar *m_bar;
    QPushButton *m_go;
    QPushButton *m_again;
    QPushButton *m_cancel;
};
