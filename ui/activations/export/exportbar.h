#pragma once

#include "ui/activations/export/exportjob.h"
#include "ui/widgets/messagebar.h"

#include <QTimer>

#include <functional>

class QMenu;

/// Asks where, writes, and says how far it is and how it ended.
class ExportBar : public MessageBar {
    Q_OBJECT
public:
    explicit ExportBar(std::function<insight::ActivationView()> view, QWidget *parent = nullptr);
    void fill(QMenu *menu);
    void exportTo(const QString &file, exchange::TableFormat format);

private:
    void ask(exchange::TableFormat format);
    void showProgress();
    void finished(const Result<ExportJob::Written> &result);

    std::function<insight::ActivationView()> m_view;
    std::unique_ptr<ExportJob> m_job;
    std::unique_ptr<QObject> m_run;
    QTimer m_progress;
    QString m_place; ///< folder of the last time
};
