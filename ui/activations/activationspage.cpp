#include "ui/activations/activationspage.h"

#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationrows.h"
#include "ui/activations/activationshead.h"
#include "ui/activations/activationsof.h"
#include "ui/activations/chart/chartpanel.h"
#include "ui/activations/export/exportbar.h"
#include "ui/activations/filter/filterbar.h"
#include "ui/activations/filter/filterrow.h"
#include "ui/activations/filter/logreading.h"
#include "ui/activations/filter/textsearch.h"
#include "ui/activations/groups/groupview.h"
#include "ui/models/activationbook.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using insight::ActivationColumn;

namespace {

constexpr int onwardMs = 15'000;
constexpr int resizedMs = 120;

ActivationColumn sortColumn(int column)
{
    switch (column) {
    case activationcolumns::Action: return ActivationColumn::Name;
    case activationcolumns::Status: return ActivationColumn::Outcome;
    case activationcolumns::Duration: return ActivationColumn::Duration;
    case activationcolumns::PhaseBars: return ActivationColumn::Wait;
    case activationcolumns::Id: return ActivationColumn::Id;
    default: return ActivationColumn::Start;
    }
}

QString singleAction(const FilterChoice &choice)
{
    return choice.actions.size() == 1 && !choice.actions.first().name.isEmpty() ? choice.actions.first().shown() : QString();
}

} // namespace

ActivationsPage::ActivationsPage(const ActivationServices &services, Target target, QWidget *parent)
    : Page(parent), m_services(services), m_session(&services.session), m_feed(&services.feed), m_book(&services.book), m_target(std::move(target)),
      m_saved(services.settings, services.session.profileId()), m_search(new TextSearch(services.store, services.session.profileId(), this)),
      m_fetch(new LogReading(services.session, services.store, this)), m_of(new ActivationsOf(services.session, this)), m_asker(new ActivationAsker(this))
{
    FilterChoice choice;
    choice.span = m_saved.lastSpan();
    if (!m_target.name.name.isEmpty()) {
        choice.span = FilterChoice::Span::All;
        choice.actions = {{u"_"_s, m_target.name.package, m_target.name.name}};
    }
    m_filter.set(choice);
    build();
    for (QTimer *timer : {&m_onward, &m_resized})
        connect(timer, &QTimer::timeout, this, &ActivationsPage::renew);
    m_onward.setInterval(onwardMs);
    m_resized.setSingleShot(true);
    m_resized.setInterval(resizedMs);
    connectParts();
    connectState();
    connectEnds();
    m_of->setAction(singleAction(choice));
    feedChanged();
    ask();
}

ActivationsPage::~ActivationsPage()
{
    // The feed tells that a viewer left: that shall not come back here.
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->removeViewer(this);
    }
}

void ActivationsPage::connectParts()
{
    connect(&m_filter, &FilterState::changed, this, &ActivationsPage::filterChanged);
    connect(m_search, &TextSearch::changed, this, &ActivationsPage::ask);
    connect(m_fetch, &LogReading::changed, this, &ActivationsPage::showFoot);
    connect(m_fetch, &LogReading::finished, m_search, &TextSearch::again);
    connect(m_readLogs, &QPushButton::clicked, this, [this] {
        if (m_fetch->running())
            return m_fetch->stop();
        if (m_book) // the words are looked for in what is shown but for them
            m_fetch->start(m_book->table(), m_filter.choice().filter(serverNow()));
    });
    connect(m_chart, &ChartPanel::selectedChanged, this, &ActivationsPage::ask);
    connect(m_asker, &ActivationAsker::answered, this, &ActivationsPage::take);
    connect(m_groups, &GroupView::byChanged, this, &ActivationsPage::ask);
    connect(m_groups, &GroupView::filterRequested, this, [this](const openwhisk::EntityName &name, const QString &version) {
        showGroups(false);
        m_filter.edit([&](FilterChoice &choice) {
            choice.actions = {{u"_"_s, name.package, name.name}};
            choice.versions = version.isEmpty() ? QStringList() : QStringList(version);
        });
    });
    connect(m_filterRow, &FilterRow::notice, this, &Page::notice);
    connect(m_filterRow->field(), &SearchField::downPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_order = {sortColumn(column), order};
        ask();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivationsPage::showCurrent);
    connect(m_table, &QTableView::activated, this, &ActivationsPage::openCurrent);
    connect(m_older, &QPushButton::clicked, this, &ActivationsPage::loadFurther);
    connect(m_detail, &ActivationDetail::openRequested, this, &Page::openRequested);
    connect(m_detail, &ActivationDetail::notice, this, &Page::notice);
}

void ActivationsPage::connectState()
{
    connect(m_head, &ActivationsHead::stopRequested, this, [this] {
        if (m_feed)
            m_feed->stopCrawl();
    });
    connect(m_state, &StateView::emptyActionRequested, this, [this] {
        if (m_chart->selected())
            return m_chart->select({});
        m_filter.choice().passesAll() ? m_filter.edit([](FilterChoice &choice) { choice.span = FilterChoice::Span::All; }) : m_filter.clear();
    });
    connect(m_state, &StateView::retryRequested, this, [this] {
        m_canceled = false;
        watch(true);
        refresh();
        feedChanged();
    });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_canceled = true;
        watch(false);
        showState();
    });
}

