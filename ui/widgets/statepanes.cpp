#include "ui/widgets/statepanes.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 3;
constexpr int frameMs = 40;
constexpr int roundTripMs = 1600;
constexpr int skeletonAfterMs = 120; ///< what is quick shall not flicker
constexpr int clockMs = 100;

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

ProgressLine::ProgressLine(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(lineHeight);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    hide();
}

void ProgressLine::setRunning(bool running)
{
    setVisible(running);
    if (running && !m_timer.isActive()) {
        m_clock.start();
        m_timer.start(frameMs);
    } else if (!running) {
        m_timer.stop();
    }
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double phase = double(m_clock.elapsed() % roundTripMs) / roundTripMs;
    const int part = width() / 3;
    painter.fillRect(int(phase * (width() + part)) - part, 0, part, height(), theme::current().accent);
}

LoadingPane::LoadingPane(QWidget *parent)
    : QWidget(parent), m_line(new ProgressLine(this)), m_label(shortLabel({}, u"small"_s, this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    layout->addStretch();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 10);
    m_label->setObjectName(u"loadingWhat"_s);
    foot->addWidget(m_label, 1);
    m_cancel->setObjectName(u"cancelLoading"_s);
    foot->addWidget(m_cancel);
    layout->addLayout(foot);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingPane::cancelRequested);
    connect(&m_timer, &QTimer::timeout, this, [this] { showTime(); });
}

void LoadingPane::start(const QString &what)
{
    m_what = what;
    m_label->setToolTip(plainTip(what));
    m_clock.start();
    m_timer.start(clockMs);
    m_line->setRunning(true);
    m_cancel->hide();
    m_label->hide();
    showTime();
}

void LoadingPane::stop()
{
    m_timer.stop();
    m_line->setRunning(false);
}

void LoadingPane::showTime()
{
    const qint64 elapsed = m_clock.elapsed();
    m_label->setVisible(elapsed >= skeletonAfterMs);
    m_cancel->setVisible(elapsed >= skeletonAfterMs);
    m_label->setText(elapsed < 1000 ? m_what : m_what + u" · "_s + durationText(double(elapsed)));
    if (elapsed < 1000)
        update();
}

void LoadingPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = theme::current();
    painter.fillRect(rect(), theme.surface);
    if (m_clock.elapsed() < skeletonAfterMs)
        return;
    constexpr std::array lengths{0.62, 0.46, 0.78, 0.54, 0.67};
    painter.setRenderHint(QPainter::Antialiasing);
    const int column = std::max(120, width() / 4);
    for (int row = 0; row < 5 && (row + 2) * theme.rowHeight < height() - m_cancel->height(); ++row) {
        const int top = lineHeight + row * theme.rowHeight;
        for (int x = 12, i = row; x + 40 < width(); x += column, ++i) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.sunken);
            const int length = std::min(int(column * lengths.at(size_t(i) % lengths.size())), width() - x - 12);
            painter.drawRoundedRect(x, top + theme.rowHeight / 2 - 4, length, 8, 4, 4);
        }
        painter.fillRect(0, top + theme.rowHeight - 1, width(), 1, theme.border);
    }
}

NoticePane::NoticePane(QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_barPlace(new QVBoxLayout), m_above(new QWidget(this)),
      m_box(new QWidget(this)), m_chip(new Chip({}, Chip::Tone::Neutral, this)), m_headline(new QLabel(this)),
      m_text(new QLabel(this)), m_boxLayout(new QVBoxLayout(m_box)), m_buttons(new QHBoxLayout)
{
    build();
}

void NoticePane::build()
{
    setAttribute(Qt::WA_StyledBackground);
    setRole(this, u"surface"_s);
    m_headline->setObjectName(u"noticeHeadline"_s);
    m_text->setObjectName(u"noticeText"_s);
    setRole(m_headline, u"title"_s);
    setRole(m_text, u"muted"_s);
    for (QLabel *label : {m_headline, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->addLayout(m_barPlace);
    m_column->addWidget(m_above, 1);
    m_column->addWidget(m_box);
    m_column->addStretch(1);
    m_boxLayout->setContentsMargins(0, 0, 0, 0);
    m_boxLayout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_chip);
    head->addWidget(m_headline, 1);
    m_boxLayout->addLayout(head);
    m_boxLayout->addWidget(m_text);
    m_buttons->setSpacing(8);
    m_boxLayout->addLayout(m_buttons);
}

void NoticePane::show(const QString &headline, const QString &text, bool centred)
{
    clearParts();
    m_headline->setText(breakable(headline));
    m_text->setText(breakable(text));
    m_text->setVisible(!text.isEmpty());
    m_box->setVisible(!headline.isEmpty());
    m_above->setVisible(centred);
    const auto alignment = centred ? Qt::AlignHCenter : Qt::AlignLeft;
    m_headline->setAlignment(alignment | Qt::AlignVCenter);
    m_text->setAlignment(alignment);
    if (centred)
        m_buttons->addStretch();
    m_buttons->addStretch();
}

void NoticePane::clearParts()
{
    clearLayout(m_buttons);
    setChip({});
    if (m_facts)
        m_facts->deleteLater();
    m_facts = nullptr;
}

void NoticePane::setChip(const QString &text)
{
    m_chip->set(text, Chip::Tone::Neutral);
    m_chip->setVisible(!text.isEmpty());
}

void NoticePane::addFact(const QString &name, const QString &text)
{
    if (!m_facts) {
        m_facts = new QWidget(m_box);
        auto *form = new QFormLayout(m_facts);
        form->setContentsMargins(0, 0, 0, 0);
        m_boxLayout->insertWidget(2, m_facts);
        m_facts->show();
    }
    auto *title = withRole(new QLabel(name, m_facts), u"muted"_s);
    auto *value = new QLabel(text, m_facts);
    for (QLabel *label : {title, value})
        label->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    static_cast<QFormLayout *>(m_facts->layout())->addRow(title, value);
}

void NoticePane::addButton(const QString &text, bool primary, std::function<void()> pressed)
{
    auto *button = new QPushButton(text, m_box);
    button->setObjectName(primary ? u"noticePrimary"_s : u"noticeButton"_s);
    if (primary)
        setRole(button, u"primary"_s);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    button->show(); // a layout would do so only in the event loop's next turn
    connect(button, &QPushButton::clicked, this, [pressed = std::move(pressed)] { pressed(); });
}

void NoticePane::setBar(QWidget *bar)
{
    if (bar)
        m_barPlace->addWidget(bar);
}

QString NoticePane::headline() const
{
    return m_headline->text().remove(QChar(0x200b));
}
