#pragma once

class QWidget;

/// Scrolls and parts whatever is around so that all of a widget is seen, or its end where that is too much.
void bringIntoView(QWidget *widget);
/// The same, once what was put into it has its place.
void bringIntoViewSoon(QWidget *widget);
