#include "ui/gateway/resource/versionstab.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "core/json/text.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

QString untilText(qint64 ms)
{
    return timeText(ms, timesInUtc(), true).section(u'.', 0, 0);
}

QString reasonText(const VersionInfo &info)
{
    return info.reason == VersionInfo::Reason::Deleted ? VersionsTab::tr("deleted") : VersionsTab::tr("overwritten");
}

} // namespace

VersionsTab::VersionsTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_model(new TableModel<VersionInfo>({{tr("Until"), [](const VersionInfo &info) { return QVariant(info.keptMs); },
                                            [](const VersionInfo &info) { return untilText(info.keptMs); }},
                                           {tr("Then"), [](const VersionInfo &info) { return QVariant(reasonText(info)); }},
                                           {tr("Written"), [](const VersionInfo &info) { return QVariant(info.version); }}},
                                          [](const VersionInfo &info) { return QString::number(info.id); }, this))
    , m_table(new QTableView(this))
    , m_diff(new DiffView(this))
    , m_note(plainLabel(tr("Kept when it is overwritten or deleted from here, without secrets. What others write is not in it."),
                        u"muted"_s, this))
    , m_restore(makeButton(tr("Bring it back"), u"restoreVersion"_s, this, u"primary"_s))
{
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionsTab::readCurrent);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreWanted(*m_shown); });
    connect(m_table, &QTableView::activated, m_restore, &QPushButton::click);
    connect(m_state, &StateView::retryRequested, this, &VersionsTab::refresh);
    connect(&state, &ResourceState::keyChanged, this, &VersionsTab::keyChanged);
    connect(&state, &ResourceState::valueChanged, this, &VersionsTab::compare);
    connect(&state, &ResourceState::readOnlyChanged, this, &VersionsTab::enable);
    keyChanged();
    enable();
}

VersionsTab::~VersionsTab() = default;

void VersionsTab::build()
{
    setObjectName(u"historyTab"_s);
    dressTable(m_table, u"versions"_s, tr("Earlier versions"));
    m_table->setModel(m_model);
    m_table->setColumnWidth(0, 190);
    m_table->setColumnWidth(1, 120);
    m_diff->setObjectName(u"versionDiff"_s);
    m_diff->setTitles(tr("Then"), tr("As edited now"));
    m_note->setWordWrap(true);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_diff);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    m_state = new StateView(splitter, this);
    m_state->setObjectName(u"historyState"_s);
    QBoxLayout *foot = rowOf({m_note, m_restore});
    foot->setStretch(0, 1);
    foot->setContentsMargins(12, 8, 12, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state, 1);
    layout->addLayout(foot);
    setFocusProxy(m_table);
}

QString VersionsTab::title() const
{
    return tr("History");
}

int VersionsTab::count() const
{
    return m_known ? int(m_model->rowCount()) : -1;
}

void VersionsTab::keyChanged()
{
    const gateway::Session *session = state().session();
    const Key key = state().isNew() || !session ? Key{} : kept::keyOf(session->profileId(), state().key());
    if (m_key == key && m_known)
        return;
    m_key = key;
    m_model->setRows({});
    m_known = false;
    refresh();
}

void VersionsTab::refresh()
{
    if (m_key.target.isEmpty() || !state().services().store)
        return m_state->showEmpty(tr("Nothing is kept yet."), tr("It is not on the gateway yet."));
    if (!m_known)
        m_state->showLoading(tr("Reading the local history"));
    m_listing = std::make_unique<QObject>();
    deliver(state().services().store->versions(m_key), m_listing.get(),
            [this](const Result<QList<VersionInfo>> &versions) { came(versions); });
}

void VersionsTab::came(const Result<QList<VersionInfo>> &versions)
{
    if (!versions) {
        m_state->showError(versions.error(), m_known);
        return Q_EMIT titleChanged();
    }
    m_known = true;
    m_model->setRows(*versions);
    if (versions->isEmpty())
        m_state->showEmpty(tr("Nothing was overwritten from here."), tr("Each save keeps what was there before it, secrets left out."));
    else
        m_state->showContent();
    if (!versions->isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    enable();
    Q_EMIT titleChanged();
}

void VersionsTab::readCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    m_shown.reset();
    enable();
    m_reading = std::make_unique<QObject>();
    if (index.isValid())
        deliver(state().services().store->version(m_model->row(index.row()).id), m_reading.get(),
                [this](const Result<std::optional<Version>> &version) { versionCame(version); });
}

void VersionsTab::versionCame(const Result<std::optional<Version>> &version)
{
    if (!version)
        return m_state->showError(version.error(), true);
    m_shown = *version;
    if (!m_shown)
        refresh(); // another console's history is full, and the oldest went
    compare();
    enable();
}

/// Secrets are left out of what is kept, and so out of what stands beside it.
void VersionsTab::compare()
{
    if (!m_shown)
        return;
    const auto catalogue = state().session() ? state().session()->catalogue() : nullptr;
    const json::Value &now = state().value();
    const auto then = kept::objectOf(m_shown->document);
    const auto bare = secrets::withheld(now, secrets::placesIn(now, state().key().kind, catalogue));
    m_diff->setTexts(then ? QString::fromUtf8(json::pretty(then->value)) : QString(), QString::fromUtf8(json::pretty(bare)), u"json"_s);
}

void VersionsTab::enable()
{
    const QString none = m_shown ? QString() : tr("No version is chosen.");
    enableOrExplain(m_restore, none.isEmpty() ? state().readOnlyReason() : none, tr("Into the editor, to be reviewed and saved"));
}
