#include "ui/editors/reviewcontent.h"

#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QTextOption>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString changeKey(const ReviewChange &change)
{
    return change.area + u'/' + change.label;
}

} // namespace

ReviewContent::ReviewContent(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget(this))
    , m_count(plainLabel({}, u"muted"_s, this))
    , m_diff(new DiffView(this))
    , m_table(new QTableView(this))
    , m_model(new TableModel<ReviewChange>(
          {{tr("Item"), [](const ReviewChange &c) { return c.label; }},
           {tr("Part"), [](const ReviewChange &c) { return c.area; }},
           {tr("Before"), [](const ReviewChange &c) { return c.before; }},
           {tr("After"), [](const ReviewChange &c) { return c.after; }},
           {tr("Whose"),
            [](const ReviewChange &c) { return c.dropsTheirs ? tr("yours, drops theirs") : tr("yours"); }}},
          changeKey, this))
    , m_sent(new QPlainTextEdit(this))
    , m_serverOwn(plainLabel({}, {}, this))
{
    auto *splitter = new QSplitter(this);
    splitter->addWidget(buildList());
    splitter->addWidget(buildMiddle());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({230, 900});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

ReviewContent::~ReviewContent() = default;

QWidget *ReviewContent::buildList()
{
    auto *part = new QWidget(this);
    m_list->setObjectName(u"changes"_s);
    m_list->setAccessibleName(tr("Changes"));
    m_list->setHeaderHidden(true);
    setFocusProxy(m_list);
    m_list->setRootIsDecorated(true);
    setRole(m_list, u"plain"_s);
    auto *note = plainLabel(
        tr("Compared with the server's copy, read just now; before the write it is read once more."), u"muted"_s, part);
    note->setWordWrap(true);
    note->setContentsMargins(12, 0, 12, 8);
    QBoxLayout *head = rowOf({sectionLabel(tr("Changes"), part), nullptr, m_count});
    head->setContentsMargins(12, 8, 12, 0);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addWidget(note);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ReviewContent::chosen);
    return part;
}

QWidget *ReviewContent::buildMiddle()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    m_diff->setObjectName(u"codeDiff"_s);
    connect(m_diff, &DiffView::changesFound, this, &ReviewContent::showPlaces);
    m_table->setModel(m_model);
    dressTable(m_table, u"changeTable"_s, tr("Changed values"));
    m_table->setColumnWidth(0, 190);
    m_table->setColumnWidth(1, 120);
    m_table->setColumnWidth(2, 220);
    m_table->setColumnWidth(3, 220);
    splitter->addWidget(m_diff);
    splitter->addWidget(m_table);
    splitter->addWidget(buildFoot());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setStretchFactor(2, 1);
    splitter->setChildrenCollapsible(false);
    m_sent->setMinimumHeight(120);
    return splitter;
}

QWidget *ReviewContent::buildFoot()
{
    m_foot = new QWidget(this);
    m_sent->setObjectName(u"sent"_s);
    m_sent->setAccessibleName(tr("What is sent"));
    m_sent->setReadOnly(true);
    m_sent->setWordWrapMode(QTextOption::WrapAnywhere);
    m_sent->setFont(theme::current().mono);
    m_serverOwn->setObjectName(u"serverOwn"_s);
    m_serverOwn->setWordWrap(true);
    m_serverOwn->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *left = new QVBoxLayout;
    left->addWidget(sectionLabel(tr("What is sent"), m_foot));
    left->addWidget(m_sent, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(sectionLabel(tr("What the server changes by itself"), m_foot));
    right->addWidget(m_serverOwn, 1);
    auto *layout = new QHBoxLayout(m_foot);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(16);
    layout->addLayout(left, 3);
    layout->addLayout(right, 2);
    return m_foot;
}

void ReviewContent::setData(const Data &shown)
{
    fillList(shown.changes);
    fillDiff(shown);
    QList<ReviewChange> rows;
    for (const ReviewChange &change : shown.changes)
        if (!change.inText)
            rows.append(change);
    m_model->setRows(rows);
    m_table->setVisible(!rows.isEmpty());
    m_table->setMaximumHeight(m_diff->isHidden() ? QWIDGETSIZE_MAX
                                                 : theme::current().rowHeight * (int(rows.size()) + 2));
    m_sent->setPlainText(shown.sent);
    m_serverOwn->setText(shown.serverOwn.join(u'\n'));
    m_foot->setVisible(!shown.sent.isEmpty());
}

void ReviewContent::fillDiff(const Data &shown)
{
    m_diff->setVisible(shown.texts && shown.texts->before != shown.texts->after);
    if (m_diff->isHidden())
        return;
    const auto title = [&shown](const QString &side) { return u"%1: %2"_s.arg(shown.texts->title, side); };
    m_diff->setTitles(title(shown.beforeTitle), title(shown.afterTitle));
    m_diff->setTexts(shown.texts->before, shown.texts->after, shown.texts->language);
}

void ReviewContent::fillList(const QList<ReviewChange> &changes)
{
    m_list->clear();
    m_textItem = nullptr;
    QHash<QString, QTreeWidgetItem *> areas;
    for (const ReviewChange &change : changes) {
        QTreeWidgetItem *&area = areas[change.area];
        if (!area)
            area = new QTreeWidgetItem(m_list, {change.area});
        auto *item = new QTreeWidgetItem(area, {change.label});
        item->setData(0, Qt::UserRole, changeKey(change));
        if (change.dropsTheirs)
            item->setForeground(0, theme::current().error);
        if (change.inText)
            m_textItem = item;
    }
    for (QTreeWidgetItemIterator it(m_list); *it; ++it)
        (*it)->setSizeHint(0, {0, theme::current().rowHeight});
    m_list->expandAll();
    m_count->setText(QString::number(changes.size()));
}

void ReviewContent::showPlaces(int count)
{
    if (m_textItem)
        m_textItem->setText(0, count == 1 ? tr("one place") : tr("%1 places").arg(count));
}

void ReviewContent::chosen(const QTreeWidgetItem *item)
{
    if (!item)
        return;
    const int row = m_model->indexOfKey(item->data(0, Qt::UserRole).toString());
    if (row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    } else if (!item->data(0, Qt::UserRole).isNull()) {
        m_diff->nextChange();
    }
}

void ReviewContent::setSideBySide(bool sideBySide)
{
    m_diff->setSideBySide(sideBySide);
}

void ReviewContent::step(bool forward)
{
    if (forward)
        m_diff->nextChange();
    else
        m_diff->previousChange();
}
