#pragma once

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QMenu>
#include <QScrollBar>
#include <QStringList>
#include <QWidget>

/// Controls that the keyboard reaches and a screen reader has no word for, by class and name.
inline QStringList namelessControls(const QWidget &screen)
{
    QStringList found;
    const auto widgets = screen.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool reached = widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy() && widget->isVisibleTo(&screen);
        const bool part = qobject_cast<QScrollBar *>(widget) || qobject_cast<QMenu *>(widget)
            || widget->objectName().startsWith(QLatin1StringView("qt_")); // of a spin box, a combo box
        if (!reached || part)
            continue;
        const auto *told = QAccessible::queryAccessibleInterface(widget);
        if (told && told->text(QAccessible::Name).trimmed().isEmpty())
            found.append(QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return found;
}
