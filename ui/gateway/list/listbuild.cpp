#include "ui/gateway/list/gatewaylistpage.h"

#include "core/openwhisk/session.h"
#include "ui/gateway/list/listbulkbar.h"
#include "ui/gateway/list/listdelegates.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/staymenu.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// How GatewayListPage is put together.

namespace {

constexpr int tickWidth = 38;
constexpr int listWidth = 810;
constexpr int previewWidth = 330;
constexpr int leastPreview = 240;

} // namespace

void GatewayListPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
    setFocusProxy(m_table);
    showColumns();
    showBans();
}

QWidget *GatewayListPage::buildHead()
{
    auto *head = withRole(new QFrame(this), u"head"_s);
    m_counts = shortLabel({}, u"muted"_s, head);
    m_counts->setObjectName(u"listCounts"_s);
    m_mode = new Chip({}, Chip::Tone::Neutral, head);
    m_mode->setObjectName(u"listMode"_s);
    m_filters = new ListFilterBar(m_kind, m_settings, head);
    buildButtons(head);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(10);
    auto *row = new HeadLayout;
    row->addFacts({plainLabel(title(), u"head"_s, head), m_mode, m_counts});
    row->addButtons({m_columnsButton, m_importButton, m_newButton});
    layout->addLayout(row);
    layout->addWidget(m_filters);
    return head;
}

void GatewayListPage::buildButtons(QWidget *head)
{
    m_columnsButton = makeButton(tr("Columns"), u"listColumns"_s, head, u"flat"_s);
    auto *columns = new StayMenu(m_columnsButton);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        fillColumns(columns);
    });
    m_columnsButton->setMenu(columns);
    m_importButton = makeButton(tr("Import…"), u"listImport"_s, head);
    connect(m_importButton, &QPushButton::clicked, this, &GatewayListPage::askImport);
    m_newButton = makeButton(tr("+ %1 ▾").arg(capitalized(gateway::singular(m_kind))), u"listNew"_s, head, u"primary"_s);
    auto *entries = new QMenu(m_newButton);
    connect(entries, &QMenu::aboutToShow, this, [this, entries] {
        entries->clear();
        fillNew(entries);
    });
    m_newButton->setMenu(entries);
}

QWidget *GatewayListPage::buildBody()
{
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    m_preview = new PreviewPane(split);
    m_preview->setAccessibleName(tr("The current one"));
    m_preview->setMinimumWidth(leastPreview);
    split->addWidget(m_preview);
    split->setStretchFactor(0, 1);
    split->setSizes({listWidth, previewWidth});
    return split;
}

QWidget *GatewayListPage::buildList()
{
    auto *list = withRole(new QWidget(this), u"surface"_s);
    list->setAttribute(Qt::WA_StyledBackground);
    m_message = new MessageBar(list);
    m_message->setObjectName(u"listMessage"_s);
    m_message->clear();
    m_unread = new MessageBar(list);
    m_unread->setObjectName(u"listUnread"_s);
    m_unread->clear();
    m_bulk = new ListBulkBar(m_kind, list);
    auto *content = new QWidget(list);
    buildTable(content);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_table, 1);
    inner->addWidget(buildFoot(content));
    m_state = new StateView(content, list);
    m_state->setObjectName(u"listState"_s);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_unread);
    layout->addWidget(m_bulk);
    layout->addWidget(m_state, 1);
    return list;
}

void GatewayListPage::buildTable(QWidget *parent)
{
    m_table = new QTableView(parent);
    m_rows = new GatewayRows(listcolumns::columnsOf(m_kind), this);
    m_header = new ListHeader(m_table);
    m_table->setHorizontalHeader(m_header);
    m_table->setModel(m_rows);
    setUpTable(m_table);
    m_table->setObjectName(u"listTable"_s);
    m_table->setAccessibleName(title());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setItemDelegate(new ListDelegate(m_table));
    m_table->setItemDelegateForColumn(0, new TickDelegate(m_table));
    m_switches = new OnDelegate(m_table);
    m_header->setStretchLastSection(false);
    m_header->setSortIndicatorShown(true); // a table that does not sort by itself has hidden it
    m_header->setMinimumSectionSize(tickWidth);
    m_table->setColumnWidth(0, tickWidth);
    m_header->setSectionResizeMode(0, QHeaderView::Fixed);
    for (int i = 0; i < m_rows->columns().size(); ++i) {
        const auto &column = m_rows->columns().at(i);
        const int section = i + GatewayRows::firstColumn;
        m_table->setColumnWidth(section, column.width);
        if (column.id == u"on")
            m_table->setItemDelegateForColumn(section, m_switches);
        if (!column.stretches)
            continue;
        m_table->setItemDelegateForColumn(section, new MarkedDelegate(m_table));
        m_header->setSortIndicator(section, Qt::AscendingOrder);
    }
}

