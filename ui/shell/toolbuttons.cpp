#include "ui/shell/toolbuttons.h"

#include "core/connections/profile.h"
#include "ui/connections/environment.h"
#include "ui/shell/commands.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 10;
constexpr int gap = 8;
constexpr int arrow = 12;
constexpr int longestName = 260;

void paintFrame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge);
    painter->setBrush(fill);
    const int radius = theme::current().radius;
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void paintArrow(QPainter *painter, const QPointF &center, const QColor &color)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawPolygon(QPolygonF{center + QPointF(-3.5, -2), center + QPointF(3.5, -2), center + QPointF(0, 3)});
}

QFont small(const QFont &font)
{
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() * 0.85);
    return result;
}

int keyWidth(const QFont &font, const QString &keys)
{
    return keys.isEmpty() ? 0 : QFontMetrics(small(font)).horizontalAdvance(keys) + 12;
}

} // namespace

ConnectionButton::ConnectionButton(QWidget *parent) : QPushButton(parent)
{
    setObjectName(u"connectionButton"_s);
    setFixedHeight(theme::current().controlHeight);
    setAttribute(Qt::WA_Hover);
    setNone();
}

void ConnectionButton::setNone()
{
    m_environment = -1;
    m_name = tr("No connection");
    m_nameSpace.clear();
    m_readOnly = false;
    setAccessibleName(m_name);
    updateGeometry();
    update();
}

void ConnectionButton::setConnection(const QString &name, const QString &nameSpace, connections::Environment environment,
                                     bool readOnly)
{
    m_name = name;
    m_nameSpace = nameSpace;
    m_environment = int(environment);
    m_readOnly = readOnly;
    setAccessibleName(tr("Connection %1, namespace %2, %3").arg(name, nameSpace, environmentWord(environment))
                      + (readOnly ? u", "_s + tr("read-only") : QString()));
    updateGeometry();
    update();
}

QFont ConnectionButton::bold() const
{
    QFont result = font();
    result.setWeight(QFont::DemiBold);
    return result;
}

QColor ConnectionButton::dotColor() const
{
    const Theme &theme = theme::current();
    return m_environment < 0 ? theme.textFaint : environmentColor(connections::Environment(m_environment), theme);
}

QSize ConnectionButton::sizeHint() const
{
    int width = padding + 10 + gap + qMin(longestName, QFontMetrics(bold()).horizontalAdvance(m_name)) + padding + arrow;
    if (!m_nameSpace.isEmpty())
        width += gap + qMin(longestName, fontMetrics().horizontalAdvance(m_nameSpace));
    if (m_readOnly)
        width += gap + Chip(tr("read-only")).sizeHint().width();
    return {width + gap, theme::current().controlHeight};
}

void ConnectionButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    paintFrame(&painter, rect(), underMouse() || isDown() ? theme.sunken : theme.surface,
               hasFocus() ? theme.accent : theme.border);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dotColor());
    painter.drawEllipse(QPointF(padding + 5, rect().center().y() + 0.5), 4.5, 4.5);
    QRect room = rect().adjusted(padding + 10 + gap, 0, -padding - arrow, 0);
    const auto write = [&](const QString &text, const QFont &font, const QColor &color) {
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideMiddle, qMin(longestName, room.width()));
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, shown);
        room.adjust(metrics.horizontalAdvance(shown) + gap, 0, 0, 0);
    };
    write(m_name, bold(), theme.text);
    if (!m_nameSpace.isEmpty())
        write(m_nameSpace, font(), theme.textMuted);
    if (m_readOnly)
        paintChip(&painter, room, tr("read-only"), Chip::Tone::Error, theme);
    paintArrow(&painter, QPointF(width() - padding - 4, rect().center().y() + 1), theme.textMuted);
}

PaletteButton::PaletteButton(QAction *action, QWidget *parent) : QPushButton(parent), m_keys(shownKeys(action->shortcut()))
{
    setObjectName(u"paletteButton"_s);
    setText(action->text());
    setAccessibleName(action->text());
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(160);
    setMaximumWidth(460);
    setFixedHeight(theme::current().controlHeight);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
}

QSize PaletteButton::sizeHint() const
{
    return {460, theme::current().controlHeight};
}

void PaletteButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    paintFrame(&painter, rect(), theme.sunken, hasFocus() ? theme.accent : theme.border);
    const QRect inner = rect().adjusted(padding, 0, -padding, 0);
    const int right = keyWidth(font(), m_keys) + gap;
    painter.setFont(font());
    painter.setPen(theme.textMuted);
    painter.drawText(inner.adjusted(0, 0, -right, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, inner.width() - right));
    painter.setFont(small(font()));
    paintKeyHint(&painter, inner, m_keys);
}

CommandButton::CommandButton(QAction *action, const QString &text, bool showKey, QWidget *parent)
    : QPushButton(parent), m_action(action), m_text(text), m_showKey(showKey)
{
    setObjectName(u"tool."_s + action->objectName());
    setFlat(true);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(theme::current().controlHeight);
    setCheckable(action->isCheckable());
    connect(this, &QPushButton::clicked, action, [this, action] {
        if (!menu())
            action->trigger();
    });
    connect(action, &QAction::changed, this, &CommandButton::follow);
    follow();
}

void CommandButton::follow()
{
    setEnabled(m_action->isEnabled());
    setChecked(m_action->isChecked());
    setIcon(m_action->icon());
    QString tip = m_action->toolTip();
    if (isEnabled() && !menu() && !m_action->shortcut().isEmpty())
        tip += u" ("_s + m_action->shortcut().toString(QKeySequence::NativeText) + u')';
    setToolTip(tip.toHtmlEscaped());
    setAccessibleName(m_text.isEmpty() ? m_action->text() : m_text);
    update();
}

QString CommandButton::keys() const
{
    return m_showKey ? shownKeys(m_action->shortcut()) : QString();
}

QSize CommandButton::sizeHint() const
{
    int width = padding * 2 + 16;
    if (!m_text.isEmpty())
        width += 6 + fontMetrics().horizontalAdvance(m_text);
    if (const int key = keyWidth(font(), keys()))
        width += gap + key;
    return {width + (menu() ? arrow : 0), theme::current().controlHeight};
}

void CommandButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    if (isEnabled() && (underMouse() || isDown() || hasFocus()))
        paintFrame(&painter, rect(), theme.sunken, hasFocus() ? theme.accent : theme.sunken);
    const QRect inner = rect().adjusted(padding, 0, -padding, 0);
    icon().paint(&painter, QRect(inner.left(), inner.center().y() - 7, 16, 16), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    painter.setFont(font());
    painter.setPen(isEnabled() ? theme.text : theme.textFaint);
    painter.drawText(inner.adjusted(22, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
    if (menu()) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintArrow(&painter, QPointF(inner.right() - 2, inner.center().y() + 1), isEnabled() ? theme.textMuted : theme.textFaint);
    }
    if (const QString key = keys(); !key.isEmpty()) {
        painter.setFont(small(font()));
        painter.setPen(isEnabled() ? theme.textMuted : theme.textFaint);
        paintKeyHint(&painter, inner, key);
    }
}
