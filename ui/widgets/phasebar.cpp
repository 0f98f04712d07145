#include "ui/widgets/phasebar.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 20;
constexpr int cellBarHeight = 8;

QString translated(const char *text)
{
    return QCoreApplication::translate("PhaseBar", text);
}

struct Part {
    QColor fill;
    QColor text;
    QStringList words; ///< the first that fits is shown
};

std::array<Part, 3> partsOf(const Phases &phases, const Theme &theme)
{
    const QString init = phases.cold ? translated("init %1 · cold start") : translated("init %1");
    const QString initMs = QString::number(std::llround(phases.initMs)), runMs = durationText(phases.runMs);
    return {Part{theme.wait, theme.onWait, {translated("wait %1").arg(std::llround(phases.waitMs)), translated("wait")}},
            Part{theme.init, theme.onInit, {init.arg(initMs), translated("init %1").arg(initMs), translated("init")}},
            Part{phases.failed ? theme.error : theme.run, phases.failed ? theme.onAccent : theme.onRun,
                 {translated("run %1").arg(runMs), runMs}}};
}

QString firstThatFits(const QStringList &words, const QPainter &painter, qreal width)
{
    const QFontMetricsF metrics(painter.font());
    const auto found = std::find_if(words.cbegin(), words.cend(), [&](const QString &word) {
        return metrics.horizontalAdvance(word) <= width;
    });
    return found == words.cend() ? QString() : *found;
}

void paintBar(QPainter *painter, const QRectF &rect, const Phases &phases, qreal radius, bool words)
{
    const Theme &theme = theme::current();
    const std::array parts = partsOf(phases, theme);
    const QList<int> widths = phaseWidths(phases, int(rect.width()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect, radius, radius);
    painter->setClipPath(outline);
    qreal x = rect.left();
    for (size_t i = 0; i < parts.size(); ++i) {
        const QRectF part(x, rect.top(), widths.at(qsizetype(i)), rect.height());
        x += part.width();
        painter->fillRect(part, parts.at(i).fill);
        const QRectF inside = part.adjusted(6, 0, -4, 0);
        painter->setPen(parts.at(i).text);
        if (words)
            painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, firstThatFits(parts.at(i).words, *painter, inside.width()));
    }
    painter->restore();
}

} // namespace

QList<int> phaseWidths(const Phases &phases, int total)
{
    const std::array<double, 3> times{std::max(0.0, phases.waitMs), std::max(0.0, phases.initMs),
                                      std::max(0.0, phases.runMs)};
    const double sum = times[0] + times[1] + times[2];
    if (sum <= 0 || total <= 0)
        return {0, 0, std::max(0, total)};
    QList<int> widths;
    int used = 0;
    for (const double time : times) {
        const int width = time > 0 ? std::max(1, int(std::lround(time / sum * total))) : 0;
        widths.append(width);
        used += width;
    }
    auto longest = std::max_element(widths.begin(), widths.end());
    *longest = std::max(0, *longest + total - used);
    return widths;
}

QString phasesText(const Phases &phases)
{
    QStringList words{translated("wait %1").arg(durationText(phases.waitMs))};
    if (phases.cold || phases.initMs > 0)
        words += translated("init %1 (cold start)").arg(durationText(phases.initMs));
    words += translated("run %1").arg(durationText(phases.runMs));
    return words.join(u", "_s);
}

PhaseBar::PhaseBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Phases of the run"));
}

void PhaseBar::setPhases(const Phases &phases)
{
    m_phases = phases;
    setToolTip(phasesText(phases));
    setAccessibleDescription(phasesText(phases));
    update();
}

QSize PhaseBar::sizeHint() const
{
    return {200, barHeight};
}

void PhaseBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = theme::current().ui;
    font.setPointSizeF(font.pointSizeF() * 0.86);
    painter.setFont(font);
    paintBar(&painter, QRectF(rect()), m_phases, 2, true);
}

void PhaseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QVariant phases = index.data(widgets::PhasesRole);
    const int width = std::min(cell.rect.width() - 16, 240);
    if (!phases.canConvert<Phases>() || width < 8)
        return;
    const QRectF bar(cell.rect.left() + 8, cell.rect.center().y() - cellBarHeight / 2 + 1, width, cellBarHeight);
    paintBar(painter, bar, phases.value<Phases>(), 2, false);
}
