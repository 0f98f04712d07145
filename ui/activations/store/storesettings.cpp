#include "ui/activations/store/storesettings.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StoreSettings", text);
}

} // namespace

history::ActivationBounds storesettings::bounds(const QSettings *settings)
{
    history::ActivationBounds bounds;
    if (!settings)
        return bounds;
    bounds.days = std::max(0, settings->value(u"activations/keptDays"_s, bounds.days).toInt());
    bounds.bytes = std::max(0LL, settings->value(u"activations/keptBytes"_s, bounds.bytes).toLongLong());
    return bounds;
}

void storesettings::setBounds(QSettings *settings, const history::ActivationBounds &bounds)
{
    if (!settings)
        return;
    settings->setValue(u"activations/keptDays"_s, bounds.days);
    settings->setValue(u"activations/keptBytes"_s, bounds.bytes);
}

QString storesettings::holdingText(const history::ActivationHolding &holding)
{
    if (holding.rows == 0)
        return tr("Nothing is kept.");
    return tr("%1 activations, %2 of them with result and logs, %3, back to %4")
        .arg(countText(holding.rows), countText(holding.records), sizeText(holding.bytes), timeText(holding.oldestMs, timesInUtc(), true).chopped(7));
}
