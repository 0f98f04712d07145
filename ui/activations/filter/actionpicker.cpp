#include "ui/activations/filter/actionpicker.h"

#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize popupSize{320, 380};

} // namespace

ActionPicker::ActionPicker(QWidget *parent) : QFrame(parent, Qt::Popup), m_choices(new ActionChoices(this)), m_search(new SearchField(tr("Find an action"), {}, this)), m_list(new QListView(this)), m_all(withRole(new QPushButton(tr("All actions"), this), u"flat"_s))
{
    setObjectName(u"actionPicker"_s);
    setRole(this, u"card"_s);
    m_search->setObjectName(u"actionPickerText"_s);
    m_list->setObjectName(u"actionPickerList"_s);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setModel(m_choices);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({16, 16});
    m_all->setObjectName(u"actionPickerAll"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_all);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, m_choices, &ActionChoices::setText);
    connect(m_search, &SearchField::escaped, this, &QWidget::hide);
    connect(m_search, &SearchField::downPressed, this, [this] {
        m_list->setFocus();
        m_list->setCurrentIndex(m_choices->index(0));
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_choices->rowCount() > 0)
            m_choices->toggle(0);
        hide();
    });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { m_choices->toggle(index.row()); });
    connect(m_choices, &ActionChoices::chosenChanged, this, [this] { Q_EMIT chosenChanged(m_choices->chosen()); });
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_choices->setChosen({});
        Q_EMIT chosenChanged({});
        hide();
    });
}

void ActionPicker::popUpBelow(QWidget *button)
{
    resize(popupSize);
    move(button->mapToGlobal(QPoint(0, button->height() + 2)));
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void ActionPicker::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_search->clear();
}

void ActionPicker::keyPressEvent(QKeyEvent *event)
{
    event->key() == Qt::Key_Escape ? hide() : QFrame::keyPressEvent(event);
}
