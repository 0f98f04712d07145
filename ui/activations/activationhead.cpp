#include "ui/activations/activationhead.h"

#include "ui/activations/activationtexts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ActivationHead::ActivationHead(QWidget *parent, bool wide)
    : QWidget(parent), m_wide(wide), m_top(new HeadLayout), m_glyph(new QLabel(this)),
      m_name(shortLabel({}, wide ? u"head"_s : u"title"_s, this)), m_status(new Chip({}, Chip::Tone::Neutral, this)),
      m_facts(withRole(new QLabel(this), u"muted"_s)), m_cause(withRole(new QPushButton(this), u"link"_s)), m_phases(new PhaseBar(this))
{
    build();
}

void ActivationHead::build()
{
    for (QLabel *label : {m_name, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_name->setObjectName(u"activationName"_s);
    m_facts->setObjectName(u"activationFacts"_s);
    m_facts->setWordWrap(true);
    m_cause->setObjectName(u"activationCause"_s);
    m_status->setObjectName(u"activationStatusChip"_s);
    connect(m_cause, &QPushButton::clicked, this, &ActivationHead::causeClicked);
    m_top->addFacts({m_glyph, m_name});
    if (m_wide)
        m_top->addFacts({m_status});
    else
        m_top->addButtons({m_status});
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_facts, m_wide ? 0 : 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, m_wide ? 10 : 12, 12, m_wide ? 6 : 8);
    layout->setSpacing(m_wide ? 2 : 6);
    layout->addLayout(m_top);
    layout->addLayout(second);
    if (m_wide) {
        m_facts->setWordWrap(false);
        m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        second->setStretch(0, 1);
        second->addWidget(m_cause);
        m_phases->hide();
    } else {
        layout->addWidget(m_cause, 0, Qt::AlignLeft);
        layout->addWidget(m_phases);
    }
}

void ActivationHead::addButtons(const QList<QWidget *> &buttons)
{
    m_top->addButtons(buttons);
}

void ActivationHead::show(const openwhisk::ActivationSummary &summary)
{
    setVisible(true);
    const bool known = summary.start != 0;
    m_name->setText(known ? summary.name.shown() : tr("Activation %1").arg(shortId(summary.id)));
    m_name->setToolTip(known ? summary.name.full() : summary.id);
    m_glyph->setPixmap(entityGlyph(known ? activationtexts::glyph(summary) : u"activation"_s, devicePixelRatioF()));
    m_status->set(known ? activationtexts::status(summary) : QString(), activationtexts::tone(summary));
    m_facts->setText(factsOf(summary).join(u" · "_s));
    m_facts->setToolTip(summary.id);
    m_cause->setVisible(!summary.cause.isEmpty());
    m_cause->setText(tr("caused by %1 ↗").arg(shortId(summary.cause)));
    // The trace of a page has the same bar, and larger.
    m_phases->setVisible(!m_wide && activationtexts::hasPhases(summary));
    m_phases->setPhases(activationtexts::phases(summary));
}

QStringList ActivationHead::factsOf(const openwhisk::ActivationSummary &summary) const
{
    QStringList facts{shortId(summary.id)};
    if (!summary.version.isEmpty())
        facts += u'v' + summary.version;
    if (summary.start)
        facts += timeText(summary.start, timesInUtc(), true) + u' ' + zoneText(summary.start);
    if (summary.durationMs)
        facts += durationText(double(*summary.durationMs));
    if (!summary.kind.isEmpty())
        facts += activationtexts::kind(summary.kind);
    return facts;
}

void ActivationHead::showPending(qint64 lookedMs)
{
    m_status->set(tr("◷ pending, looked for %1 s").arg(lookedMs / 1000), Chip::Tone::Accent);
}

void ActivationHead::setCause(const QString &name)
{
    m_cause->setText(tr("caused by %1 ↗").arg(name));
}
