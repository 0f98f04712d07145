#pragma once

#include "ui/widgets/linelayout.h"

/// Head of a page: what it is at the left, what can be done with it at the right, in one line where there is room and in
/// more where there is not. Labels that can be cut give way first, buttons never.
class HeadLayout : public LineLayout {
public:
    explicit HeadLayout(QWidget *parent = nullptr);
    void addFacts(const QList<QWidget *> &widgets);
    void addButtons(const QList<QWidget *> &widgets);

    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }

protected:
    int arrange(const QRect &whole, bool really) const override;

private:
    /// Those of one line, from left to right; what is at the right comes last.
    using Line = std::vector<QLayoutItem *>;
    std::vector<Line> lines(int width) const;
    std::vector<int> widths(const Line &line, int width) const;
    int place(const Line &line, const QRect &room, bool really) const;
    int leastWidth(const Line &line) const;
};
