#include "ui/gateway/list/markcard.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MarkCard::MarkCard(const RouteMark &mark, QWidget *parent)
    : QFrame(parent), m_text(mark.sentence), m_buttons(new QWidget(this)), m_flow(new FlowLayout(m_buttons))
{
    setObjectName(u"mark"_s);
    const auto tone = toneOf(mark);
    const QString role = tone == Chip::Tone::Error ? u"error"_s : tone == Chip::Tone::Neutral ? u"info"_s : u"warning"_s;
    setRole(this, role);
    const QString sign = tone == Chip::Tone::Error ? u"✕ "_s : tone == Chip::Tone::Neutral ? QString() : u"⚠ "_s;
    auto *title = plainLabel(sign + titleOf(mark), role, this);
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *why = plainLabel(mark.sentence, {}, this);
    why->setWordWrap(true);
    why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(why);
    layout->addWidget(m_buttons);
    m_buttons->hide();
    setAccessibleName(titleOf(mark) + u": "_s + mark.sentence);
}

void MarkCard::addButton(const QString &text, std::function<void()> pressed)
{
    auto *button = makeButton(text, {}, m_buttons);
    connect(button, &QPushButton::clicked, this, [pressed = std::move(pressed)] { pressed(); });
    m_flow->addWidget(button);
    m_buttons->show();
}
