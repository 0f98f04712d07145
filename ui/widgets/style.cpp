#include "ui/widgets/style.h"

#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QVariant>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr int indicatorSize = 16;

void drawChevron(QPainter *painter, const QRectF &rect, qreal degrees, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->rotate(degrees);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{{-1.8, -3.5}, {1.8, 0}, {-1.8, 3.5}});
    painter->restore();
}

QColor indicatorColor(const QStyleOption &option)
{
    const Theme &theme = theme::current();
    return option.state & QStyle::State_Enabled ? theme.textMuted : theme.textFaint;
}

void drawBox(QPainter *painter, const QStyleOption &option, bool round)
{
    const Theme &theme = theme::current();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor fill = !on ? theme.surface : enabled ? theme.accent : theme.borderStrong;
    const QColor edge = on ? fill : option.state & QStyle::State_HasFocus ? theme.accent : theme.borderStrong;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(edge, 1));
    painter->setBrush(enabled || on ? fill : theme.sunken);
    const QRectF box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
    const qreal radius = round ? box.width() / 2 : 3;
    painter->drawRoundedRect(box, radius, radius);
}

void drawCheck(QPainter *painter, const QStyleOption &option)
{
    painter->save();
    drawBox(painter, option, false);
    painter->setPen(QPen(theme::current().onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(option.rect).center();
    if (option.state & QStyle::State_On)
        painter->drawPolyline(QPolygonF{c + QPointF(-3.2, 0.2), c + QPointF(-0.9, 2.6), c + QPointF(3.4, -2.4)});
    else if (option.state & QStyle::State_NoChange)
        painter->drawLine(c + QPointF(-3, 0), c + QPointF(3, 0));
    painter->restore();
}

void drawRadio(QPainter *painter, const QStyleOption &option)
{
    painter->save();
    drawBox(painter, option, true);
    if (option.state & QStyle::State_On) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::current().onAccent);
        painter->drawEllipse(QRectF(option.rect).center(), 2.6, 2.6);
    }
    painter->restore();
}

void drawBranch(QPainter *painter, const QStyleOption &option)
{
    if (option.state & QStyle::State_Children)
        drawChevron(painter, option.rect, option.state & QStyle::State_Open ? 90 : 0, theme::current().textFaint);
}

void drawCross(QPainter *painter, const QStyleOption &option)
{
    const Theme &theme = theme::current();
    const bool near = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QPointF c = QRectF(option.rect).center();
    if (near) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.sunken);
        painter->drawEllipse(c, 7.5, 7.5);
    }
    painter->setPen(QPen(near ? theme.text : theme.textMuted, 1.3, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(c + QPointF(-2.8, -2.8), c + QPointF(2.8, 2.8));
    painter->drawLine(c + QPointF(-2.8, 2.8), c + QPointF(2.8, -2.8));
    painter->restore();
}

/// Around the text of a tab Qt leaves no room: the frame would cut letters.
QRectF focusFrame(const QStyleOption &option, const QWidget *widget)
{
    const QRectF rect(option.rect);
    return qobject_cast<const QTabBar *>(widget) ? rect.adjusted(-5.5, -3.5, 5.5, 3.5) : rect.adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawFocus(QPainter *painter, const QStyleOption &option, const QWidget *widget)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme::current().accent, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(focusFrame(option, widget), 3, 3);
    painter->restore();
}

} // namespace

ConsoleStyle::ConsoleStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheck(painter, *option);
    case PE_IndicatorRadioButton:
        return drawRadio(painter, *option);
    case PE_IndicatorBranch:
        return drawBranch(painter, *option);
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return drawChevron(painter, option->rect, 90, indicatorColor(*option));
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        return drawChevron(painter, option->rect, -90, indicatorColor(*option));
    case PE_IndicatorArrowRight:
        return drawChevron(painter, option->rect, 0, indicatorColor(*option));
    case PE_IndicatorArrowLeft:
        return drawChevron(painter, option->rect, 180, indicatorColor(*option));
    case PE_IndicatorTabClose:
        return drawCross(painter, *option);
    case PE_FrameFocusRect:
        return drawFocus(painter, *option, widget);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
    case PM_ToolBarIconSize:
        return indicatorSize;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    if (hint == SH_ItemView_ShowDecorationSelected || hint == SH_ItemView_ActivateItemOnSingleClick)
        return hint == SH_ItemView_ShowDecorationSelected;
    if (hint == SH_EtchDisabledText || hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

void setRole(QWidget *widget, const QString &role)
{
    if (widget->property("role").toString() == role)
        return;
    widget->setProperty("role", role);
    if (widget->testAttribute(Qt::WA_WState_Polished)) {
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
        widget->update();
    }
}
