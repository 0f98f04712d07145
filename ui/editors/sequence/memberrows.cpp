#include "ui/editors/sequence/memberrows.h"

#include "ui/editors/editorparts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int troubleHeight = 36;

QString tr(const char *text)
{
    return QCoreApplication::translate("MemberTrouble", text);
}

bool isHigh(const QRect &cell)
{
    return cell.height() > theme::current().rowHeight;
}

/// The cell's own part of a high row: the line that a style sheet draws below it belongs under the whole row.
QStyleOptionViewItem upperHalf(QPainter *painter, const QStyleOptionViewItem &option)
{
    QStyleOptionViewItem cell = option;
    cell.rect.setHeight(theme::current().rowHeight);
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter->fillRect(line, theme::current().border);
    painter->setClipRect(cell.rect.adjusted(0, 0, 0, -1), Qt::IntersectClip);
    return cell;
}

template<typename Paint> void paintInRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, Paint paint)
{
    if (!isHigh(option.rect))
        return paint(option);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme::current().accentSoft);
    else
        paintGround(painter, option, index);
    painter->save();
    paint(upperHalf(painter, option));
    painter->restore();
}

QWidget *troubleWidget(const MemberTrouble &trouble, QTableView *table, const std::function<void(MemberWay, int)> &go)
{
    auto *widget = new QWidget(table->viewport());
    QLabel *text = shortLabel(trouble.text, u"text"_s, widget);
    text->setObjectName(u"memberTrouble"_s);
    text->setToolTip(plainTip(trouble.text));
    text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QList<QWidget *> parts{text};
    const auto add = [&](const QString &title, const QString &name, MemberWay way) {
        QPushButton *button = makeButton(title, name, widget, u"small"_s);
        QObject::connect(button, &QPushButton::clicked, table, [go, way, row = trouble.row] { go(way, row); });
        parts.append(button);
    };
    if (trouble.mayChange)
        add(tr("Choose another"), u"replaceMember"_s, MemberWay::Replace);
    if (trouble.mayChange && trouble.mayCreate)
        add(tr("Create it"), u"createMember"_s, MemberWay::Create);
    if (trouble.mayChange)
        add(tr("Remove"), u"removeMember"_s, MemberWay::Remove);
    QBoxLayout *row = rowOf(parts, 6);
    row->setStretch(0, 1);
    row->setContentsMargins(6, 2, 8, 4);
    widget->setLayout(row);
    return widget;
}

} // namespace

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintInRow(painter, option, index, [&](const QStyleOptionViewItem &cell) { RowDelegate::paint(painter, cell, index); });
}

void MemberDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int top = option.rect.top() + theme::current().rowHeight;
    editor->setGeometry(option.rect.left(), top, editor->parentWidget()->width() - option.rect.left(), troubleHeight - 1);
}

void MemberStateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintInRow(painter, option, index, [&](const QStyleOptionViewItem &cell) { ChipDelegate::paint(painter, cell, index); });
}

void showTroubles(QTableView *table, int column, const QList<MemberTrouble> &troubles,
                  const std::function<void(MemberWay, int row)> &go)
{
    const QAbstractItemModel *model = table->model();
    const int low = theme::current().rowHeight;
    QWidget *before = table;
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto found = std::find_if(troubles.begin(), troubles.end(), [row](const MemberTrouble &t) { return t.row == row; });
        const bool bad = found != troubles.end();
        table->setRowHeight(row, bad ? low + troubleHeight : low);
        QWidget *widget = bad ? troubleWidget(*found, table, go) : nullptr;
        table->setIndexWidget(model->index(row, column), widget);
        if (!bad)
            continue;
        for (auto *button : widget->findChildren<QPushButton *>()) {
            QWidget::setTabOrder(before, button);
            before = button;
        }
    }
    table->updateGeometry();
}
