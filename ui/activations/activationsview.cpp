#include "ui/activations/activationspage.h"

#include "core/openwhisk/session.h"
#include "ui/activations/activationdetail.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int listWidth = 710;
constexpr int detailWidth = 430;
constexpr int leastDetailWidth = 300;

} // namespace

void ActivationsPage::build(openwhisk::Session &session)
{
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    m_detail = new ActivationDetail(session, split);
    m_detail->setMinimumWidth(leastDetailWidth);
    m_detail->showNothing(tr("Select an activation to see its result and logs."));
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setSizes({listWidth, detailWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(split, 1);
    setFocusProxy(m_table);
    m_table->setFocus();
}

QWidget *ActivationsPage::buildHead()
{
    auto *head = withRole(new QFrame(this), u"head"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(8);
    auto *name = withRole(new QLabel(tr("Activations"), head), u"head"_s);
    m_live = new Chip({}, Chip::Tone::Neutral, head);
    m_live->setObjectName(u"activationLive"_s);
    m_counts = withRole(new QLabel(head), u"muted"_s);
    m_counts->setObjectName(u"activationCounts"_s);
    m_filterBar = new ActivationFilterBar(head);
    row->addWidget(name);
    row->addWidget(m_live);
    row->addWidget(m_counts);
    row->addStretch();
    row->addWidget(m_filterBar);
    return head;
}

QWidget *ActivationsPage::buildList()
{
    auto *list = withRole(new QWidget(this), u"surface"_s);
    list->setAttribute(Qt::WA_StyledBackground);
    m_table = new QTableView(list);
    m_table->setObjectName(u"activationTable"_s);
    m_table->setAccessibleName(tr("Activations"));
    m_model = activationcolumns::makeFull(this);
    m_table->setModel(m_model);
    activationcolumns::setUpFull(m_table);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    m_state = new StateView(m_table, list);
    m_state->setObjectName(u"activationsState"_s);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state, 1);
    buildFoot(list);
    return list;
}

void ActivationsPage::buildFoot(QWidget *list)
{
    auto *foot = withRole(new QFrame(list), u"foot"_s);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 4, 12, 4);
    m_footText = withRole(new QLabel(foot), u"faint"_s);
    m_footText->setObjectName(u"activationFoot"_s);
    m_older = withRole(new QPushButton(tr("Load older"), foot), u"flat"_s);
    m_older->setObjectName(u"loadOlder"_s);
    row->addWidget(m_footText, 1);
    row->addWidget(m_older);
    list->layout()->addWidget(foot);
}
