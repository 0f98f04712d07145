#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

struct Theme;

/// The small coloured square of an entity kind: "action", "sequence", "package", "binding", "default", "trigger",
/// "rule", "route", "activations", "api", "command".
QPixmap entityGlyph(const QString &kind, qreal dpr, int size = 16);
/// The same as an icon that follows the theme and the screen by itself.
QIcon entityIcon(const QString &kind);
void paintGlyph(QPainter *painter, const QRectF &rect, const QString &kind, const Theme &theme, bool faded = false);
