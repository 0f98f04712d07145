#include "ui/widgets/waterfall.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"
#include "ui/widgets/waterfallpaint.h"

#include <QEvent>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using widgets::waterfallAxisHeight;
using widgets::waterfallRowHeight;

namespace {

constexpr double mostNames = 0.34; ///< of the width
constexpr int leastNames = 96;
constexpr int right = 16;          ///< beside the end of the axis
constexpr int shownRows = 9;
constexpr int glyphAndGaps = 36;

} // namespace

Waterfall::Waterfall(QWidget *parent)
    : QWidget(parent), m_model(new widgets::WaterfallModel(this)),
      m_delegate(new widgets::WaterfallDelegate(m_model, this)), m_view(new QListView(this))
{
    m_view->setObjectName(u"waterfall"_s);
    m_view->setAccessibleName(tr("Trace"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFocusProxy(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, waterfallAxisHeight, 0, 0);
    layout->addWidget(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_setting && m_view->currentIndex().isValid())
            Q_EMIT currentChanged(current());
    });
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT activated(rows().at(index.row()).key);
    });
}

const QList<WaterfallRow> &Waterfall::rows() const
{
    return m_model->rows();
}

void Waterfall::setRows(const QList<WaterfallRow> &rows, const QList<TimeScale::Gap> &gaps)
{
    const QString kept = current();
    m_gaps = gaps;
    if (rows != m_model->rows()) {
        m_setting = true;
        m_model->setRows(rows);
        m_setting = false;
        setCurrent(kept);
        updateGeometry();
    }
    layOut();
}

void Waterfall::setFolded(bool folded)
{
    m_folded = folded;
    layOut();
}

QString Waterfall::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? rows().at(index.row()).key : QString();
}

void Waterfall::setCurrent(const QString &key)
{
    m_setting = true;
    m_view->setCurrentIndex(m_model->index(m_model->indexOf(key), 0));
    m_setting = false;
}

int Waterfall::namesWidth() const
{
    const QFontMetrics metrics(theme::current().ui);
    int widest = leastNames;
    for (const WaterfallRow &row : rows())
        widest = std::max(widest, metrics.horizontalAdvance(row.name) + row.depth * widgets::waterfallIndent + glyphAndGaps
                                      + widgets::waterfallPadding);
    return std::min(widest, std::max(leastNames, int(width() * mostNames)));
}

void Waterfall::layOut()
{
    double total = 0;
    for (const WaterfallRow &row : rows())
        total = std::max(total, row.look == WaterfallRow::Look::Nothing ? 0 : row.endMs());
    const int names = namesWidth();
    const bool scrolls = rows().size() * waterfallRowHeight > m_view->height();
    const int bar = scrolls ? m_view->verticalScrollBar()->sizeHint().width() : 0;
    m_delegate->setScale(TimeScale(total, m_folded ? m_gaps : QList<TimeScale::Gap>(), width() - names - right - bar), names);
    m_view->viewport()->update();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {400, waterfallAxisHeight + waterfallRowHeight * std::clamp(int(rows().size()), 1, shownRows) + 2};
}

QSize Waterfall::minimumSizeHint() const
{
    return {160, waterfallAxisHeight + waterfallRowHeight * std::clamp(int(rows().size()), 1, 3)};
}

void Waterfall::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void Waterfall::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LocaleChange)
        layOut();
}

void Waterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = theme::current();
    painter.fillRect(rect(), theme.surface);
    painter.setFont(widgets::waterfallSmallFont());
    painter.setPen(theme.textMuted);
    const double left = m_delegate->namesWidth();
    const QFontMetricsF metrics(painter.font());
    double free = left - 40;
    for (const TimeScale::Tick &tick : m_delegate->scale().ticks()) {
        const double wide = metrics.horizontalAdvance(tick.text) + 2;
        const double x = std::min(left + tick.x - (tick.x > 0 ? wide / 2 : 0), width() - wide - 2.0);
        if (x < free)
            continue;
        painter.drawText(QRectF(x, 2, wide, waterfallAxisHeight - 4), Qt::AlignCenter | Qt::TextSingleLine, tick.text);
        free = x + wide + 6;
    }
}

QString waterfallText(const WaterfallRow &row)
{
    QStringList words;
    if (row.look == WaterfallRow::Look::Run)
        words += phasesText(row.phases);
    else if (row.look == WaterfallRow::Look::Span)
        words += Waterfall::tr("took %1").arg(durationText(row.endMs() - row.startMs));
    if (!row.note.isEmpty())
        words += row.note;
    return words.isEmpty() ? row.name : row.name + u": "_s + words.join(u", "_s);
}
