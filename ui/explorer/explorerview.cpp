#include "ui/explorer/explorerview.h"

#include "ui/explorer/explorermodel.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 6;
constexpr int edge = 10; ///< room at the right

QFont smallFont(const QFont &font)
{
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() * 0.85);
    return result;
}

/// Gives the width that was used.
int paintRight(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color)
{
    if (text.isEmpty())
        return 0;
    painter->setFont(font);
    painter->setPen(color);
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width() / 2);
    const int width = metrics.horizontalAdvance(shown);
    painter->drawText(rect.adjusted(rect.width() - width, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shown);
    return width + gap;
}

} // namespace

void ExplorerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ExplorerModel *>(index.model());
    const auto *node = model ? model->node(index) : nullptr;
    if (!node)
        return;
    const Theme &theme = theme::current();
    using Kind = ExplorerNode::Kind;
    const bool section = node->kind == Kind::Section || node->kind == Kind::Gateway;
    QFont font = section ? smallFont(option.font) : option.font;
    font.setWeight(section ? QFont::DemiBold : QFont::Normal);
    QRect rect = option.rect.adjusted(0, 0, -edge, 0);
    painter->save();
    const auto tone = index.data(ExplorerModel::ToneRole).value<ExplorerModel::Tone>();
    const int used = paintRight(painter, rect, index.data(ExplorerModel::RightRole).toString(), smallFont(option.font),
                                tone == ExplorerModel::Tone::Bad ? theme.error : theme.textMuted);
    rect.adjust(0, 0, -used, 0);
    if (const QString glyph = node->glyph(); !glyph.isEmpty()) {
        paintGlyph(painter, QRectF(rect.left(), rect.center().y() - 7, 16, 16), glyph, theme);
        rect.adjust(16 + gap, 0, 0, 0);
    }
    const bool note = node->kind == Kind::Loading || node->kind == Kind::GatewayLoading || node->kind == Kind::GatewaySetup;
    const bool failure = node->kind == Kind::Failure || node->kind == Kind::GatewayFailure;
    const bool quiet = section || note || tone == ExplorerModel::Tone::Quiet;
    const QColor color = failure ? theme.error : quiet ? theme.textMuted : theme.text;
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(font).elidedText(node->text, Qt::ElideMiddle, rect.width()));
    painter->restore();
}

QSize ExplorerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qMax(theme::current().rowHeight, option.fontMetrics.height() + 8)};
}

ExplorerView::ExplorerView(QWidget *parent) : QTreeView(parent)
{
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(20);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new ExplorerDelegate(this));
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    setRole(this, u"pane"_s);
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!model()->hasChildren(index) || index.data(ExplorerModel::OpensRole).toBool())
            Q_EMIT openRequested(index);
    });
}

/// What opens by a double click is not unfolded by it as well.
void ExplorerView::mouseDoubleClickEvent(QMouseEvent *event)
{
    setExpandsOnDoubleClick(!indexAt(event->position().toPoint()).data(ExplorerModel::OpensRole).toBool());
    QTreeView::mouseDoubleClickEvent(event);
}

void ExplorerView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void ExplorerView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = theme::current();
    const bool selected = selectionModel() && selectionModel()->isSelected(index);
    if (selected) {
        painter->fillRect(option.rect, theme.accentSoft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), theme.accent);
    } else if (index == currentIndex() && hasFocus()) {
        painter->fillRect(option.rect, theme.sunken);
    }
    QStyleOptionViewItem cell(option);
    cell.rect = visualRect(index);
    drawBranches(painter, QRect(option.rect.left(), cell.rect.top(), cell.rect.left() - option.rect.left(), cell.rect.height()),
                 index);
    const bool folder = !index.parent().isValid();
    const bool heading = !model()->hasChildren(index) && !(index.flags() & Qt::ItemIsSelectable);
    cell.rect.adjust(heading ? -8 : folder ? 4 : -3, 0, 0, 0);
    itemDelegate()->paint(painter, cell, index);
}

void ExplorerView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (!model()->hasChildren(index))
        return;
    const QPointF center(rect.right() - indentation() / 2.0 + 2, rect.center().y() + 1);
    QPainterPath triangle;
    if (isExpanded(index)) {
        triangle.moveTo(center + QPointF(-3.5, -2));
        triangle.lineTo(center + QPointF(3.5, -2));
        triangle.lineTo(center + QPointF(0, 2.5));
    } else {
        triangle.moveTo(center + QPointF(-2, -3.5));
        triangle.lineTo(center + QPointF(2.5, 0));
        triangle.lineTo(center + QPointF(-2, 3.5));
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillPath(triangle, theme::current().textMuted);
    painter->restore();
}

void ExplorerView::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (plain && !text.isEmpty() && text.at(0).isPrint() && !text.at(0).isSpace()) {
        Q_EMIT searchTyped(text);
        return;
    }
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT escaped();
    if (event->key() == Qt::Key_Delete && plain)
        return Q_EMIT deletePressed();
    if (event->key() == Qt::Key_F2 && plain)
        return Q_EMIT renamePressed(); // elsewhere the key edits a cell
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && plain && currentIndex().isValid())
        return Q_EMIT openRequested(currentIndex());
    QTreeView::keyPressEvent(event);
}

QModelIndexList ExplorerView::rowsInSight() const
{
    QModelIndexList rows;
    const int ahead = viewport()->height() / 2;
    for (auto index = indexAt({0, 1}); index.isValid(); index = indexBelow(index)) {
        if (visualRect(index).top() > viewport()->height() + ahead)
            break;
        rows.append(index);
    }
    return rows;
}

void ExplorerView::updateGeometries()
{
    QTreeView::updateGeometries();
    Q_EMIT sightChanged();
}

void ExplorerView::scrollContentsBy(int dx, int dy)
{
    QTreeView::scrollContentsBy(dx, dy);
    Q_EMIT sightChanged();
}

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

void ExplorerView::dragEnterEvent(QDragEnterEvent *event)
{
    localFiles(event->mimeData()).isEmpty() ? event->ignore() : event->acceptProposedAction();
}

void ExplorerView::dragMoveEvent(QDragMoveEvent *event)
{
    localFiles(event->mimeData()).isEmpty() ? event->ignore() : event->acceptProposedAction();
}

void ExplorerView::dropEvent(QDropEvent *event)
{
    const auto paths = localFiles(event->mimeData());
    if (paths.isEmpty())
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT filesDropped(paths, indexAt(event->position().toPoint()));
}
