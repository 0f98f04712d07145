#include "ui/widgets/throttlewait.h"

#include "ui/widgets/role.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 marginMs = 500;      ///< clocks are never quite equal, and an attempt too early costs the next minute
constexpr qint64 inFlightMs = 10'000; ///< "too many concurrent": some end soon, and asking counts

} // namespace

ThrottleWait::ThrottleWait(QWidget *parent)
    : QWidget(parent)
    , m_now(&QDateTime::currentMSecsSinceEpoch)
    , m_timer(new QTimer(this))
    , m_label(withRole(new QLabel(this), u"warning"_s))
    , m_then(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_label->setObjectName(u"throttleText"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_then->setObjectName(u"throttleThen"_s);
    m_cancel->setObjectName(u"throttleCancel"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_then);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_label);
    layout->addLayout(buttons);
    m_timer->setInterval(200);
    connect(m_timer, &QTimer::timeout, this, &ThrottleWait::look);
    connect(m_cancel, &QPushButton::clicked, this, &ThrottleWait::cancel);
    connect(m_then, &QPushButton::clicked, this, [this] {
        if (m_timer->isActive()) {
            m_armed = true;
            showText();
        } else {
            goOn();
        }
    });
    hide();
}

qint64 ThrottleWait::readyAt(const Error &error, qint64 nowMs, qint64 clockOffsetMs)
{
    if (error.message.contains("concurrent"_L1))
        return nowMs + inFlightMs;
    const qint64 serverMs = nowMs + clockOffsetMs;
    return (serverMs / minuteMs + 1) * minuteMs + marginMs - clockOffsetMs;
}

void ThrottleWait::setClock(Clock now)
{
    m_now = std::move(now);
}

bool ThrottleWait::isWaiting() const
{
    return bool(m_goOn);
}

void ThrottleWait::start(const Error &error, qint64 clockOffsetMs, const QString &verb, std::function<void()> goOn)
{
    m_error = error;
    m_verb = verb;
    m_goOn = std::move(goOn);
    m_armed = false;
    m_readyMs = readyAt(error, m_now(), clockOffsetMs);
    m_timer->start();
    showText();
}

void ThrottleWait::showText()
{
    const qint64 left = m_readyMs - m_now();
    const bool over = left <= 0;
    const qint64 seconds = (left + 999) / 1000;
    const QString when = over ? tr("It may be tried again now.")
        : m_armed             ? tr("%1 goes on in %2 s.").arg(m_verb).arg(seconds)
                              : tr("It may be tried again in %1 s; until then each attempt would count, too.").arg(seconds);
    m_label->setText(m_error.message + u' ' + when);
    m_then->setText(over ? tr("%1 now").arg(m_verb) : tr("%1 when it is over").arg(m_verb));
    m_then->setVisible(!m_armed);
    show();
}

void ThrottleWait::look()
{
    if (!isWaiting())
        return;
    if (m_readyMs <= m_now()) {
        m_timer->stop();
        if (m_armed)
            return goOn();
    }
    showText();
}

void ThrottleWait::goOn()
{
    const auto next = std::exchange(m_goOn, {});
    m_timer->stop();
    hide();
    Q_EMIT ended();
    if (next)
        next();
}

void ThrottleWait::cancel()
{
    m_goOn = {};
    m_timer->stop();
    hide();
    Q_EMIT ended();
}
