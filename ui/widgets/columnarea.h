#pragma once

#include <QScrollArea>

/// Scrolls a form up and down, and asks for the width that its content needs, so that no field ends at the edge unseen.
class ColumnArea : public QScrollArea {
public:
    explicit ColumnArea(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};
