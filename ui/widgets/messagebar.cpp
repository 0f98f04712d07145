#include "ui/widgets/messagebar.h"

#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int detailLines = 8;
constexpr int wordSpacing = 8;
constexpr int narrow = 420;
constexpr int narrowest = 320;

struct Look {
    QString role;
    QString sign;
};

Look lookOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Success:
        return {u"success"_s, u"✓"_s};
    case MessageBar::Kind::Warning:
        return {u"warning"_s, u"⚠"_s};
    case MessageBar::Kind::Error:
        return {u"error"_s, u"✕"_s};
    case MessageBar::Kind::Info:
        break;
    }
    return {u"info"_s, u"ℹ"_s};
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_label(new QLabel(this)), m_detailButton(new QPushButton(this)),
      m_detail(new QPlainTextEdit(this)), m_top(new QHBoxLayout), m_buttonRow(new QHBoxLayout)
{
    build();
    hide();
}

void MessageBar::build()
{
    m_icon->setObjectName(u"sign"_s);
    m_label->setObjectName(u"message"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detailButton->setObjectName(u"details"_s);
    m_detailButton->setText(tr("Details"));
    setRole(m_detailButton, u"link"_s);
    connect(m_detailButton, &QPushButton::clicked, this, [this] { setDetailShown(m_detail->isHidden()); });
    m_detail->setObjectName(u"detailText"_s);
    m_detail->setReadOnly(true);
    m_detail->setFixedHeight(m_detail->fontMetrics().lineSpacing() * detailLines);
    auto *words = new QHBoxLayout;
    words->setSpacing(wordSpacing);
    words->addWidget(m_icon, 0, Qt::AlignVCenter);
    words->addWidget(m_label, 1);
    m_buttonRow->setSpacing(6);
    m_buttonRow->addWidget(m_detailButton, 0, Qt::AlignVCenter);
    m_buttonRow->addStretch();
    m_top->setSpacing(6);
    m_top->addLayout(words, 1);
    m_top->addLayout(m_buttonRow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(4);
    layout->addLayout(m_top);
    layout->addWidget(m_detail);
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

/// The ways on from an error stand below it in a row of their own: they are what one reads next.
void MessageBar::arrange()
{
    const bool below = width() < narrow || (m_kind == Kind::Error && m_buttons.size() > 1);
    m_top->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_buttonRow->setContentsMargins(below ? m_icon->sizeHint().width() + wordSpacing : 0, 0, 0, 0);
    m_buttonRow->setDirection(width() < narrowest ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MessageBar::show(Kind kind, const QString &sentence, const QString &detail)
{
    m_kind = kind;
    const Look look = lookOf(kind);
    removeButtons();
    m_icon->setText(look.sign);
    m_sentence = sentence;
    m_tail.clear();
    showText();
    m_detail->setPlainText(detail);
    m_detailButton->setVisible(!detail.isEmpty());
    setDetailShown(false);
    setRole(this, look.role);
    setRole(m_icon, look.role);
    setAccessibleName(sentence);
    arrange();
    setVisible(true);
}

void MessageBar::showError(const Error &error)
{
    show(error.kind == Error::Kind::Canceled ? Kind::Info : Kind::Error,
         error.message.isEmpty() ? tr("Canceled.") : error.message, error.detail);
}

void MessageBar::addButton(const QString &text, std::function<void()> pressed, Place place)
{
    auto *button = new QPushButton(text, this);
    const qsizetype at = place == Place::BeforeLast ? std::max<qsizetype>(0, m_buttons.size() - 1) : m_buttons.size();
    if (at < m_buttons.size()) { // the keyboard meets them in the order shown
        m_buttonRow->insertWidget(m_buttonRow->indexOf(m_buttons.at(at)), button);
        QWidget::setTabOrder(button, m_buttons.at(at));
    } else {
        m_buttonRow->insertWidget(m_buttonRow->indexOf(m_detailButton), button);
        QWidget::setTabOrder(button, m_detailButton);
    }
    m_buttons.insert(at, button);
    arrange();
    button->show(); // a layout would do so only in the event loop's next turn
    connect(button, &QPushButton::clicked, this, [pressed = std::move(pressed)] { pressed(); });
}

void MessageBar::removeButtons()
{
    // Later: the button may be the one whose click brought us here.
    for (QPushButton *button : m_buttons) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
}

void MessageBar::clear()
{
    removeButtons();
    m_sentence.clear();
    m_tail.clear();
    m_label->clear();
    m_detail->clear();
    hide();
}

void MessageBar::setTail(const QString &tail)
{
    if (std::exchange(m_tail, tail) != tail)
        showText();
}

void MessageBar::showText()
{
    m_label->setText(breakable(text()));
}

QString MessageBar::text() const
{
    return m_tail.isEmpty() ? m_sentence : m_sentence + u' ' + m_tail;
}

QString MessageBar::detail() const
{
    return m_detail->toPlainText();
}

void MessageBar::setDetailShown(bool shown)
{
    m_detail->setVisible(shown);
    m_detailButton->setText(shown ? tr("Hide details") : tr("Details"));
}
