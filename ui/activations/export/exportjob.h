#pragma once

#include "core/exchange/activationexport.h"
#include "core/async/result.h"
#include "core/insight/activationquery.h"

#include <atomic>

/// Writes the rows of a view into a file, on a worker; the file is the user's alone, and whole or not there at all.
class ExportJob {
public:
    struct Written {
        QString file;
        qsizetype rows = 0;
    };
    ExportJob(insight::ActivationView view, exchange::TableFormat format, QString file);
    ~ExportJob() { cancel(); }

    Async<Written> start();
    void cancel() { m_state->canceled = true; }
    double progress() const; ///< 0..1

    static QString proposedName(exchange::TableFormat format);

private:
    struct State {
        std::atomic_bool canceled = false;
        std::atomic<qsizetype> done = 0;
    };
    static Result<Written> write(const insight::ActivationView &view, exchange::TableFormat format, const QString &file, State &state);
    insight::ActivationView m_view;
    exchange::TableFormat m_format;
    QString m_file;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};
