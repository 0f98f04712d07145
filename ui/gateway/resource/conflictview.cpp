#include "ui/gateway/resource/conflictview.h"

#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int tallest = 180;
}

ConflictView::ConflictView(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"conflicts"_s);
    setAccessibleName(tr("Values to choose"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setMaximumHeight(tallest);
    auto *content = new QWidget(this);
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(16, 8, 16, 8);
    m_rows->setSpacing(4);
    setWidget(content);
    hide();
}

void ConflictView::clear()
{
    m_choices.clear();
    show({});
}

void ConflictView::show(const QList<json::Conflict> &conflicts)
{
    setVisible(!conflicts.isEmpty());
    if (m_conflicts == conflicts)
        return;
    m_conflicts = conflicts;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const json::Conflict &conflict : conflicts)
        m_rows->addWidget(row(conflict));
}

QWidget *ConflictView::row(const json::Conflict &conflict)
{
    auto *line = new QWidget(widget());
    QLabel *place = plainLabel(resource::placeText(conflict.pointer), u"mono"_s, line);
    place->setMinimumWidth(220);
    QLabel *opened = plainLabel(tr("opened: %1").arg(resource::valueText(conflict.base)), u"muted"_s, line);
    auto *theirs = new QRadioButton(tr("theirs: %1").arg(resource::valueText(conflict.theirs).replace(u'&', u"&&"_s)), line);
    auto *mine = new QRadioButton(tr("yours: %1").arg(resource::valueText(conflict.mine).replace(u'&', u"&&"_s)), line);
    theirs->setObjectName(u"theirs"_s);
    mine->setObjectName(u"mine"_s);
    auto *group = new QButtonGroup(line);
    for (QRadioButton *button : {theirs, mine}) {
        button->setAccessibleName(resource::placeText(conflict.pointer) + u", "_s + button->text());
        group->addButton(button);
    }
    const auto choose = [this, pointer = conflict.pointer](review::Side side) {
        m_choices.insert(pointer, side);
        Q_EMIT chosen();
    };
    connect(theirs, &QRadioButton::clicked, this, [choose] { choose(review::Side::Theirs); });
    connect(mine, &QRadioButton::clicked, this, [choose] { choose(review::Side::Mine); });
    QBoxLayout *layout = rowOf({place, opened, theirs, mine, nullptr}, 16);
    layout->setContentsMargins(0, 0, 0, 0);
    line->setLayout(layout);
    return line;
}
