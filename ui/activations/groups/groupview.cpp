#include "ui/activations/groups/groupview.h"

#include "ui/activations/groups/groupcolumns.h"
#include "ui/widgets/role.h"
#include "ui/widgets/tables.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QVersionNumber>

using namespace Qt::StringLiterals;
using insight::GroupBy;

namespace {

constexpr int numberWidth = 92;
constexpr int leastName = 200;
constexpr int paneHeight = 262;

bool less(const QVariant &a, const QVariant &b)
{
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace

GroupView::GroupView(QWidget *parent)
    : QWidget(parent), m_model(new TableModel<GroupRow>(groupcolumns::groups(), groupcolumns::key, this)), m_table(new QTableView(this)),
      m_byVersion(new QCheckBox(tr("Each version for itself"), this))
{
    m_table->setObjectName(u"groupTable"_s);
    m_table->setAccessibleName(tr("Activations by action"));
    m_table->setModel(m_model);
    setUpTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setDefaultSectionSize(numberWidth);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSortIndicator(m_column, m_order);
    m_table->setColumnHidden(groupcolumns::Version, true);
    m_byVersion->setObjectName(u"groupByVersion"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 4, 12, 4);
    top->setSpacing(16);
    top->addWidget(m_byVersion);
    auto *hint = withRole(new QLabel(tr("Enter shows the activations of a row; two rows selected are compared."), this), u"faint"_s);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(hint, 1);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildPane());
    connect(m_byVersion, &QCheckBox::toggled, this, [this](bool on) {
        m_table->setColumnHidden(groupcolumns::Version, !on);
        giveNamesRoom();
        Q_EMIT byChanged();
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &GroupView::sort);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const auto &group = m_model->row(index.row()).group;
        Q_EMIT filterRequested(group.name, group.version);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GroupView::compare);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &GroupView::compare);
}

/// What the numbers leave, but never so little that one does not know which action it is.
void GroupView::giveNamesRoom()
{
    const int numbers = m_table->horizontalHeader()->length() - m_table->columnWidth(groupcolumns::Action);
    const int room = m_table->width() - m_table->verticalScrollBar()->sizeHint().width() - numbers;
    m_table->setColumnWidth(groupcolumns::Action, std::max(leastName, room));
}

void GroupView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    giveNamesRoom();
}

QWidget *GroupView::buildPane()
{
    m_pane = withRole(new QWidget(this), u"pane"_s);
    m_pane->setAttribute(Qt::WA_StyledBackground);
    m_pane->setObjectName(u"versusPane"_s);
    m_pane->setFixedHeight(paneHeight);
    m_sentence = withRole(new QLabel(m_pane), u"title"_s);
    m_sentence->setObjectName(u"versusSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_lines = new TableModel<VersusRow>(groupcolumns::versus(), [](const VersusRow &row) { return row.line.name; }, this);
    m_versus = new QTableView(m_pane);
    m_versus->setObjectName(u"versusTable"_s);
    m_versus->setAccessibleName(tr("A against B"));
    m_versus->setModel(m_lines);
    setUpTable(m_versus);
    m_versus->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(m_pane);
    layout->setContentsMargins(12, 8, 12, 0);
    layout->addWidget(m_sentence);
    layout->addWidget(m_versus, 1);
    m_pane->hide();
    return m_pane;
}

GroupBy GroupView::by() const
{
    return m_byVersion->isChecked() ? GroupBy::Version : GroupBy::Action;
}

void GroupView::setBy(GroupBy by)
{
    m_byVersion->setChecked(by == GroupBy::Version);
}

void GroupView::setGroups(const QList<insight::ActivationGroup> &groups)
{
    m_rows.clear();
    m_rows.reserve(groups.size());
    for (const insight::ActivationGroup &group : groups)
        m_rows.append({group});
    showSorted();
}

void GroupView::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    showSorted();
}

void GroupView::showSorted()
{
    const auto &column = m_model->column(m_column);
    std::vector<std::pair<QVariant, int>> keys; // a value is made once, not at each comparison
    keys.reserve(size_t(m_rows.size()));
    for (int i = 0; i < m_rows.size(); ++i)
        keys.emplace_back(column.value(m_rows.at(i)), i);
    std::stable_sort(keys.begin(), keys.end(), [this](const auto &a, const auto &b) {
        return m_order == Qt::AscendingOrder ? less(a.first, b.first) : less(b.first, a.first);
    });
    QList<GroupRow> sorted;
    sorted.reserve(m_rows.size());
    for (const auto &[value, place] : keys)
        sorted.append(m_rows.at(place));
    m_model->setRows(std::move(sorted));
    compare();
}

void GroupView::compare()
{
    QModelIndexList selected = m_table->selectionModel()->selectedRows();
    m_pane->setVisible(selected.size() == 2);
    if (selected.size() != 2)
        return;
    std::sort(selected.begin(), selected.end());
    insight::ActivationGroup a = m_model->row(selected.first().row()).group;
    insight::ActivationGroup b = m_model->row(selected.last().row()).group;
    if (a.name == b.name && QVersionNumber::fromString(b.version) < QVersionNumber::fromString(a.version)) // the later version against the earlier one, however they are sorted
        std::swap(a, b);
    QList<VersusRow> rows{{{tr("Group"), versus::name(a), versus::name(b), {}, 0}}};
    for (const versus::Line &line : versus::lines(a.totals, b.totals))
        rows.append({line});
    m_lines->setRows(rows);
    const bool sameAction = a.name == b.name && !a.version.isEmpty();
    m_sentence->setText(versus::sentence(sameAction ? a.version : versus::name(a), a.totals, sameAction ? b.version : versus::name(b), b.totals));
}
