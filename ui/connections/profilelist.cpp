#include "ui/connections/profilelist.h"

#include "ui/connections/environment.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 46;
constexpr int left = 30;

const ProfileRow &rowAt(const QModelIndex &index)
{
    return static_cast<const ProfileModel *>(index.model())->row(index.row());
}

QString accessibleText(const ProfileRow &row)
{
    QString text = row.name + u", "_s + environmentWord(row.environment) + u", "_s + row.place;
    if (row.readOnly)
        text += u", "_s + ProfileList::tr("read-only");
    if (row.modified)
        text += u", "_s + ProfileList::tr("not saved");
    return text;
}

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, theme.accentSoft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, theme.sunken);
    }
}

void paintName(QPainter *painter, const QRect &rect, const ProfileRow &row, const Theme &theme)
{
    QFont font = theme.ui;
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(theme.text);
    const QFontMetrics metrics(font);
    const QString name = row.modified ? row.name + u" ●"_s : row.name;
    const int room = rect.width() - (row.readOnly ? 84 : 8);
    const QString shown = metrics.elidedText(name, Qt::ElideRight, room);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (row.readOnly)
        paintChip(painter, rect.adjusted(metrics.horizontalAdvance(shown) + 8, 0, 0, 0), ProfileList::tr("read-only"),
                  Chip::Tone::Error, theme);
}

void paintPlace(QPainter *painter, const QRect &rect, const ProfileRow &row, const Theme &theme)
{
    QFont font = theme.ui;
    font.setPointSizeF(font.pointSizeF() - 1);
    painter->setFont(font);
    painter->setPen(theme.textMuted);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(font).elidedText(row.place, Qt::ElideMiddle, rect.width() - 8));
}

} // namespace

ProfileModel *newProfileModel(QObject *parent)
{
    return new ProfileModel({{ProfileList::tr("Profile"), [](const ProfileRow &row) { return QVariant(accessibleText(row)); },
                              {}, Qt::AlignLeft | Qt::AlignVCenter, [](const ProfileRow &row) { return row.place; }}},
                            [](const ProfileRow &row) { return row.id; }, parent);
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = theme::current();
    const ProfileRow &row = rowAt(index);
    painter->save();
    paintGround(painter, option, theme);
    environmentDot(row.environment).paint(painter, option.rect.left() + 6, option.rect.center().y() - 9, 18, 18);
    const QRect text = option.rect.adjusted(left, 4, -4, -4);
    paintName(painter, QRect(text.topLeft(), QSize(text.width(), text.height() / 2)), row, theme);
    paintPlace(painter, text.adjusted(0, text.height() / 2, 0, 0), row, theme);
    painter->restore();
}

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, rowHeight};
}

ProfileList::ProfileList(QWidget *parent) : QListView(parent), m_model(newProfileModel(this))
{
    setModel(m_model);
    setItemDelegate(new ProfileDelegate(this));
    setObjectName(u"profiles"_s);
    setAccessibleName(tr("Profiles"));
    setProperty("role", u"pane"_s);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void ProfileList::setRows(const QList<ProfileRow> &rows)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_model->setRows(rows);
}

void ProfileList::select(const QString &id)
{
    const QScopedValueRollback quiet(m_quiet, true);
    setCurrentIndex(m_model->index(m_model->indexOfKey(id), 0));
}

QString ProfileList::selected() const
{
    return currentIndex().isValid() ? m_model->row(currentIndex().row()).id : QString();
}

void ProfileList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        Q_EMIT chosen(m_model->row(current.row()).id);
}
