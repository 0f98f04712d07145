#pragma once

#include "ui/activations/activationcolumns.h"
#include "ui/activations/activationfilter.h"
#include "ui/models/indexorder.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <QTimer>

class ActivationDetail;
class ActivationSource;
class Chip;
class QLabel;
class QPushButton;
class QTableView;
class StateView;

namespace openwhisk {
class ActivationPoll;
class Session;
}

/// All activations of a connection, or of one action: filter, sort, live; the one selected beside them.
class ActivationsPage : public Page {
    Q_OBJECT
public:
    ActivationsPage(openwhisk::Session &session, openwhisk::ActivationPoll &poll, Target target, QWidget *parent = nullptr);
    ~ActivationsPage() override;

    Target target() const override { return m_target; }
    QString title() const override;
    QString glyph() const override;
    void refresh() override;
    void find() override;
    QList<QAction *> commands() const override;
    QTableView *table() const { return m_table; }
    ActivationDetail *detail() const { return m_detail; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(openwhisk::Session &session);
    QWidget *buildHead();
    QWidget *buildList();
    void buildFoot(QWidget *list);
    void connectList();
    void applyFilter();
    void arrange();
    void showArranged(QList<openwhisk::ActivationSummary> rows);
    void showState();
    void showCounts();
    void showCurrent();
    void sortBy(int column, Qt::SortOrder order);
    void openCurrent();
    void updateActions();
    void loadOlderAtEnd();

    QPointer<openwhisk::Session> m_session;
    Target m_target;
    ActivationSource *m_source;
    models::IndexOrder<openwhisk::ActivationSummary> m_order;
    QTimer m_filterSoon;
    ActivationFilter m_filter;
    int m_sortColumn = activationcolumns::Started;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    bool m_canceled = false;
    std::optional<Error> m_shownError;
    Chip *m_live;
    QLabel *m_counts;
    ActivationFilterBar *m_filterBar;
    QTableView *m_table;
    ActivationModel *m_model;
    StateView *m_state;
    QLabel *m_footText;
    QPushButton *m_older;
    ActivationDetail *m_detail;
};
