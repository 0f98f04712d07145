#include "ui/activations/trace/tracebox.h"

#include "core/openwhisk/session.h"
#include "ui/activations/trace/tracerows.h"
#include "ui/models/tracesource.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QCheckBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMs = 500;

/// What the colours mean.
class Legend : public QWidget {
public:
    explicit Legend(QWidget *parent) : QWidget(parent) { setAccessibleName(TraceBox::tr("Grey: wait, violet: init, blue: run")); }
    QSize sizeHint() const override { return {150, 20}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = theme::current();
        const std::pair<QString, QColor> parts[] = {
            {TraceBox::tr("wait"), theme.wait}, {TraceBox::tr("init"), theme.init}, {TraceBox::tr("run"), theme.run}};
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        int x = 0;
        for (const auto &[word, color] : parts) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(QPointF(x + 5, height() / 2.0), 4.5, 4.5);
            painter.setPen(theme.textMuted);
            painter.drawText(QRectF(x + 14, 0, 60, height()), Qt::AlignVCenter | Qt::AlignLeft, word);
            x += fontMetrics().horizontalAdvance(word) + 24;
        }
    }
};

} // namespace

TraceBox::TraceBox(openwhisk::Session &session, QWidget *parent)
    : QWidget(parent), m_session(&session), m_load(new insight::TraceLoad(traceSource(session), this)),
      m_origin(withRole(new QLabel(this), u"small"_s)), m_fold(new QCheckBox(tr("fold gaps over 1 s"), this)),
      m_legend(new Legend(this)), m_stateText(withRole(new QLabel(this), u"small"_s)),
      m_again(withRole(new QPushButton(tr("Look again"), this), u"link"_s)), m_fall(new Waterfall(this))
{
    build();
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &TraceBox::show);
    connect(m_load, &insight::TraceLoad::changed, this, [this] {
        show();
        Q_EMIT changed();
    });
    connect(m_fold, &QCheckBox::toggled, m_fall, &Waterfall::setFolded);
    connect(m_again, &QPushButton::clicked, this, &TraceBox::lookAgain);
    connect(m_fall, &Waterfall::currentChanged, this, [this](const QString &key) {
        if (const QString id = idOf(key); !id.isEmpty())
            Q_EMIT memberChosen(id);
    });
    connect(m_fall, &Waterfall::activated, this, [this](const QString &key) {
        if (const QString id = idOf(key); !id.isEmpty())
            Q_EMIT openRequested(id);
    });
    connect(&session, &QObject::destroyed, this, [this] {
        m_load->stop();
        m_tick.stop();
    });
}

void TraceBox::build()
{
    setObjectName(u"traceBox"_s);
    m_origin->setObjectName(u"traceOrigin"_s);
    m_fold->setObjectName(u"traceFold"_s);
    m_fold->setChecked(true);
    m_stateText->setObjectName(u"traceState"_s);
    m_stateText->setTextFormat(Qt::PlainText);
    m_again->setObjectName(u"traceAgain"_s);
    m_again->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 2, 12, 6);
    layout->setSpacing(2);
    layout->addWidget(buildHead());
    layout->addWidget(m_fall, 1);
    setFocusProxy(m_fall);
}

QWidget *TraceBox::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(withRole(new QLabel(tr("TRACE"), head), u"section"_s));
    row->addWidget(m_stateText);
    row->addWidget(m_again);
    row->addStretch();
    row->addWidget(m_legend);
    row->addWidget(m_fold);
    row->addWidget(m_origin);
    return head;
}

void TraceBox::setCompact(bool compact)
{
    m_compact = compact;
    m_legend->setVisible(!compact);
    m_fold->setVisible(!compact);
}

void TraceBox::start(const openwhisk::Activation &record, const QStringList &triggers)
{
    m_load->start(record.summary.id, {record});
    if (!triggers.isEmpty())
        m_load->tryTriggers(triggers);
    show();
    m_fall->setCurrent(record.summary.id);
}

void TraceBox::clear()
{
    m_load->stop();
    m_tick.stop();
    m_fall->setRows({}, {});
    m_stateText->clear();
    m_again->hide();
}

void TraceBox::lookAgain()
{
    if (m_session)
        m_load->again();
    show();
}

void TraceBox::show()
{
    const insight::Trace &trace = m_load->trace();
    const QString chosen = m_fall->current();
    m_fall->setRows(tracerows::rows(trace, QDateTime::currentMSecsSinceEpoch()), tracerows::gaps(trace));
    if (m_fall->current().isEmpty())
        m_fall->setCurrent(chosen.isEmpty() ? m_load->subject() : chosen);
    const bool waits = m_session && !m_load->complete();
    if (waits != m_tick.isActive())
        waits ? m_tick.start() : m_tick.stop();
    showState();
}

void TraceBox::showState()
{
    const insight::Trace &trace = m_load->trace();
    const auto count = [&](insight::TraceState state) {
        return std::count_if(trace.nodes.cbegin(), trace.nodes.cend(), [&](const auto &node) { return node.state == state; });
    };
    const auto missing = count(insight::TraceState::Pending) + count(insight::TraceState::Loading);
    const auto lost = count(insight::TraceState::NotStored) + count(insight::TraceState::Unreadable);
    m_stateText->setText(missing   ? tr("looking for %1 more").arg(missing)
                             : lost ? tr("%1 not found").arg(lost)
                                    : QString());
    m_again->setVisible(lost > 0 && m_session);
    if (trace.nodes.isEmpty())
        return m_origin->clear();
    const bool fired = trace.nodes.first().kind == insight::TraceKind::Trigger;
    const QString total = durationText(double(trace.toMs - trace.fromMs));
    m_origin->setText(m_compact ? total : fired ? tr("times from the trigger's fire") : tr("times from its start"));
    m_origin->setToolTip(total);
}

QString TraceBox::idOf(const QString &key) const
{
    return m_load->trace().find(key) < 0 ? QString() : key;
}

void TraceBox::choose(const QString &id)
{
    m_fall->setCurrent(id);
}

QString TraceBox::chosen() const
{
    return m_fall->current();
}

std::optional<openwhisk::Activation> TraceBox::record(const QString &id) const
{
    const auto &records = m_load->parts().records;
    const auto found = records.constFind(id);
    return found == records.cend() ? std::nullopt : std::optional(*found);
}

void TraceBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange && !m_load->subject().isEmpty())
        show();
}
