#include "ui/activations/activationshead.h"

#include "ui/activations/chart/statsline.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;
using State = openwhisk::ActivationFeed::State;

namespace {

constexpr int progressWidth = 72;
constexpr qint64 worthTelling = 2000; ///< of lag and of the clocks' difference

} // namespace

ActivationsHead::ActivationsHead(QWidget *parent)
    : QWidget(parent), m_row(new HeadLayout(this)), m_live(new Chip({}, Chip::Tone::Neutral, this)), m_counts(shortLabel({}, u"muted"_s, this)),
      m_progress(new QProgressBar(this)), m_stop(withRole(new QPushButton(tr("Stop"), this), u"link"_s)), m_missed(withRole(new QPushButton(this), u"link"_s))
{
    m_row->setContentsMargins(16, 10, 16, 8);
    m_row->addFacts({withRole(new QLabel(tr("Activations"), this), u"head"_s), m_live, m_counts, m_progress, m_stop, m_missed});
    for (QWidget *part : {static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_stop), static_cast<QWidget *>(m_missed)})
        part->hide();
    m_live->setObjectName(u"activationLive"_s);
    m_counts->setObjectName(u"activationCounts"_s);
    m_progress->setObjectName(u"crawlProgress"_s);
    m_progress->setAccessibleName(tr("Loading older activations"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(progressWidth);
    m_stop->setObjectName(u"stopCrawl"_s);
    m_stop->setToolTip(tr("Load no further back; what has come stays."));
    m_missed->setObjectName(u"activationsMissed"_s);
    connect(m_stop, &QPushButton::clicked, this, &ActivationsHead::stopRequested);
    connect(m_missed, &QPushButton::clicked, this, &ActivationsHead::showMissed);
    setEnded();
}

void ActivationsHead::setCounts(const QString &text)
{
    m_counts->setText(text);
    m_counts->setToolTip(text);
    m_counts->setAccessibleName(text);
}

void ActivationsHead::addButtons(const QList<QWidget *> &buttons)
{
    m_row->addButtons(buttons);
}

void ActivationsHead::showLive(const State &state)
{
    const bool late = state.live && state.lagMs > worthTelling;
    m_live->set(!state.live ? tr("○ not live") : late ? tr("● live, %1 behind").arg(durationText(double(state.lagMs))) : tr("● live"),
                !state.live ? Chip::Tone::Neutral : late ? Chip::Tone::Warning : Chip::Tone::Success);
    QStringList facts;
    if (state.lagMs >= 0)
        facts += tr("The newest record came %1 after its run had ended.").arg(durationText(double(state.lagMs)));
    if (std::abs(state.clockOffsetMs) > worthTelling) {
        const QString by = durationText(double(std::abs(state.clockOffsetMs)));
        facts += state.clockOffsetMs > 0 ? tr("The server's clock is %1 ahead of this machine's.").arg(by)
                                         : tr("The server's clock is %1 behind this machine's.").arg(by);
    }
    m_live->setToolTip(facts.join(u'\n'));
}

void ActivationsHead::setState(const State &state)
{
    showLive(state);
    m_progress->setVisible(state.crawling);
    m_stop->setVisible(state.crawling);
    m_progress->setRange(0, state.progress < 0 ? 0 : 100); // nobody knows how much there is: it only moves
    m_progress->setValue(int(state.progress * 100));
    m_gaps = state.missed;
    m_missed->setVisible(!m_gaps.isEmpty());
    m_missed->setText(m_gaps.size() == 1 ? tr("⚠ 1 gap") : tr("⚠ %1 gaps").arg(m_gaps.size()));
    m_missed->setToolTip(tr("Spans of time of which activations may be missing"));
}

void ActivationsHead::setEnded()
{
    State none;
    none.crawling = false;
    setState(none);
}

void ActivationsHead::showMissed()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const openwhisk::ActivationFeed::Gap &gap : m_gaps) {
        const QString text = spanText({gap.fromMs, gap.toMs + 1}) + u": "_s + gap.why;
        menu->addAction(QString(text).replace(u'&', u"&&"_s))->setEnabled(false);
    }
    menu->popup(m_missed->mapToGlobal(QPoint(0, m_missed->height())));
}
