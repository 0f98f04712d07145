#pragma once

#include "ui/activations/activationasker.h"
#include "ui/activations/activationcolumns.h"
#include "ui/activations/activationservices.h"
#include "ui/activations/filter/filterstate.h"
#include "ui/activations/filter/savedfilters.h"
#include "ui/widgets/page.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTimer>

class ActivationDetail;
class ActivationsOf;
class ActivationRows;
class ActivationsHead;
class ChartPanel;
class ExportBar;
class FilterBar;
class FilterRow;
class GroupView;
class LogReading;
class QStackedWidget;
class QTableView;
class StateView;
class TextSearch;

/// All activations of a connection, or of one action: over time, filtered, sorted, grouped, live; the one selected
/// beside them.
class ActivationsPage : public Page {
    Q_OBJECT
public:
    ActivationsPage(const ActivationServices &services, Target target, QWidget *parent = nullptr);
    ~ActivationsPage() override;

    Target target() const override { return m_target; }
    QString title() const override;
    QString glyph() const override;
    void refresh() override;
    void find() override;
    QList<QAction *> commands() const override;
    QTableView *table() const { return m_table; }
    ActivationDetail *detail() const { return m_detail; }
    FilterState &filter() { return m_filter; }

protected:
    bool event(QEvent *event) override; ///< shown, hidden, another size, another clock

private:
    void build();
    QWidget *buildHead();
    QWidget *buildBody();
    QWidget *buildList();
    QWidget *buildViews(QWidget *parent);
    void buildTable(QWidget *parent);
    void buildFoot(QWidget *list);
    void buildExport();
    void buildCommands();
    void addCommand(const QString &text, const QString &id, std::function<void()> run);
    void connectParts();
    void connectState();
    void connectEnds();
    ActivationQuestion question() const;
    void ask();   ///< the user wants to see something else
    void renew(); ///< there may be more of the same
    void take(const std::shared_ptr<const ActivationAnswer> &answer);
    void filterChanged();
    void loadSpan();
    void loadFurther();
    void watch(bool watching);
    void feedChanged();
    void showState();
    void showEmpty();
    void showCounts();
    void showFoot();
    void showSearch();
    void showCurrent();
    void openCurrent();
    void showGroups(bool shown);
    qint64 serverNow() const;
    std::optional<Error> error() const;

    ActivationServices m_services;
    QPointer<openwhisk::Session> m_session;
    QPointer<openwhisk::ActivationFeed> m_feed;
    QPointer<ActivationBook> m_book;
    Target m_target;
    FilterState m_filter;
    SavedFilters m_saved;
    TextSearch *m_search;
    LogReading *m_fetch;
    ActivationsOf *m_of;
    ActivationAsker *m_asker;
    std::shared_ptr<const ActivationAnswer> m_answer;
    insight::ActivationOrder m_order;
    QTimer m_onward; ///< "last 6 hours" moves on without news, too
    QTimer m_resized;
    bool m_canceled = false;
    std::optional<Error> m_shownError;
    ActivationsHead *m_head;
    FilterBar *m_filterBar;
    FilterRow *m_filterRow;
    ChartPanel *m_chart;
    ExportBar *m_export;
    QPushButton *m_exportButton;
    QPushButton *m_mapButton;
    QPushButton *m_groupsButton;
    QStackedWidget *m_views;
    QTableView *m_table;
    ActivationRows *m_rows;
    GroupView *m_groups;
    StateView *m_state;
    QLabel *m_footText;
    QPushButton *m_older;
    QPushButton *m_readLogs;
    ActivationDetail *m_detail;
    QList<QAction *> m_commands;
};
