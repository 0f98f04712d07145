#include "ui/editors/history/deleteddialog.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QItemSelectionModel>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString glyphOf(const Target &target)
{
    switch (target.kind) {
    case Target::Kind::Package:
        return u"package"_s;
    case Target::Kind::Trigger:
        return u"trigger"_s;
    case Target::Kind::Rule:
        return u"rule"_s;
    default:
        return u"action"_s;
    }
}

} // namespace

DeletedDialog::DeletedDialog(history::Store &store, const QString &profileId, std::function<bool(const Target &)> there,
                             QWidget *parent)
    : Dialog(parent)
    , m_store(store)
    , m_profileId(profileId)
    , m_there(std::move(there))
    , m_table(new QTableView(this))
    , m_open(makeButton(tr("Open, to create it again"), u"openDeleted"_s, this, u"primary"_s))
    , m_close(makeButton(tr("Close"), u"closeDeleted"_s, this))
{
    build();
    connect(m_open, &QPushButton::clicked, this, &DeletedDialog::take);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_table, &QTableView::activated, this, &DeletedDialog::take);
    connect(m_state, &StateView::retryRequested, this, &DeletedDialog::read);
    read();
}

DeletedDialog::~DeletedDialog() = default;

void DeletedDialog::build()
{
    setWindowTitle(tr("What was deleted from here"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 420);
    Column<Row> name{tr("Name"), [](const Row &row) { return QVariant(row.target.name.shown()); }};
    name.extra = [](const Row &row, int role) {
        return role == Qt::DecorationRole ? QVariant(entityIcon(glyphOf(row.target))) : QVariant();
    };
    Column<Row> version{tr("Version"), [](const Row &row) { return QVariant(u'v' + row.info.version); }};
    Column<Row> when{tr("Deleted"), [](const Row &row) { return QVariant(row.info.keptMs); },
                     [](const Row &row) { return timeText(row.info.keptMs, timesInUtc(), true).section(u'.', 0, 0); }};
    m_model = new TableModel<Row>({name, version, when}, [](const Row &row) { return row.target.toText(); }, this);
    dressTable(m_table, u"deletedTable"_s, windowTitle());
    m_table->setModel(m_model);
    m_table->setColumnWidth(0, 300);
    m_table->setColumnWidth(1, 90);
    m_state = new StateView(m_table, this);
    m_state->setObjectName(u"deletedState"_s);
    m_open->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_state, 1);
    layout->addLayout(rowOf({nullptr, m_close, m_open}));
}

void DeletedDialog::read()
{
    m_open->setEnabled(false);
    m_state->showLoading(tr("Reading the local history"));
    deliver(m_store.versions({m_profileId, {}}), this,
            [this](const Result<QList<history::VersionInfo>> &versions) { came(versions); });
}

void DeletedDialog::came(const Result<QList<history::VersionInfo>> &versions)
{
    if (!versions)
        return m_state->showError(versions.error());
    QList<Row> rows;
    QSet<QString> seen;
    for (const history::VersionInfo &info : *versions) { // newest first
        const bool newest = !seen.contains(info.key.target);
        seen.insert(info.key.target);
        const auto target = Target::fromText(info.key.target);
        if (newest && info.reason == history::VersionInfo::Reason::Deleted && target && !m_there(*target))
            rows.append({*target, info});
    }
    m_model->setRows(rows);
    m_open->setEnabled(!rows.isEmpty());
    if (rows.isEmpty())
        return m_state->showEmpty(tr("Nothing that was deleted from here is missing."),
                                  tr("The local history keeps what you delete, without secrets."));
    m_state->showContent();
    m_table->selectRow(0);
    m_table->setFocus();
}

void DeletedDialog::take()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    Q_EMIT openRequested(m_model->row(index.row()).target);
    accept();
}
