#pragma once

#include <QLayout>

#include <memory>
#include <vector>

/// Head of a page: what it is at the left, what can be done with it at the right, in one line where there is room and in
/// more where there is not. Labels that can be cut give way first, buttons never.
class HeadLayout : public QLayout {
public:
    explicit HeadLayout(QWidget *parent = nullptr);
    ~HeadLayout() override;

    void addFacts(const QList<QWidget *> &widgets);
    void addButtons(const QList<QWidget *> &widgets);

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Entry {
        std::unique_ptr<QLayoutItem> item;
        bool atRight;
    };
    /// Those of one line, from left to right; what is at the right comes last.
    using Line = std::vector<const Entry *>;
    int arrange(const QRect &rect, bool place) const;
    std::vector<Line> lines(int width) const;
    std::vector<int> widths(const Line &line, int width) const;
    int place(const Line &line, const QRect &room, bool really) const;
    int leastWidth(const Line &line) const;
    void add(const QList<QWidget *> &widgets, bool atRight);

    std::vector<Entry> m_items;
    bool m_addsAtRight = false;
};
