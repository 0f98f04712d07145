#include "ui/activations/activationspage.h"

#include "core/openwhisk/session.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationrows.h"
#include "ui/activations/activationshead.h"
#include "ui/activations/chart/chartpanel.h"
#include "ui/activations/compare/compareselected.h"
#include "ui/activations/export/exportbar.h"
#include "ui/activations/filter/filterbar.h"
#include "ui/activations/filter/filterrow.h"
#include "ui/activations/groups/groupview.h"
#include "ui/activations/store/storedialog.h"
#include "ui/models/activationbook.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

/// How ActivationsPage is put together.

namespace {

constexpr int listWidth = 710;
constexpr int detailWidth = 430;
constexpr int leastDetailWidth = 300;

QPushButton *addView(QHBoxLayout *row, const QString &text, const QString &name)
{
    auto *button = withRole(new QPushButton(text), u"segment"_s);
    button->setObjectName(name);
    button->setCheckable(true);
    row->addWidget(button, 0, Qt::AlignTop);
    return button;
}

} // namespace

void ActivationsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
    buildCommands();
    setFocusProxy(m_table);
    m_table->setFocus();
}

QWidget *ActivationsPage::buildHead()
{
    auto *head = withRole(new QFrame(this), u"head"_s);
    m_head = new ActivationsHead(head);
    m_filterBar = new FilterBar(m_filter, [this] { return m_session ? actionEntries(*m_session) : QList<ActionChoices::Entry>(); }, head);
    m_head->addButtons({m_filterBar});
    m_chart = new ChartPanel(head);
    m_export = new ExportBar([this] { return m_rows->view(); }, head);
    buildExport();
    m_filterRow = new FilterRow(m_filter, m_saved, head);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(0);
    row->addWidget(m_filterRow, 1);
    row->addSpacing(8);
    m_mapButton = addView(row, tr("Heat map"), u"showHeatMap"_s);
    row->addSpacing(8);
    m_groupsButton = addView(row, tr("By action"), u"showGroups"_s);
    connect(m_mapButton, &QPushButton::toggled, this, [this](bool on) {
        m_chart->showMap(on);
        ask();
    });
    connect(m_groupsButton, &QPushButton::clicked, this, &ActivationsPage::showGroups);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_chart);
    layout->addLayout(row);
    layout->addWidget(m_export);
    return head;
}

void ActivationsPage::buildExport()
{
    m_exportButton = withRole(new QPushButton(tr("Export"), this), u"flat"_s);
    m_exportButton->setObjectName(u"activationExport"_s);
    auto *menu = new QMenu(m_exportButton);
    m_export->fill(menu);
    m_exportButton->setMenu(menu);
    m_exportButton->setEnabled(false);
    m_head->addButtons({m_exportButton});
}

QWidget *ActivationsPage::buildBody()
{
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    m_detail = new ActivationDetail(*m_session, split);
    m_detail->setSources({.table = [book = m_book] { return book ? book->table() : nullptr; },
                          .records = m_services.store,
                          .payloads = m_services.payloads});
    m_detail->setMinimumWidth(leastDetailWidth);
    m_detail->showNothing(tr("Select an activation to see its result and logs."));
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setSizes({listWidth, detailWidth});
    return split;
}

QWidget *ActivationsPage::buildList()
{
    auto *list = withRole(new QWidget(this), u"surface"_s);
    list->setAttribute(Qt::WA_StyledBackground);
    m_state = new StateView(buildViews(list), list);
    m_state->setObjectName(u"activationsState"_s);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state, 1);
    buildFoot(list);
    return list;
}

QWidget *ActivationsPage::buildViews(QWidget *parent)
{
    m_views = new QStackedWidget(parent);
    buildTable(m_views);
    m_groups = new GroupView(m_views);
    m_views->addWidget(m_table);
    m_views->addWidget(m_groups);
    return m_views;
}

void ActivationsPage::buildTable(QWidget *parent)
{
    m_table = new QTableView(parent);
    m_table->setObjectName(u"activationTable"_s);
    m_table->setAccessibleName(tr("Activations"));
    m_rows = new ActivationRows(activationcolumns::full(), this);
    m_table->setModel(m_rows);
    activationcolumns::setUpFull(m_table);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSortIndicator(activationcolumns::Started, Qt::DescendingOrder);
    m_commands.append(addCompareSelected(m_table, *m_session, [this](int row) { return m_rows->idAt(row); },
                                         [this](const Target &target) { Q_EMIT openRequested(target); }));
}

void ActivationsPage::buildFoot(QWidget *list)
{
    auto *foot = withRole(new QFrame(list), u"foot"_s);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 4, 12, 4);
    m_footText = withRole(new QLabel(foot), u"faint"_s);
    m_footText->setObjectName(u"activationFoot"_s);
    m_footText->setTextFormat(Qt::PlainText);
    m_footText->setWordWrap(true);
    m_older = withRole(new QPushButton(tr("Load further back"), foot), u"flat"_s);
    m_older->setObjectName(u"loadOlder"_s);
    m_readLogs = withRole(new QPushButton(foot), u"flat"_s);
    m_readLogs->setObjectName(u"readLogs"_s);
    row->addWidget(m_footText, 1);
    row->addWidget(m_readLogs);
    row->addWidget(m_older);
    list->layout()->addWidget(foot);
}

void ActivationsPage::addCommand(const QString &text, const QString &id, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_commands.append(action);
}

void ActivationsPage::buildCommands()
{
    addCommand(tr("Activations: heat map or histogram"), u"activations.heatMap"_s, [this] { m_mapButton->toggle(); });
    addCommand(tr("Activations: by action or one by one"), u"activations.byAction"_s, [this] { showGroups(!m_groupsButton->isChecked()); });
    addCommand(tr("Activations: choose a span in the chart"), u"activations.chart"_s, [this] { m_chart->setFocus(Qt::ShortcutFocusReason); });
    addCommand(tr("Activations: load further back"), u"activations.further"_s, [this] { loadFurther(); });
    addCommand(tr("Activations: clear the filter"), u"activations.clearFilter"_s, [this] { m_filter.clear(); });
    if (m_services.store)
        addCommand(tr("Activations: local store…"), u"activations.store"_s, [this] {
            if (m_session)
                (new StoreDialog(*m_services.store, m_services.settings, m_session->profileId(), m_session->connectionName(), this))->open();
        });
    for (QAction *action : m_exportButton->menu()->actions())
        m_commands.append(action);
}

QList<QAction *> ActivationsPage::commands() const
{
    return m_commands + m_detail->commands();
}
