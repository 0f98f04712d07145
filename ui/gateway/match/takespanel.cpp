#include "ui/gateway/match/takespanel.h"

#include "ui/gateway/match/matchwatch.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using routejudge::Line;
using routejudge::Reason;

namespace {

constexpr int widestName = 140;
constexpr int longestPath = 600; ///< on several lines

QString signOf(Reason::Sign sign)
{
    return sign == Reason::Sign::Yes ? u"✓"_s : sign == Reason::Sign::But ? u"⚠"_s : u"✕"_s;
}

QString roleOf(Reason::Sign sign)
{
    return sign == Reason::Sign::Yes ? u"success"_s : sign == Reason::Sign::But ? u"warning"_s : u"error"_s;
}

Chip *chipOf(Line::End end, QWidget *parent)
{
    switch (end) {
    case Line::End::Takes:
        return new Chip(TakesPanel::tr("takes it"), Chip::Tone::Success, parent);
    case Line::End::Later:
        return new Chip(TakesPanel::tr("would match, comes later"), Chip::Tone::Warning, parent);
    case Line::End::Perhaps:
        return new Chip(TakesPanel::tr("its Lua decides"), Chip::Tone::Violet, parent);
    default:
        return new Chip(TakesPanel::tr("does not match"), Chip::Tone::Neutral, parent);
    }
}

} // namespace

TakesPanel::TakesPanel(ResourceState &state, MatchWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_watch(watch)
    , m_method(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_headers(new QPlainTextEdit(this))
    , m_address(new QLineEdit(this))
    , m_others(plainLabel({}, u"muted"_s, this))
    , m_send(makeButton(tr("Send it for real"), u"sendForReal"_s, this))
{
    setObjectName(u"takesPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildRequest());
    layout->addWidget(buildAnswer(), 1);
    connect(m_method, &QComboBox::currentTextChanged, this, &TakesPanel::typed);
    connect(m_url, &QLineEdit::textEdited, this, &TakesPanel::typed);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &TakesPanel::typed);
    connect(m_address, &QLineEdit::textEdited, this, &TakesPanel::typed);
    connect(m_send, &QPushButton::clicked, this, [this] { Q_EMIT sendWanted(call()); });
    connect(&watch, &MatchWatch::answered, this, &TakesPanel::showAnswer);
    connect(&state, &ResourceState::loaded, this, &TakesPanel::propose);
    propose();
}

QWidget *TakesPanel::buildRequest()
{
    auto *part = new QWidget(this);
    m_method->setObjectName(u"callMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"DELETE"_s, u"PATCH"_s, u"HEAD"_s, u"OPTIONS"_s, u"PURGE"_s});
    m_url->setObjectName(u"callUrl"_s);
    m_url->setAccessibleName(tr("Address"));
    m_url->setPlaceholderText(u"https://host/path?query"_s);
    m_url->setFont(theme::current().mono);
    m_headers->setObjectName(u"callHeaders"_s);
    m_headers->setAccessibleName(tr("Headers"));
    m_headers->setPlaceholderText(tr("Header: value, one a line"));
    m_headers->setTabChangesFocus(true);
    m_headers->setFixedHeight(52);
    m_headers->setFont(theme::current().mono);
    m_address->setObjectName(u"callAddress"_s);
    m_address->setAccessibleName(tr("Address of the client"));
    m_address->setPlaceholderText(tr("from 127.0.0.1"));
    m_address->setMaximumWidth(130);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->addLayout(rowOf({sectionLabel(tr("Which route takes it"), part), nullptr,
                             plainLabel(tr("worked out here, nothing was sent"), u"muted"_s, part)}));
    QBoxLayout *first = rowOf({m_method, m_url});
    first->setStretch(1, 1);
    layout->addLayout(first);
    QBoxLayout *second = rowOf({m_headers, m_address});
    second->setStretch(0, 1);
    layout->addLayout(second);
    return part;
}

QWidget *TakesPanel::buildAnswer()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *content = new QWidget(scroll);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 12);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(0);
    layout->addLayout(m_cards);
    m_others->setObjectName(u"otherRoutes"_s);
    m_others->setWordWrap(true);
    m_others->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_others);
    QLabel *order = plainLabel(tr("1. routes with the host before routes without\n2. the exact path before a prefix, longer before shorter\n"
                                  "3. higher priority first\n4. the first whose methods, address and conditions hold"),
                               u"muted"_s, content);
    order->setContentsMargins(12, 0, 12, 6);
    QLabel *title = sectionLabel(tr("In this order"), content);
    title->setContentsMargins(12, 0, 0, 0);
    layout->addWidget(title);
    layout->addWidget(order);
    QLabel *about = plainLabel(tr("asks the data plane and shows what answered"), u"muted"_s, content);
    about->setWordWrap(true);
    QBoxLayout *foot = rowOf({m_send, about});
    foot->setContentsMargins(12, 0, 12, 0);
    foot->setStretch(1, 1);
    layout->addLayout(foot);
    layout->addStretch(1);
    scroll->setWidget(content);
    return scroll;
}

