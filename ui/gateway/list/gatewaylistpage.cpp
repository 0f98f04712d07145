#include "ui/gateway/list/gatewaylistpage.h"

#include "core/openwhisk/session.h"
#include "ui/gateway/list/listbulkbar.h"
#include "ui/gateway/list/listdelegates.h"
#include "ui/gateway/list/listdialogs.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/waiting.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <utility>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

constexpr int clockMs = 30'000;
constexpr int previewMs = 60;

} // namespace

GatewayListPage::GatewayListPage(const GatewayServices &services, Kind kind, QWidget *parent)
    : Page(parent), m_services(services), m_session(&services.gateway), m_kind(kind),
      m_settings(services.settings, services.gateway.profileId(), kind),
      m_waiting(new Waiting(services.gateway, kind, *this)), m_remarks(new RouteRemarks(services.gateway, services.openwhisk, kind, this)),
      m_order([this](const ListAnswer &answer) { take(answer); })
{
    setObjectName(u"gatewayList"_s);
    build();
    buildCommands();
    connectParts();
    connectTable();
    connectSession();
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        showHead();
        m_table->viewport()->update();
    });
    m_clock.start();
    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(previewMs);
    connect(&m_previewSoon, &QTimer::timeout, this, &GatewayListPage::showCurrent);
    want(true);
    listChanged();
}

GatewayListPage::~GatewayListPage()
{
    want(false);
}

void GatewayListPage::want(bool wanted)
{
    if (m_kind == Kind::Credential && m_session && std::exchange(m_wants, wanted) != wanted)
        m_session->wantCredentials(wanted);
}

void GatewayListPage::connectParts()
{
    connect(m_filters, &ListFilterBar::changed, this, &GatewayListPage::ask);
    connect(m_filters, &ListFilterBar::notice, this, &Page::notice);
    connect(m_filters->field(), &SearchField::downPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_filters->field(), &SearchField::escaped, m_table, [this] { m_table->setFocus(); });
    connect(m_showAll, &QPushButton::clicked, this, [this] { m_filters->setFilter({}); });
    connect(m_bulk, &ListBulkBar::switchRequested, this, [this](bool on) { openBulk(gatewaybulk::planSwitch(m_services, m_rows->ticked(), on)); });
    connect(m_bulk, &ListBulkBar::labelsRequested, this, &GatewayListPage::askLabels);
    connect(m_bulk, &ListBulkBar::exportRequested, this, &GatewayListPage::askExport);
    connect(m_bulk, &ListBulkBar::deleteRequested, this, [this] { remove(m_rows->ticked()); });
    connect(m_bulk, &ListBulkBar::clearRequested, this, [this] { m_rows->tickAll(false); });
    connect(m_preview, &PreviewPane::openRequested, this, &Page::openRequested);
    connect(m_preview, &PreviewPane::testRequested, this, [this](const gateway::Key &route) { Q_EMIT commandRequested(gatewayObject(route), u"gateway.test"_s); });
    connect(m_preview, &PreviewPane::switchRequested, this, &GatewayListPage::askSwitch);
    connect(m_preview, &PreviewPane::raiseRequested, this, &GatewayListPage::askRaise);
    connect(m_preview, &PreviewPane::compareRequested, this, [this](const gateway::Key &one, const gateway::Key &other) {
        if (m_session)
            listdialogs::compare(m_services, one, other, this);
    });
}

void GatewayListPage::connectTable()
{
    connect(m_header, &ListHeader::tickAllRequested, m_rows, &GatewayRows::tickAll);
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, &GatewayListPage::ask);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumns(menu);
        menu->popup(m_header->mapToGlobal(place));
    });
    connect(m_rows, &GatewayRows::ticksChanged, this, &GatewayListPage::showTicks);
    connect(m_switches, &OnDelegate::turned, this, [this](int row) {
        const auto &object = m_rows->row(row);
        askSwitch(object.key, !object.enabled);
    });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() >= GatewayRows::firstColumn)
            openRow(index.row());
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &GatewayListPage::menuAt);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, &m_previewSoon, qOverload<>(&QTimer::start));
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

