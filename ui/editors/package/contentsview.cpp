#include "ui/editors/package/contentsview.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/package/entryabout.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QVariant look(const PackageRow &row, int role)
{
    if (role == Qt::DecorationRole)
        return entityIcon(row.kind == u"sequence"_s ? u"sequence"_s : u"action"_s);
    return {};
}

QString sortText(const PackageRow &row)
{
    QStringList words;
    if (row.feed)
        words.append(ContentsView::tr("feed"));
    if (row.web)
        words.append(ContentsView::tr("web"));
    return words.join(u", "_s);
}

} // namespace

ContentsView::ContentsView(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView(this))
    , m_model(new TableModel<PackageRow>(
          {{tr("Name"), [](const PackageRow &r) { return r.name; }, {}, Qt::AlignLeft | Qt::AlignVCenter, {}, look},
           {tr("Kind"), [](const PackageRow &r) { return r.kind; }},
           {tr("Sort"), [](const PackageRow &r) { return sortText(r); }},
           {tr("Version"), [](const PackageRow &r) { return r.version; }},
           {tr("What it does"), [](const PackageRow &r) { return r.description; }}},
          [](const PackageRow &r) { return r.name; }, this))
    , m_delete(new QAction(tr("Delete…"), this))
    , m_empty(plainLabel({}, u"muted"_s, this))
    , m_about(new EntryAbout(this))
{
    m_table->setModel(m_model);
    dressTable(m_table, u"contents"_s, tr("Actions and feeds"));
    const QList<int> widths{180, 96, 64, 78};
    for (int column = 0; column < int(widths.size()); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_empty->setObjectName(u"contentsEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->setMargin(16);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_empty);
    splitter->addWidget(m_about);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(2, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_table);
    buildMenu();
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(m_model->row(index.row()).name); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ContentsView::showCurrent);
    setRows({});
}

ContentsView::~ContentsView() = default;

void ContentsView::setRows(const QList<PackageRow> &rows)
{
    m_model->setRows(rows);
    m_table->setVisible(!rows.isEmpty());
    m_about->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
    showCurrent();
}

void ContentsView::buildMenu()
{
    auto *open = new QAction(tr("Open"), this);
    m_delete->setObjectName(u"deleteEntry"_s);
    m_delete->setShortcut(QKeySequence::Delete);
    m_delete->setShortcutContext(Qt::WidgetShortcut);
    m_delete->setVisible(false);
    m_table->addActions({open, m_delete});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(open, &QAction::triggered, this, [this] {
        if (const PackageRow *row = current())
            Q_EMIT activated(row->name);
    });
    connect(m_delete, &QAction::triggered, this, [this] {
        if (const PackageRow *row = current())
            Q_EMIT deleteRequested(row->name);
    });
}

void ContentsView::setDeletable(bool deletable)
{
    m_delete->setVisible(deletable);
    m_delete->setEnabled(deletable);
}

void ContentsView::offerPayload()
{
    m_about->offerPayload();
    connect(m_about, &EntryAbout::payloadWanted, this, &ContentsView::payloadWanted);
}

void ContentsView::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

const PackageRow *ContentsView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->row(index.row()) : nullptr;
}

void ContentsView::showCurrent()
{
    m_about->setEntry(current());
    Q_EMIT currentChanged();
}
