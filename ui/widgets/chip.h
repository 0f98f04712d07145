#pragma once

#include <QLabel>
#include <QStyledItemDelegate>

struct Theme;

/// A rounded label with one word or two.
class Chip : public QLabel {
    Q_OBJECT
public:
    enum class Tone { Neutral, Accent, Success, Warning, Error, Violet };
    Q_ENUM(Tone)
    explicit Chip(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);

    void set(const QString &text, Tone tone);
    Tone tone() const { return m_tone; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

/// The chip at the left of rect, as wide as its text needs. Gives its rectangle back.
QRect paintChip(QPainter *painter, const QRect &rect, const QString &text, Chip::Tone tone, const Theme &theme);

namespace widgets {
/// For delegates: Chip::Tone as int, and Phases (phasebar.h).
enum Role { ToneRole = Qt::UserRole + 100, PhasesRole, MutedRole };
}

/// Paints the display text of a cell as a chip; the tone comes from widgets::ToneRole. No text, no chip.
class ChipDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
