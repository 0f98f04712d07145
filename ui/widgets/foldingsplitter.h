#pragma once

#include <QSplitter>

/// Panes side by side, or one above the other while the window is too narrow for them: nothing is cut then, and none of
/// them widens its page.
class FoldingSplitter : public QSplitter {
public:
    explicit FoldingSplitter(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fold();
    int leastWidth(bool sideBySide) const;

    QList<int> m_beside; ///< the widths they had, for when there is room again
};
