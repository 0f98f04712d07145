#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;

/// Colours, fonts and sizes of resources/themes/tokens.json, light or dark.
struct Theme {
    bool dark = false;
    QColor window, surface, sunken, border, borderStrong, text, textMuted, textFaint, accent, accentSoft, onAccent;
    QColor success, successSoft, warning, warningSoft, error, errorSoft;
    QColor wait, init, run, onWait, onInit, onRun, find, findCurrent, onFind;
    QColor envSandbox, envDev, envStaging, envProduction;
    QFont ui, mono;
    int unit = 4, controlHeight = 28, rowHeight = 26, panelPadding = 12, radius = 4;

    static Theme load(bool dark);
    QPalette palette() const;
    QString styleSheet() const;
};

/// Carries the theme in use to widgets: kept as a dynamic property of the application, so that no widget needs a
/// singleton and none keeps a stale copy. A change sends QEvent::PaletteChange to every widget.
namespace theme {
void apply(QApplication &app, bool dark);
const Theme &current();            ///< the light one before the first apply
QIcon icon(const QString &name);   ///< Breeze, in the theme's text colour; e.g. "document-save"
bool systemIsDark();
}
