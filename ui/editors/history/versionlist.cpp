#include "ui/editors/history/versionlist.h"

#include "core/async/steps.h"
#include "core/history/store.h"
#include "ui/editors/editorparts.h"
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

QString untilText(const VersionInfo &info)
{
    return timeText(info.keptMs, timesInUtc(), true).section(u'.', 0, 0);
}

QString reasonText(const VersionInfo &info)
{
    return info.reason == VersionInfo::Reason::Deleted ? VersionList::tr("deleted") : VersionList::tr("overwritten");
}

TableModel<VersionInfo> *modelOf(const QList<VersionColumn> &columns, QObject *parent)
{
    QList<Column<VersionInfo>> shown;
    for (const VersionColumn &one : columns)
        shown.append(one.column);
    return new TableModel<VersionInfo>(shown, [](const VersionInfo &info) { return QString::number(info.id); }, parent);
}

} // namespace

VersionColumn untilColumn()
{
    return {{VersionList::tr("Until"), [](const VersionInfo &info) { return QVariant(info.keptMs); }, untilText}, 190};
}

VersionColumn reasonColumn()
{
    return {{VersionList::tr("Then"), [](const VersionInfo &info) { return QVariant(reasonText(info)); }}, 120};
}

VersionList::VersionList(Store &store, const QList<VersionColumn> &columns, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(modelOf(columns, this))
    , m_table(new QTableView(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_state(new StateView(m_splitter, this))
{
    dressTable(m_table, u"versions"_s, tr("Earlier versions"));
    m_table->setModel(m_model);
    for (qsizetype column = 0; column < columns.size(); ++column)
        if (const int width = columns.at(column).width)
            m_table->setColumnWidth(int(column), width);
    m_splitter->addWidget(m_table);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    m_state->setObjectName(u"historyState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state, 1);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionList::readCurrent);
    connect(m_table, &QTableView::activated, this, &VersionList::opened);
    connect(m_state, &StateView::retryRequested, this, &VersionList::refresh);
}

VersionList::~VersionList() = default;

void VersionList::setDetail(QWidget *detail)
{
    m_splitter->addWidget(detail);
    m_splitter->setStretchFactor(1, 2);
}

void VersionList::setFoot(const QString &note, const QList<QPushButton *> &buttons)
{
    QLabel *label = plainLabel(note, u"muted"_s, this);
    label->setWordWrap(true);
    QList<QWidget *> parts{label};
    for (QPushButton *button : buttons)
        parts.append(button);
    QBoxLayout *foot = rowOf(parts);
    foot->setStretch(0, 1);
    foot->setContentsMargins(12, 8, 12, 8);
    static_cast<QBoxLayout *>(layout())->addLayout(foot);
}

void VersionList::setKey(const Key &key)
{
    if (m_key == key)
        return;
    m_key = key;
    m_model->setRows({});
    m_known = false;
    refresh();
}

void VersionList::refresh()
{
    if (m_key.target.isEmpty())
        return m_state->showEmpty(tr("Nothing is kept yet."), tr("It is not on the server yet."));
    if (!m_known)
        m_state->showLoading(tr("Reading the local history"));
    m_listing = std::make_unique<QObject>();
    deliver(m_store.versions(m_key), m_listing.get(), [this](const Result<QList<VersionInfo>> &versions) { came(versions); });
}

void VersionList::came(const Result<QList<VersionInfo>> &versions)
{
    if (!versions) {
        m_state->showError(versions.error(), m_known);
        return Q_EMIT changed();
    }
    m_known = true;
    m_model->setRows(*versions);
    if (versions->isEmpty())
        m_state->showEmpty(tr("Nothing was overwritten from here."), tr("Each save keeps what was there before it, secrets left out."));
    else
        m_state->showContent();
    if (!versions->isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    Q_EMIT changed();
}

qsizetype VersionList::count() const
{
    return m_known ? m_model->rowCount() : -1;
}

void VersionList::readCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    m_chosen.reset();
    Q_EMIT chosenChanged();
    m_reading = std::make_unique<QObject>();
    if (index.isValid())
        deliver(m_store.version(m_model->row(index.row()).id), m_reading.get(),
                [this](const Result<std::optional<Version>> &version) { versionCame(version); });
}

void VersionList::versionCame(const Result<std::optional<Version>> &version)
{
    if (!version)
        return m_state->showError(version.error(), true);
    m_chosen = *version;
    if (!m_chosen)
        refresh(); // another console's history is full, and the oldest went
    Q_EMIT chosenChanged();
}

Async<std::optional<Version>> lastVersion(Store &store, const Key &key, QObject *owner)
{
    return chainIn(owner, store.versions(key), [&store](const QList<VersionInfo> &kept) {
        return kept.isEmpty() ? ready<std::optional<Version>>(std::optional<Version>()) : store.version(kept.first().id);
    });
}

QString versionText(const VersionInfo &info)
{
    return VersionList::tr("v%1, until %2").arg(info.version, untilText(info));
}
