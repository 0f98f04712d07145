#include "ui/activations/chart/statsline.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fine = 120'000; ///< spans below this need their seconds
constexpr int betweenStats = 16;

QDateTime timeOf(qint64 ms)
{
    return timesInUtc() ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(ms);
}

QString shortTime(qint64 ms, bool withDate, bool withSeconds)
{
    const QString text = timeText(ms, timesInUtc(), withDate);
    return text.chopped(withSeconds ? 4 : 7); // "07:24:10.123"
}

} // namespace

QString millisOrNone(const insight::Percentiles &of, qint64 ms)
{
    return of.count == 0 ? u"–"_s : durationText(double(ms));
}

QString spanText(const insight::TimeSpan &span)
{
    const bool days = timeOf(span.fromMs).date() != timeOf(span.toMs).date();
    const bool seconds = span.toMs - span.fromMs < fine;
    return StatsLine::tr("%1 to %2").arg(shortTime(span.fromMs, days, seconds), shortTime(span.toMs, days, seconds));
}

QString shareText(qint64 part, qint64 whole)
{
    if (whole == 0)
        return u"–"_s;
    const double share = 100.0 * double(part) / double(whole);
    // What is there is never shown as nothing.
    return part > 0 && share < 0.05 ? u"< 0.1 %"_s : QString::number(share, 'f', 1) + u" %"_s;
}

StatsLine::StatsLine(QWidget *parent) : QWidget(parent), m_from(withRole(new QLabel(this), u"muted"_s)), m_to(withRole(new QLabel(this), u"muted"_s)), m_selected(withRole(new QPushButton(this), u"link"_s))
{
    setObjectName(u"activationStats"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_from);
    row->addStretch(1);
    auto *stats = new QWidget(this);
    auto *flow = new FlowLayout(stats); // large letters in a narrow window need two lines
    flow->setSpacing(betweenStats);
    m_p50 = addStat(flow, u"p50"_s, {});
    m_p95 = addStat(flow, u"p95"_s, {});
    m_p99 = addStat(flow, u"p99"_s, {});
    m_errors = addStat(flow, tr("errors"), u"error"_s);
    m_cold = addStat(flow, tr("cold starts"), u"violet"_s);
    flow->addWidget(m_selected);
    row->addWidget(stats);
    row->addStretch(1);
    row->addWidget(m_to);
    m_selected->setObjectName(u"clearSelection"_s);
    m_selected->setToolTip(tr("Show all again (Escape in the chart)"));
    m_selected->hide();
    connect(m_selected, &QPushButton::clicked, this, &StatsLine::clearRequested);
    setTotals({});
}

QLabel *StatsLine::addStat(FlowLayout *flow, const QString &name, const QString &role)
{
    auto *pair = new QWidget(this);
    auto *title = withRole(new QLabel(name, pair), role);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *value = withRole(new QLabel(pair), u"muted"_s);
    value->setObjectName(u"stat-"_s + name);
    value->setAccessibleName(name);
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(title);
    row->addWidget(value);
    flow->addWidget(pair);
    return value;
}

void StatsLine::setTotals(const insight::ActivationTotals &totals)
{
    m_p50->setText(millisOrNone(totals.duration, totals.duration.p50));
    m_p95->setText(millisOrNone(totals.duration, totals.duration.p95));
    m_p99->setText(millisOrNone(totals.duration, totals.duration.p99));
    m_errors->setText(shareText(totals.errors, totals.count));
    m_errors->setToolTip(tr("%1 of %2").arg(countText(totals.errors), countText(totals.count)));
    m_cold->setText(shareText(totals.cold, totals.runs));
    m_cold->setToolTip(tr("%1 of %2 runs").arg(countText(totals.cold), countText(totals.runs)));
}

void StatsLine::setEnds(const std::optional<insight::TimeSpan> &ends)
{
    if (!ends) {
        m_from->clear();
        m_to->clear();
        return;
    }
    const bool days = timeOf(ends->fromMs).date() != timeOf(ends->toMs).date();
    const bool seconds = ends->toMs - ends->fromMs < fine;
    m_from->setText(shortTime(ends->fromMs, days, seconds));
    m_to->setText(shortTime(ends->toMs, days, seconds) + u' ' + zoneText(ends->toMs));
}

void StatsLine::setSelected(const QString &words)
{
    m_selected->setText(tr("selected: %1 ×").arg(words));
    m_selected->setVisible(!words.isEmpty());
}

QString StatsLine::text() const
{
    QStringList parts;
    for (const QLabel *label : findChildren<QLabel *>())
        parts += label->text();
    if (!m_selected->isHidden())
        parts += m_selected->text();
    parts.removeAll(QString());
    return parts.join(u' ');
}
