#include "ui/editors/sequence/memberfinder.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/sequence/membersmodel.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 30;
constexpr int rowsHigh = 4;
enum Role { NameRole = Qt::UserRole, NoteRole, RefusedRole, VerbRole };

/// The name, what is to be said of it and what Return does at the right.
class FoundDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Theme &theme = theme::current();
        const QString refused = index.data(RefusedRole).toString();
        QRect rect = option.rect.adjusted(option.rect.width() / 3, 0, -10, 0);
        painter->save();
        if (refused.isEmpty()) {
            const QString verb = index.data(VerbRole).toString() + (option.state & QStyle::State_Selected ? u" ↵"_s : QString());
            painter->setPen(theme.accent);
            painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, verb);
            rect.setRight(rect.right() - option.fontMetrics.horizontalAdvance(verb) - 8);
        }
        painter->setPen(refused.isEmpty() ? theme.textMuted : theme.error);
        const QString note = refused.isEmpty() ? index.data(NoteRole).toString() : MemberFinder::tr("refused: %1").arg(refused);
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, option.fontMetrics.elidedText(note, Qt::ElideRight, rect.width()));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, theme::current().rowHeight};
    }
};

QString shownName(const EntityName &name)
{
    return name.ns == u"_"_s ? name.shown() : name.full();
}

} // namespace

MemberFinder::MemberFinder(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_finder(session)
    , m_search(new SearchField({}, tr("actions, sequences, bound and public packages"), this))
    , m_list(new QListWidget(this))
    , m_note(plainLabel({}, u"warning"_s, this))
{
    m_search->setObjectName(u"memberSearch"_s);
    m_search->setAccessibleName(tr("Search an action"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"memberHits"_s);
    m_list->setAccessibleName(tr("Actions found"));
    m_list->setItemDelegate(new FoundDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(theme::current().rowHeight * rowsHigh + 6);
    m_list->hide();
    m_note->setObjectName(u"finderNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    connect(m_search, &QLineEdit::textChanged, this, &MemberFinder::show);
    connect(m_search, &QLineEdit::returnPressed, this, &MemberFinder::take);
    connect(m_search, &SearchField::escaped, this, &MemberFinder::escaped);
    connect(m_list, &QListWidget::itemActivated, this, &MemberFinder::take);
    connect(m_list, &QListWidget::itemClicked, this, &MemberFinder::take);
    connect(&m_finder, &insight::ActionFinder::changed, this, &MemberFinder::show);
    setPurpose(tr("Add an action"), tr("Add at the end"));
}

void MemberFinder::setReadOnly(const QString &reason)
{
    enableOrExplain(m_search, reason);
}

void MemberFinder::setPurpose(const QString &placeholder, const QString &verb)
{
    m_search->setPlaceholderText(placeholder);
    m_verb = verb;
    show();
}

void MemberFinder::refresh()
{
    show();
}

void MemberFinder::focusSearch()
{
    m_search->setFocus();
}

void MemberFinder::clear()
{
    m_search->clear();
}

/// A full name may be one that no list shows.
std::optional<insight::Found> MemberFinder::typedName() const
{
    const QString text = m_search->text().trimmed();
    if (!text.startsWith(u'/'))
        return std::nullopt;
    const auto name = parseActionName(text);
    return name ? std::optional(insight::Found{*name, {}, {}, tr("as typed")}) : std::nullopt;
}

void MemberFinder::show()
{
    const QString text = m_search->text().trimmed();
    const int current = std::max(0, m_list->currentRow());
    m_list->clear();
    m_list->setVisible(!text.isEmpty());
    const QStringList &notRead = m_finder.notRead();
    m_note->setText(tr("Not searched: %1").arg(notRead.join(u"; "_s)));
    m_note->setVisible(!text.isEmpty() && !notRead.isEmpty());
    if (text.isEmpty())
        return;
    m_finder.load();
    const QList<insight::Found> found = m_finder.find(text, mostShown);
    for (const insight::Found &hit : found)
        addRow(hit);
    const auto typed = typedName();
    if (typed && std::none_of(found.begin(), found.end(), [&typed](const auto &hit) { return hit.name == typed->name; }))
        addRow(*typed);
    if (m_list->count() == 0)
        m_list->addItem(m_finder.loading() ? tr("looking through bindings and public packages …") : tr("Nothing is named so."));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
}

void MemberFinder::addRow(const insight::Found &found)
{
    const Verdict verdict = m_judge ? m_judge(found.name) : Verdict{};
    auto *item = new QListWidgetItem(shownName(found.name), m_list);
    item->setIcon(entityIcon(found.kind == u"sequence"_s ? u"sequence"_s : u"action"_s));
    QStringList facts{found.kind, limitsText(found.limits)};
    facts.removeAll(QString());
    QString note = verdict.note.isEmpty() ? facts.join(u" · "_s) : verdict.note;
    if (!found.via.isEmpty() && verdict.note.isEmpty())
        note = found.name.ns == u"_"_s ? tr("through the binding %1").arg(found.via) : tr("public, %1").arg(found.via);
    item->setData(NameRole, found.name.full());
    item->setData(NoteRole, note);
    item->setData(RefusedRole, verdict.refused);
    item->setData(VerbRole, m_verb);
    item->setData(Qt::AccessibleTextRole, shownName(found.name) + u", "_s + (verdict.refused.isEmpty() ? note : verdict.refused));
    if (!verdict.refused.isEmpty())
        item->setForeground(theme::current().textFaint);
}

void MemberFinder::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !m_search->isEnabled() || !item->data(RefusedRole).toString().isEmpty())
        return;
    if (const auto name = parseActionName(item->data(NameRole).toString()))
        Q_EMIT chosen(*name);
}

/// The arrows move in the list while the line keeps the focus.
bool MemberFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress && m_list->isVisible()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
