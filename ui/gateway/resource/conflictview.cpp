#include "ui/gateway/resource/conflictview.h"

#include "ui/gateway/resource/conflictrow.h"
#include "ui/widgets/parts.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {
constexpr int tallest = 180;
}

ConflictView::ConflictView(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"conflicts"_s);
    setAccessibleName(tr("Values to choose"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setMaximumHeight(tallest);
    hide();
}

void ConflictView::clear()
{
    show({});
}

void ConflictView::show(const QList<json::Conflict> &conflicts, const QStringList &covered)
{
    setVisible(!conflicts.isEmpty());
    if (m_conflicts == conflicts)
        return;
    m_conflicts = conflicts;
    m_rows.clear();
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(16, 8, 16, 8);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(5, 1);
    addHead(grid);
    for (int i = 0; i < int(conflicts.size()); ++i) {
        auto *row = new ConflictRow(conflicts[i], covered.contains(conflicts[i].pointer), content);
        row->addTo(grid, 1 + 2 * i);
        connect(row, &ConflictRow::typing, this, &ConflictView::typing);
        connect(row, &ConflictRow::chosen, this, &ConflictView::chosen);
        m_rows.append(row);
    }
    grid->setRowStretch(1 + 2 * int(conflicts.size()), 1);
    setWidget(content); // the one before goes with its rows
    content->show();
}

void ConflictView::addHead(QGridLayout *grid)
{
    const QStringList heads{tr("Changed by both"), tr("Opened"), tr("Server now"), tr("Yours"), tr("Or a third value")};
    for (int i = 0; i < int(heads.size()); ++i)
        grid->addWidget(sectionLabel(heads[i], grid->parentWidget()), 0, i, 1, i + 1 == heads.size() ? 2 : 1);
}

QHash<QString, review::Choice> ConflictView::choices() const
{
    QHash<QString, review::Choice> choices;
    for (const ConflictRow *row : m_rows)
        if (const auto choice = row->choice())
            choices.insert(row->pointer(), *choice);
    return choices;
}
