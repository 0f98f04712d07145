#include "ui/widgets/switch.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace {

constexpr QSize track(32, 18);
constexpr int gap = 8;

} // namespace

Switch::Switch(QWidget *parent) : Switch({}, parent) {}

Switch::Switch(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(text());
    return {track.width() + 4 + words, std::max(track.height() + 4, fontMetrics().height())};
}

void Switch::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF groove(2, (height() - track.height()) / 2.0, track.width(), track.height());
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRoundedRect(groove.adjusted(-1.5, -1.5, 1.5, 1.5), groove.height() / 2 + 1.5, groove.height() / 2 + 1.5);
    }
    painter.setPen(Qt::NoPen);
    const QColor on = isEnabled() ? theme.accent : theme.textFaint;
    painter.setBrush(isChecked() ? on : isEnabled() ? theme.borderStrong : theme.border);
    painter.drawRoundedRect(groove, groove.height() / 2, groove.height() / 2);
    painter.setBrush(isChecked() ? theme.onAccent : theme.surface);
    const qreal knob = groove.height() - 6;
    painter.drawEllipse(QRectF(isChecked() ? groove.right() - knob - 3 : groove.left() + 3, groove.top() + 3, knob, knob));
    painter.setPen(isEnabled() ? theme.text : theme.textFaint);
    painter.drawText(rect().adjusted(track.width() + 4 + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}
