#pragma once

#include "core/history/activations.h"

class QSettings;

/// How long and how much of what was seen of activations is kept on this machine; for all connections.
namespace storesettings {

history::ActivationBounds bounds(const QSettings *settings); ///< the usual ones where none are set
void setBounds(QSettings *settings, const history::ActivationBounds &bounds);

/// "18,204 activations, 1,204 of them with result and logs, 23.0 MB, back to Sat 21 Nov 07:24"
QString holdingText(const history::ActivationHolding &holding);

} // namespace storesettings