void ActivationsPage::connectEnds()
{
    connect(m_feed, &openwhisk::ActivationFeed::stateChanged, this, &ActivationsPage::feedChanged);
    connect(m_book, &ActivationBook::tableChanged, this, &ActivationsPage::renew);
    connect(m_of, &ActivationsOf::changed, this, &ActivationsPage::feedChanged);
    const auto add = [this](const openwhisk::List<openwhisk::ActivationSummary> &rows) {
        if (m_book)
            m_book->add(rows);
    };
    connect(m_of, &ActivationsOf::came, this, add);
    connect(m_fetch, &LogReading::came, this, add);
    for (QObject *gone : {static_cast<QObject *>(m_feed), static_cast<QObject *>(m_session)})
        connect(gone, &QObject::destroyed, this, &ActivationsPage::feedChanged);
}

QString ActivationsPage::title() const
{
    return m_target.name.name.isEmpty() ? tr("Activations") : tr("Activations of %1").arg(m_target.name.name);
}

QString ActivationsPage::glyph() const
{
    return u"activations"_s;
}

void ActivationsPage::refresh()
{
    if (m_feed)
        m_feed->pollNow();
    loadSpan();
}

void ActivationsPage::find()
{
    if (m_detail->isAncestorOf(focusWidget()))
        return m_detail->find();
    m_filterRow->field()->setFocus();
    m_filterRow->field()->selectAll();
}

qint64 ActivationsPage::serverNow() const
{
    return QDateTime::currentMSecsSinceEpoch() + (m_feed ? m_feed->state().clockOffsetMs : 0);
}

ActivationQuestion ActivationsPage::question() const
{
    ActivationQuestion question;
    const qint64 now = serverNow();
    question.filter = m_filter.choice().filter(now);
    question.filter.found = m_search->found();
    if (m_filter.choice().lengthMs() > 0)
        question.nowMs = now;
    question.selected = m_chart->selected();
    question.order = m_order;
    question.columns = m_chart->columns();
    question.map = m_chart->mapShown();
    if (m_groupsButton->isChecked())
        question.groups = m_groups->by();
    question.utcOffsetMs = timesInUtc() ? 0 : QDateTime::currentDateTime().offsetFromUtc() * 1000LL;
    return question;
}

void ActivationsPage::ask()
{
    m_asker->ask(question(), m_book ? m_book->table() : nullptr);
}

/// What is not looked at waits until it is.
void ActivationsPage::renew()
{
    if (isVisible() && m_book)
        m_asker->renew(question(), m_book->table());
}

void ActivationsPage::filterChanged()
{
    m_saved.setLastSpan(m_filter.choice().span);
    m_search->setText(m_filter.choice().text);
    m_of->setAction(singleAction(m_filter.choice()));
    loadSpan();
    ask();
}

/// What the span of time asks for is read, as far as it is not there yet.
void ActivationsPage::loadSpan()
{
    if (!m_feed || !isVisible() || m_canceled)
        return;
    const FilterChoice &choice = m_filter.choice();
    if (choice.span == FilterChoice::Span::Custom)
        m_feed->crawlTo(choice.custom.fromMs);
    else if (const qint64 length = choice.lengthMs())
        m_feed->crawlTo(serverNow() - length);
}

/// As much again as is there already, or a day.
void ActivationsPage::loadFurther()
{
    if (!singleAction(m_filter.choice()).isEmpty())
        return m_of->loadOlder();
    if (!m_feed)
        return;
    constexpr qint64 day = 86'400'000;
    const qint64 back = m_feed->state().backToMs;
    m_filter.edit([](FilterChoice &choice) { choice.span = FilterChoice::Span::All; });
    m_feed->crawlTo(std::max<qint64>(0, back - std::max(day, serverNow() - back)));
}

/// Rows above those in sight push these down unless the view stands at the top.
void ActivationsPage::take(const std::shared_ptr<const ActivationAnswer> &answer)
{
    m_answer = answer;
    QScrollBar *bar = m_table->verticalScrollBar();
    const QPersistentModelIndex top = bar->value() > 0 ? m_rows->index(m_table->rowAt(0), 0) : QModelIndex();
    const int before = top.row();
    m_rows->setView(answer->view);
    if (top.isValid() && top.row() != before) {
        bar->setMaximum(std::max(bar->maximum(), bar->value() + top.row() - before));
        bar->setValue(bar->value() + top.row() - before);
    }
    m_chart->show(*answer);
    if (m_groupsButton->isChecked())
        m_groups->setGroups(answer->groups);
    m_filterBar->setKinds(answer->kinds);
    if (answer->span)
        m_filterBar->setKnownSpan(*answer->span);
    m_exportButton->setEnabled(!answer->view.rows.empty());
    showState();
    showCurrent();
}

void ActivationsPage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_detail->showSummary(m_rows->summary(current.row()));
}

void ActivationsPage::openCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        Q_EMIT openRequested({Target::Kind::Activation, {}, m_rows->idAt(current.row())});
}

void ActivationsPage::showGroups(bool shown)
{
    m_groupsButton->setChecked(shown);
    m_views->setCurrentIndex(shown ? 1 : 0);
    ask();
}

void ActivationsPage::watch(bool watching)
{
    if (!m_feed)
        return;
    watching ? m_feed->addViewer(this) : m_feed->removeViewer(this);
}

bool ActivationsPage::event(QEvent *event)
{
    const bool done = Page::event(event);
    switch (event->type()) {
    case QEvent::Show:
        watch(!m_canceled);
        loadSpan();
        m_onward.start();
        renew();
        break;
    case QEvent::Hide:
        m_onward.stop();
        watch(false);
        break;
    case QEvent::Resize:
        m_resized.start();
        break;
    case QEvent::LocaleChange:
        m_table->viewport()->update();
        renew(); // days begin at another time
        break;
    default:
        break;
    }
    return done;
}
