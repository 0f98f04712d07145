#include "ui/shell/problemspanel.h"

#include "ui/shell/rowdelegate.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

QString wayText(Problem::Way way)
{
    switch (way) {
    case Problem::Way::EditConnection: return ProblemsPanel::tr("Enter: edit the connection");
    case Problem::Way::RetryGateway:
    case Problem::Way::Retry: return ProblemsPanel::tr("Enter: try again");
    case Problem::Way::ShowRequest: return ProblemsPanel::tr("Enter: show the request");
    case Problem::Way::Open: return ProblemsPanel::tr("Enter: open it");
    case Problem::Way::None: return {};
    }
    return {};
}

Column<Problem> column(const QString &title, QString (*text)(const Problem &))
{
    Column<Problem> made;
    made.title = title;
    made.value = [text](const Problem &problem) { return QVariant(text(problem)); };
    made.toolTip = [](const Problem &problem) { return problem.detail; };
    return made;
}

QList<Column<Problem>> columns()
{
    return {
        column(ProblemsPanel::tr("Problem"), [](const Problem &p) { return (p.serious ? u"✕ "_s : u"⚠ "_s) + p.text; }),
        column(ProblemsPanel::tr("Where"), [](const Problem &p) { return p.where; }),
        column(ProblemsPanel::tr("Since"), [](const Problem &p) { return p.sinceMs ? timeText(p.sinceMs) : QString(); }),
        column(ProblemsPanel::tr("Way on"), [](const Problem &p) { return wayText(p.way); }),
    };
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(columns(), [](const Problem &problem) { return problem.key; })
    , m_view(new QTreeView)
    , m_states(new StateView(m_view, this))
{
    setObjectName(u"problems"_s);
    m_view->setObjectName(u"problemList"_s);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new RowDelegate(m_view));
    setRole(m_view, u"plain"_s);
    m_view->header()->setStretchLastSection(true);
    m_view->setColumnWidth(0, 520);
    m_view->setColumnWidth(1, 320);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_states);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const Problem problem = m_model.row(index.row());
        if (problem.target)
            Q_EMIT openRequested(*problem.target);
        else if (problem.way != Problem::Way::None)
            Q_EMIT wayRequested(problem.way, problem.request);
    });
    setProblems({});
}

void ProblemsPanel::setProblems(const QList<Problem> &problems)
{
    m_model.setRows(problems);
    if (problems.isEmpty())
        m_states->showEmpty(tr("No problems."), tr("The connection answers, and no request has failed of late."));
    else
        m_states->showContent();
}
