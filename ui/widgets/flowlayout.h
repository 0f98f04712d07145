#pragma once

#include "ui/widgets/linelayout.h"

/// Widgets side by side, in as many lines as they need.
class FlowLayout : public LineLayout {
public:
    explicit FlowLayout(QWidget *parent = nullptr);

    Qt::Orientations expandingDirections() const override { return {}; }

protected:
    int arrange(const QRect &whole, bool really) const override;
};
