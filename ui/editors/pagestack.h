#pragma once

#include <QStackedWidget>

/// The parts of a page, one at a time. It asks for the room that the part shown needs: a QStackedWidget asks for that of
/// the widest, and makes windows wider than small screens.
class PageStack : public QStackedWidget {
    Q_OBJECT
public:
    explicit PageStack(QWidget *parent = nullptr)
        : QStackedWidget(parent)
    {
        connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }
    QSize minimumSizeHint() const override { return currentWidget() ? currentWidget()->minimumSizeHint() : QSize(); }
};
