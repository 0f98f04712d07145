#pragma once

#include "ui/activations/chart/latencymap.h"

#include <QObject>

/// What a page wants to know of a table.
struct ActivationQuestion {
    insight::ActivationFilter filter;     ///< what the chart shows
    std::optional<LatencyRange> selected; ///< of it what the rows show; no least duration: time alone
    insight::ActivationOrder order;
    std::optional<qint64> nowMs;          ///< the chart ends there; unset: with the newest row
    int columns = 90;                     ///< of the charts, at most
    bool map = false;                     ///< the heat map, too
    std::optional<insight::GroupBy> groups;
    qint64 utcOffsetMs = 0;
};

struct ActivationAnswer {
    insight::ActivationView view;
    qsizetype known = 0;                      ///< in the table
    std::optional<insight::TimeSpan> span;    ///< of the charts; unset: there is nothing to show
    insight::Histogram histogram;
    insight::HeatMap map;
    insight::ActivationTotals totals;
    QList<insight::ActivationGroup> groups;
    QStringList kinds;                        ///< there are
};
/// For a worker.
std::shared_ptr<const ActivationAnswer> answerTo(const ActivationQuestion &question, const insight::ActivationTable::Ptr &table,
                                                 const std::stop_token &stop = {});

/// Asks a table that goes on changing, on a worker. What the user asks ends the question under way; what only new rows ask
/// waits for its answer, so that many of them do not keep the user from seeing any.
class ActivationAsker : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~ActivationAsker() override;

    using Table = insight::ActivationTable::Ptr;
    void ask(const ActivationQuestion &question, const Table &table);   ///< null: nothing is known
    void renew(const ActivationQuestion &question, const Table &table);
    bool busy() const { return m_busy; }

Q_SIGNALS:
    void answered(const std::shared_ptr<const ActivationAnswer> &answer);

private:
    void start();
    Table m_table;
    ActivationQuestion m_question;
    std::stop_source m_stop;
    bool m_busy = false;
    bool m_again = false; ///< there is more to ask about
};
