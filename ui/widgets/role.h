#pragma once

#include <QString>

class QWidget;

/// Which rule of the application's style sheet a widget follows.
/// Buttons: "primary", "danger", "flat", "link", "segment". Labels: "section", "muted", "faint", "head", "title",
/// "mono", "error", "warning", "success". Frames and widgets: "card", "pane", "sunken", "bar", "head".
/// Tab widgets: "page" (flat tabs inside a page). Views: "plain" (no frame).
void setRole(QWidget *widget, const QString &role);

template<typename Widget> Widget *withRole(Widget *widget, const QString &role)
{
    setRole(widget, role);
    return widget;
}
