#include "ui/widgets/searchfield.h"

#include "ui/widgets/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int keyPadding = 6;
constexpr int keyHeight = 17;

QFont keyFont()
{
    QFont font = theme::current().ui;
    font.setPointSizeF(font.pointSizeF() * 0.8);
    return font;
}

int keyWidth(const QString &keys)
{
    return QFontMetrics(keyFont()).horizontalAdvance(keys) + 2 * keyPadding;
}

} // namespace

void paintKeyHint(QPainter *painter, const QRect &rect, const QString &keys)
{
    const Theme &theme = theme::current();
    const int width = keyWidth(keys);
    const QRectF frame(rect.right() - width + 0.5, rect.center().y() - keyHeight / 2 + 0.5, width - 1, keyHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme.border);
    painter->setBrush(theme.surface);
    painter->drawRoundedRect(frame, 3, 3);
    painter->setPen(theme.textMuted);
    painter->setFont(keyFont());
    painter->drawText(frame, Qt::AlignCenter, keys);
    painter->restore();
}

SearchField::SearchField(QWidget *parent) : SearchField({}, {}, parent) {}

SearchField::SearchField(const QString &placeholder, const QString &hint, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    for (QToolButton *button : findChildren<QToolButton *>())
        button->setIcon(theme::icon(u"edit-clear"_s));
    connect(this, &QLineEdit::textChanged, this, [this] { updateMargins(); });
    setShortcutHint(hint);
}

void SearchField::setShortcutHint(const QString &hint)
{
    m_hint = hint;
    updateMargins();
    update();
}

void SearchField::updateMargins()
{
    const bool shown = !m_hint.isEmpty() && text().isEmpty() && !hasFocus();
    setTextMargins(0, 0, shown ? keyWidth(m_hint) + 4 : 0, 0);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        if (text().isEmpty())
            Q_EMIT escaped();
        clear();
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier)
        Q_EMIT downPressed();
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_hint.isEmpty() || !text().isEmpty() || hasFocus())
        return;
    QPainter painter(this);
    paintKeyHint(&painter, rect().adjusted(0, 0, -6, 0), m_hint);
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    updateMargins();
}

void SearchField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    updateMargins();
}
