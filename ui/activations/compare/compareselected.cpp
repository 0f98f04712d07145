#include "ui/activations/compare/compareselected.h"

#include "core/openwhisk/session.h"
#include "ui/activations/compare/comparedialog.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QPointer>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

QList<int> rowsSelected(const QTableView *table)
{
    QList<int> rows;
    for (const QModelIndex &index : table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

QAction *addCompareSelected(QTableView *table, openwhisk::Session &session, std::function<QString(int row)> idAt,
                            std::function<void(const Target &)> open)
{
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto *action = new QAction(CompareDialog::tr("Compare the two selected activations"), table);
    action->setObjectName(u"activations.compareSelected"_s);
    action->setEnabled(false);
    QObject::connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, action,
                     [table, action] { action->setEnabled(rowsSelected(table).size() == 2); });
    QObject::connect(action, &QAction::triggered, table,
                     [table, from = QPointer(&session), idAt = std::move(idAt), open = std::move(open)] {
        const QList<int> rows = rowsSelected(table);
        if (!from || rows.size() != 2)
            return;
        auto *dialog = new CompareDialog(*from, table->window());
        QObject::connect(dialog, &CompareDialog::openRequested, table, open);
        dialog->start(idAt(rows.at(1)), idAt(rows.at(0))); // newest is on top: it is the second one
    });
    return action;
}
