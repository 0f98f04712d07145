#include "ui/editors/history/historytab.h"

#include "core/async/deliver.h"
#include "core/async/steps.h"
#include "core/history/secrets.h"
#include "core/history/store.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/entity/entitydocument.h"
#include "ui/widgets/role.h"
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

struct HistoryTab::Readable {
    std::optional<Version> version;
    Public shown;
};

namespace {

QString whenText(qint64 ms)
{
    return timeText(ms, timesInUtc(), true).section(u'.', 0, 0);
}

QString reasonText(const VersionInfo &info)
{
    return info.reason == VersionInfo::Reason::Deleted ? HistoryTab::tr("deleted") : HistoryTab::tr("overwritten");
}

/// For a worker: code may have 48 MB.
Result<HistoryTab::Readable> readable(const std::optional<Version> &version)
{
    return HistoryTab::Readable{version, version ? withoutSecrets(version->document) : Public()};
}

} // namespace

Async<std::optional<Version>> lastVersion(Store &store, const Key &key, QObject *owner)
{
    return chainIn(owner, store.versions(key), [&store](const QList<VersionInfo> &kept) {
        return kept.isEmpty() ? ready<std::optional<Version>>(std::optional<Version>()) : store.version(kept.first().id);
    });
}

QString versionText(const VersionInfo &info)
{
    return HistoryTab::tr("v%1, until %2").arg(info.version, whenText(info.keptMs));
}

HistoryTab::HistoryTab(Store &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(new TableModel<VersionInfo>(
          {{tr("Version"), [](const VersionInfo &info) { return QVariant(u'v' + info.version); }},
           {tr("Until"), [](const VersionInfo &info) { return QVariant(info.keptMs); },
            [](const VersionInfo &info) { return whenText(info.keptMs); }},
           {tr("Then"), [](const VersionInfo &info) { return QVariant(reasonText(info)); }},
           {tr("Left out"), [](const VersionInfo &info) { return QVariant(info.leftOut.join(u", "_s)); }}},
          [](const VersionInfo &info) { return QString::number(info.id); }, this))
    , m_table(new QTableView(this))
    , m_document(new EntityDocument(this))
    , m_note(plainLabel(tr("Kept when it is overwritten or deleted from here. What others write is not in it."), u"muted"_s, this))
    , m_compare(makeButton(tr("Compare with server"), u"compareVersion"_s, this))
    , m_restore(makeButton(tr("Bring it back…"), u"restoreVersion"_s, this, u"primary"_s))
{
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryTab::showCurrent);
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareWanted(*m_shown); });
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreWanted(*m_shown); });
    connect(m_table, &QTableView::activated, m_compare, &QPushButton::click);
    connect(m_state, &StateView::retryRequested, this, &HistoryTab::refresh);
    enable();
}

HistoryTab::~HistoryTab() = default;

void HistoryTab::build()
{
    dressTable(m_table, u"versions"_s, tr("Earlier versions"));
    m_table->setModel(m_model);
    const int widths[] = {110, 190, 120};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_note->setWordWrap(true);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_document);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    m_state = new StateView(splitter, this);
    m_state->setObjectName(u"historyState"_s);
    QBoxLayout *foot = rowOf({m_note, m_compare, m_restore});
    foot->setStretch(0, 1);
    foot->setContentsMargins(12, 8, 12, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state, 1);
    layout->addLayout(foot);
    setFocusProxy(m_table);
}

void HistoryTab::setKey(const Key &key)
{
    if (m_key == key)
        return;
    m_key = key;
    m_model->setRows({});
    m_known = false;
    refresh();
}

void HistoryTab::refresh()
{
    if (m_key.target.isEmpty())
        return m_state->showEmpty(tr("Nothing is kept yet."), tr("It is not on the server yet."));
    if (!m_known)
        m_state->showLoading(tr("Reading the local history"));
    m_listing = std::make_unique<QObject>();
    deliver(m_store.versions(m_key), m_listing.get(), [this](const Result<QList<VersionInfo>> &versions) { came(versions); });
}

void HistoryTab::came(const Result<QList<VersionInfo>> &versions)
{
    if (!versions) {
        m_state->showError(versions.error(), m_known);
        return Q_EMIT changed();
    }
    m_known = true;
    m_model->setRows(*versions);
    if (versions->isEmpty())
        m_state->showEmpty(tr("Nothing was overwritten from here."), tr("Each save keeps the version before it, secrets left out."));
    else
        m_state->showContent();
    if (!versions->isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    enable();
    Q_EMIT changed();
}

qsizetype HistoryTab::count() const
{
    return m_known ? m_model->rowCount() : -1;
}

void HistoryTab::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    enable();
}

void HistoryTab::showCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    m_shown.reset();
    m_document->setDocument({});
    enable();
    m_reading = std::make_unique<QObject>();
    if (index.isValid())
        deliver(thenOnPool(m_store.version(m_model->row(index.row()).id), readable), m_reading.get(),
                [this](const Result<Readable> &read) { documentCame(read); });
}

void HistoryTab::documentCame(const Result<Readable> &read)
{
    if (!read)
        return m_state->showError(read.error(), true);
    m_shown = read->version;
    if (m_shown)
        m_document->setShown(read->shown);
    else
        refresh(); // another console's history is full, and the oldest went
    enable();
}

void HistoryTab::enable()
{
    const QString none = m_shown ? QString() : tr("No version is chosen.");
    enableOrExplain(m_compare, none, tr("Beside what the server has now"));
    enableOrExplain(m_restore, none.isEmpty() ? m_readOnly : none, tr("Into the editor, to be reviewed and saved"));
}