void GatewayListPage::connectSession()
{
    connect(m_session, &gateway::Session::changed, this, [this](Kind kind) {
        if (kind == m_kind)
            listChanged();
    });
    connect(m_session, &gateway::Session::stateChanged, this, [this] {
        showBans();
        showState();
    });
    connect(m_session, &QObject::destroyed, this, [this] {
        showBans();
        showState();
    });
    connect(m_waiting, &Waiting::wordsChanged, this, &GatewayListPage::showState);
    connect(m_remarks, &RouteRemarks::changed, this, &GatewayListPage::ask);
    connect(m_state, &StateView::retryRequested, this, &GatewayListPage::refresh);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_canceled = true;
        want(false);
        showState();
    });
    connect(m_state, &StateView::emptyActionRequested, this, [this] {
        if (!m_filters->filter().isOpen())
            m_filters->setFilter({});
        else if (writeBan().isEmpty())
            makeNew();
    });
}

const gateway::Listing &GatewayListPage::listing() const
{
    static const gateway::Listing none;
    return m_session ? m_session->listing(m_kind) : none;
}

void GatewayListPage::refresh()
{
    m_canceled = false;
    if (!m_session)
        return;
    want(true);
    if (m_session->serverKnown())
        m_session->refresh(m_kind);
    else
        m_session->open();
    showState();
}

void GatewayListPage::find()
{
    m_filters->field()->setFocus(Qt::ShortcutFocusReason);
    m_filters->field()->selectAll();
}

void GatewayListPage::listChanged()
{
    if (!listing().loading)
        m_canceled = false;
    const gateway::Rows rows = listing().rows;
    if (rows && rows != m_known) {
        m_known = rows;
        m_newest = 0;
        for (const gateway::Row &row : *rows)
            m_newest = std::max(m_newest, row.updated);
        m_filters->setRows(rows);
        ask();
    }
    showState();
}

void GatewayListPage::ask()
{
    if (!m_known)
        return;
    ListQuestion question{m_known, m_remarks->facts(), m_filters->filter(), {}, m_header->sortIndicatorOrder()};
    const int column = m_header->sortIndicatorSection() - GatewayRows::firstColumn;
    if (column >= 0 && column < m_rows->columns().size())
        question.sortBy = m_rows->columns().at(column).look.value;
    m_asking = true;
    m_order.ask(question);
}

void GatewayListPage::take(const ListAnswer &answer)
{
    m_asking = false;
    m_rows->setAnswer(answer);
    m_filters->setProblems(answer.facts ? answer.facts->problems : 0);
    if (!m_table->currentIndex().isValid() && m_rows->rowCount() > 0)
        m_table->setCurrentIndex(m_rows->index(0, GatewayRows::firstColumn));
    m_previewSoon.start();
    showTicks();
    showState();
}

const gateway::Row *GatewayListPage::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_rows->rowCount() ? &m_rows->row(index.row()) : nullptr;
}

void GatewayListPage::openRow(int row)
{
    if (row >= 0 && row < m_rows->rowCount())
        Q_EMIT openRequested(gatewayObject(m_rows->row(row).key));
}

bool GatewayListPage::event(QEvent *event)
{
    if (event->type() == QEvent::LocaleChange && m_rows) { // local times or UTC
        showHead();
        m_preview->forget();
        m_previewSoon.start(); // later: who tells all widgets must not find those of the preview dead
        m_table->viewport()->update();
    }
    return Page::event(event);
}

bool GatewayListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_table->viewport())
        fitColumns();
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    const auto *key = static_cast<const QKeyEvent *>(event);
    const int row = m_table->currentIndex().row();
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
        openRow(row);
    else if (key->key() == Qt::Key_Space && row >= 0)
        m_rows->setTicked(row, !m_rows->isTicked(row));
    else if (key->matches(QKeySequence::SelectAll))
        m_rows->tickAll(true);
    else if (key->key() == Qt::Key_Escape)
        m_rows->tickAll(false);
    else if (key->key() == Qt::Key_Delete)
        writeBan().isEmpty() ? remove(chosen()) : Q_EMIT notice(writeBan());
    else
        return Page::eventFilter(watched, event);
    return true;
}
