#include "ui/shell/tabstrip.h"

#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {
constexpr int widestTab = 240;
}

TabButton::TabButton(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_Hover);
    setObjectName(u"tabClose"_s);
    setAccessibleName(tr("Close tab"));
    setToolTip(tr("Close tab"));
}

void TabButton::setModified(bool modified)
{
    if (m_modified == modified)
        return;
    m_modified = modified;
    setAccessibleName(modified ? tr("Close tab with unsaved changes") : tr("Close tab"));
    update();
}

void TabButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF center = QRectF(rect()).center();
    if (m_modified && !underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.textMuted);
        painter.drawEllipse(center, 4.5, 4.5);
        return;
    }
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.border);
        painter.drawRoundedRect(QRectF(rect()), 3, 3);
    }
    painter.setPen(QPen(underMouse() ? theme.text : theme.textMuted, 1.3));
    painter.drawLine(center + QPointF(-3, -3), center + QPointF(3, 3));
    painter.drawLine(center + QPointF(-3, 3), center + QPointF(3, -3));
}

TabStrip::TabStrip(QWidget *parent) : QTabBar(parent)
{
    setObjectName(u"tabs"_s);
    setAccessibleName(tr("Open tabs"));
    setMovable(true);
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setSelectionBehaviorOnRemove(QTabBar::SelectPreviousTab);
}

TabButton *TabStrip::buttonAt(int index) const
{
    return qobject_cast<TabButton *>(tabButton(index, QTabBar::RightSide));
}

void TabStrip::tabInserted(int index)
{
    QTabBar::tabInserted(index);
    auto *button = new TabButton(this);
    setTabButton(index, QTabBar::RightSide, button);
    connect(button, &QAbstractButton::clicked, this, [this, button] {
        for (int i = 0; i < count(); ++i) {
            if (buttonAt(i) == button)
                return Q_EMIT closeRequested(i);
        }
    });
}

void TabStrip::setTab(int index, const QString &title, const QIcon &icon, bool modified, const QString &tip)
{
    constexpr int longest = 40;
    const QString shown = title.size() > longest ? title.left(longest / 2) + u'…' + title.right(longest / 2) : title;
    setTabText(index, QString(shown).replace(u'&', u"&&"_s));
    setTabIcon(index, icon);
    setTabToolTip(index, tip.toHtmlEscaped());
    setAccessibleTabName(index, modified ? tr("%1, unsaved changes").arg(title) : title);
    if (auto *button = buttonAt(index))
        button->setModified(modified);
}

bool TabStrip::isModified(int index) const
{
    const auto *button = buttonAt(index);
    return button && button->modified();
}

/// One long name must not take the room from all others.
QSize TabStrip::tabSizeHint(int index) const
{
    return QTabBar::tabSizeHint(index).boundedTo({widestTab, QWIDGETSIZE_MAX});
}

void TabStrip::mouseReleaseEvent(QMouseEvent *event)
{
    QTabBar::mouseReleaseEvent(event);
    if (event->button() != Qt::MiddleButton)
        return;
    if (const int index = tabAt(event->position().toPoint()); index >= 0)
        Q_EMIT closeRequested(index);
}
