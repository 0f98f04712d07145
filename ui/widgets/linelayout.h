#pragma once

#include <QLayout>

#include <memory>
#include <vector>

/// What layouts have in common that break their items into lines: they keep them, are as wide as one line of all, and no
/// narrower than the widest.
class LineLayout : public QLayout {
public:
    ~LineLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

protected:
    explicit LineLayout(QWidget *parent) : QLayout(parent) {}
    /// Gives the height that is needed.
    virtual int arrange(const QRect &whole, bool really) const = 0;
    /// Those that are not hidden.
    std::vector<QLayoutItem *> shown() const;

private:
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};