QWidget *GatewayListPage::buildFoot(QWidget *parent)
{
    auto *foot = new QWidget(parent);
    m_foot = shortLabel({}, u"small"_s, foot);
    m_foot->setObjectName(u"listFoot"_s);
    m_showAll = makeButton({}, u"showAll"_s, foot, u"link"_s);
    auto *row = rowOf({m_foot, m_showAll, nullptr}, 4);
    row->setContentsMargins(12, 6, 12, 6);
    foot->setLayout(row);
    return foot;
}

void GatewayListPage::addCommand(const QString &text, const QString &id, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_commands.append(action);
}

void GatewayListPage::buildCommands()
{
    const QString kinds = title();
    const auto writing = [this](auto run) {
        return [this, run] {
            const QString ban = writeBan();
            if (ban.isEmpty())
                run();
            else
                Q_EMIT notice(ban);
        };
    };
    addCommand(tr("%1: new").arg(kinds), u"list.new"_s, writing([this] { makeNew(); }));
    addCommand(tr("%1: import a file…").arg(kinds), u"list.import"_s, writing([this] { askImport(); }));
    addCommand(tr("%1: export the selected…").arg(kinds), u"list.export"_s, [this] { askExport(); });
    addCommand(tr("%1: delete the selected…").arg(kinds), u"list.delete"_s, writing([this] { remove(chosen()); }));
    addCommand(tr("%1: select all shown").arg(kinds), u"list.selectAll"_s, [this] { m_rows->tickAll(true); });
    addCommand(tr("%1: show all").arg(kinds), u"list.clearFilter"_s, [this] { m_filters->setFilter({}); });
    addCommand(tr("%1: with problems").arg(kinds), u"list.problems"_s, [this] {
        ListFilter filter = m_filters->filter();
        filter.problems = !filter.problems;
        m_filters->setFilter(filter);
    });
}

void GatewayListPage::fillColumns(QMenu *menu)
{
    for (int i = 0; i < m_rows->columns().size(); ++i) {
        const auto &column = m_rows->columns().at(i);
        auto *entry = menu->addAction(column.look.title);
        entry->setObjectName(u"column-"_s + column.id);
        entry->setCheckable(true);
        entry->setChecked(!m_table->isColumnHidden(i + GatewayRows::firstColumn));
        entry->setEnabled(!column.stretches);
        connect(entry, &QAction::toggled, this, [this, i](bool shown) {
            m_table->setColumnHidden(i + GatewayRows::firstColumn, !shown);
            QStringList ids;
            for (int j = 0; j < m_rows->columns().size(); ++j)
                if (!m_table->isColumnHidden(j + GatewayRows::firstColumn))
                    ids.append(m_rows->columns().at(j).id);
            m_settings.setShownColumns(ids);
            fitColumns();
            showFoot();
        });
    }
}

void GatewayListPage::showColumns()
{
    QStringList usual;
    for (const auto &column : m_rows->columns())
        if (column.usual)
            usual.append(column.id);
    const QStringList shown = m_settings.shownColumns(usual);
    for (int i = 0; i < m_rows->columns().size(); ++i) {
        const auto &column = m_rows->columns().at(i);
        m_table->setColumnHidden(i + GatewayRows::firstColumn, !column.stretches && !shown.contains(column.id));
    }
}

void GatewayListPage::fitColumns()
{
    int room = m_table->viewport()->width() - m_table->columnWidth(0), shares = 0;
    const auto each = [this](auto visit) {
        for (int i = 0; i < m_rows->columns().size(); ++i)
            if (const int section = i + GatewayRows::firstColumn; !m_table->isColumnHidden(section))
                visit(section, m_rows->columns().at(i));
    };
    each([&](int section, const listcolumns::ListColumn &column) {
        shares += column.share;
        room -= column.share == 0 ? m_table->columnWidth(section) : column.width;
    });
    each([&](int section, const listcolumns::ListColumn &column) {
        if (column.share > 0)
            m_table->setColumnWidth(section, column.width + std::max(0, room) * column.share / shares);
    });
}

void GatewayListPage::fillNew(QMenu *menu)
{
    const QString kind = gateway::singular(m_kind);
    menu->addAction(m_kind == Kind::Credential ? tr("New %1…").arg(kind) : tr("New %1").arg(kind), this, &GatewayListPage::makeNew)->setObjectName(u"newObject"_s);
    if (const gateway::Row *row = current()) {
        const QString name = listcolumns::nameOf(*row).replace(u'&', u"&&"_s);
        menu->addAction(tr("Copy of %1").arg(name), this, [this, key = row->key] { Q_EMIT openRequested(newGatewayObject(key.kind, key.parent, key.id)); })
            ->setObjectName(u"newCopy"_s);
    }
    if (m_kind == Kind::Route && m_services.openwhisk)
        menu->addAction(tr("Expose an action…"), this, &GatewayListPage::exposeAction)->setObjectName(u"newExposed"_s);
}
