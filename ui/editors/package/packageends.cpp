#include "ui/editors/package/packagepage.h"

#include "core/insight/relations.h"
#include "core/openwhisk/packages.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/package/packagerows.h"
#include "ui/editors/usedby/usedbytab.h"
#include "ui/widgets/bulkdialog.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

// What binds a package to others: why it cannot be read, who uses it, and what becomes of them when it is deleted.

QString PackagePage::brokenText() const
{
    const auto bound = boundTo(state().was().value(u"binding"));
    if (!bound)
        return {};
    const QString rest = ' '_L1
        + tr("Nothing in it can be read or invoked. Its own parameters and annotations are kept by the server and come "
             "back once it is bound to a package that exists.");
    const QString ownSpace = session() ? session()->nameSpace() : QString();
    if (bound->ns != ownSpace)
        return tr("It stands for %1, which is gone or no longer shared: the server does not say which.").arg(bound->full())
            + rest;
    const auto rows = session() ? session()->packages().rows : nullptr;
    if (!rows)
        return tr("It stands for %1, which cannot be read.").arg(bound->full()) + rest;
    const auto found = std::find_if(rows->begin(), rows->end(),
                                    [&bound](const PackageSummary &row) { return row.name.name == bound->name; });
    if (found == rows->end())
        return tr("It stands for %1, which was deleted.").arg(bound->full()) + rest;
    return (found->binding
                ? tr("It stands for %1, which is a binding itself by now; the server follows one step only.")
                : tr("It stands for %1, which cannot be read."))
               .arg(bound->full())
        + rest;
}

QString PackagePage::usesText() const
{
    const Session *open = session();
    if (isNew() || !own() || !open || !open->rules().rows || !open->packages().rows)
        return {};
    const insight::Names names(open->nameSpace(), *open->packages().rows);
    const EntityName name{u"_"_s, {}, target().name.name};
    if (!binding() && m_usedBy->complete())
        return insight::usesSentence(*m_usedBy->uses());
    insight::Uses uses; // what the lists tell, without the sequences
    if (!binding()) {
        uses.bindings = insight::bindingsOf(name, *open->packages().rows, open->nameSpace());
        uses.rules = insight::rulesUsing(insight::Subject::Package, name, *open->rules().rows, names);
    }
    return insight::usesSentence(uses);
}

QString PackagePage::deleteText() const
{
    if (binding())
        return tr("The package it stands for stays. Rules and sequences that name actions through the binding stay and "
                  "fail then.");
    const QString uses = usesText();
    return uses.isEmpty() ? QString() : tr("It is used by %1; they stay and fail then.").arg(uses);
}

void PackagePage::remove()
{
    const bool contents = state().copy() && !packageRows(state().copy()->document).isEmpty();
    if (binding() || !contents)
        return EntityPage::remove();
    if (!isNew() && readOnlyReason().isEmpty())
        removeWithContents();
}

void PackagePage::removeWithContents()
{
    BulkPlan plan = bulk::planDelete(*session(), store(), {target()});
    if (const QString more = deleteText(); !more.isEmpty())
        plan.sentence += u' ' + more;
    const QString typed = session()->production() ? target().name.name : QString();
    auto *dialog = new BulkDialog(plan, typed, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BulkDialog::done, this, [this](const QList<Target> &succeeded) {
        if (succeeded.contains(target()))
            return deleted();
        Q_EMIT entityWritten(target().name); // some of what is in it may be gone
        load(true);
    });
    dialog->open();
}