CallText TakesPanel::call() const
{
    return {m_method->currentText(), m_url->text().trimmed(), headersOf(m_headers->toPlainText()), m_address->text().trimmed()};
}

void TakesPanel::setCall(const CallText &call)
{
    const bool own = m_own;
    QStringList headers;
    for (const auto &[name, value] : call.headers)
        headers.append(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value));
    if (m_method->findText(call.method) < 0)
        m_method->addItem(call.method);
    m_method->setCurrentText(call.method);
    m_url->setText(call.url);
    m_url->setCursorPosition(0); // its host tells more than its end
    m_headers->setPlainText(headers.join(u'\n'));
    m_address->setText(call.address);
    m_own = own;
    m_watch.ask(call);
}

void TakesPanel::propose()
{
    if (m_own || !m_state.isLoaded())
        return;
    const auto &plane = m_state.services().dataPlane;
    setCall(exampleFor(m_state.value(), plane ? plane->base.toString(QUrl::RemovePath | QUrl::StripTrailingSlash) : QString()));
}

void TakesPanel::typed()
{
    m_own = true;
    m_watch.ask(call());
}

void TakesPanel::showAnswer()
{
    const auto &answer = m_watch.answer();
    m_others->setText(!m_watch.hasRoutes() ? tr("The list of routes is not known yet: only this route is judged.")
                          : !answer        ? QString()
                          : answer->others > 0 ? tr("%1 more of the %2 routes do not match the path.").arg(answer->others).arg(answer->all)
                                               : QString());
    const QList<Line> lines = answer ? answer->lines : QList<Line>();
    if (m_shown == lines)
        return;
    m_shown = lines;
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < int(lines.size()); ++i)
        m_cards->addWidget(card(lines.at(i), i + 1));
}

QWidget *TakesPanel::card(const Line &line, int number)
{
    auto *card = new QFrame(this);
    card->setObjectName(u"routeCard"_s);
    card->setAccessibleName(line.name);
    setRole(card, line.end == Line::End::Takes ? u"taken"_s : line.edited ? u"editedCard"_s : u"row"_s);
    const auto cut = [card](const QString &text, int width) { return card->fontMetrics().elidedText(text, Qt::ElideMiddle, width); };
    auto *name = makeButton(cut(line.name, widestName).replace(u'&', u"&&"_s), u"cardName"_s, card, u"link"_s);
    name->setToolTip(plainTip(line.name));
    name->setEnabled(!line.edited);
    connect(name, &QPushButton::clicked, this, [this, key = line.key] { Q_EMIT openRequested(key); });
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(2);
    auto *path = plainLabel(breakable(cut(line.path, longestPath)), u"mono"_s, card);
    path->setWordWrap(true);
    QBoxLayout *head = rowOf({plainLabel(QString::number(number), u"muted"_s, card), name, path, chipOf(line.end, card)});
    head->setStretch(2, 1);
    layout->addLayout(head);
    for (const Reason &reason : line.reasons) {
        QLabel *sign = plainLabel(signOf(reason.sign), roleOf(reason.sign), card);
        QLabel *text = plainLabel(breakable(reason.text), u"muted"_s, card);
        text->setWordWrap(true);
        QBoxLayout *row = rowOf({sign, text});
        row->setContentsMargins(22, 0, 0, 0);
        row->setStretch(1, 1);
        layout->addLayout(row);
    }
    return card;
}
