#include "ui/editors/trigger/fireresult.h"

#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString outcomeText(const RuleRun &run)
{
    if (!run.activationId.isEmpty())
        return FireResult::tr("✓ started %1").arg(shortId(run.activationId));
    return run.problem.contains("is inactive"_L1) ? FireResult::tr("off") : FireResult::tr("✕ not started");
}

QVariant tone(const RuleRun &run, int role)
{
    if (role != widgets::ToneRole)
        return {};
    const Chip::Tone tone = !run.activationId.isEmpty() ? Chip::Tone::Success
        : run.problem.contains("is inactive"_L1)        ? Chip::Tone::Warning
                                                        : Chip::Tone::Error;
    return int(tone);
}

} // namespace

FireResult::FireResult(QWidget *parent)
    : QTableView(parent)
{
    const auto tip = [](const RuleRun &run) {
        return plainTip(run.problem.isEmpty() ? tr("Opens its activation") : run.problem);
    };
    Column<RuleRun> rule{tr("Rule"), [](const RuleRun &run) { return QVariant(run.rule.name); }};
    Column<RuleRun> action{tr("Action"), [](const RuleRun &run) { return QVariant(run.action.shown()); }};
    Column<RuleRun> outcome{tr("Outcome"), [](const RuleRun &run) { return QVariant(outcomeText(run)); }};
    outcome.extra = tone;
    for (Column<RuleRun> *column : {&rule, &action, &outcome})
        column->toolTip = tip;
    m_model = new TableModel<RuleRun>({rule, action, outcome}, [](const RuleRun &run) { return run.rule.name; }, this);
    setModel(m_model);
    dressTable(this, u"fireResult"_s, tr("What the rules did"));
    setItemDelegateForColumn(2, new ChipDelegate(this));
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const RuleRun &run = m_model->row(index.row());
        if (!run.activationId.isEmpty())
            Q_EMIT openRequested(run.activationId, run.action);
    });
}

void FireResult::setRuns(const QList<RuleRun> &runs)
{
    m_model->setRows(runs);
    resizeColumnsToContents();
}
