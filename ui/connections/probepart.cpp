#include "ui/connections/probepart.h"

#include "ui/connections/gatewayprobes.h"
#include "ui/connections/probecard.h"
#include "ui/connections/proberow.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using connections::Probe;
using connections::ProbeLayer;
using State = ProbeLayer::State;

namespace {

const ProbeLayer *failedLayer(const Probe &probe)
{
    const auto &layers = probe.layers();
    const auto failed = std::find_if(layers.cbegin(), layers.cend(),
                                     [](const ProbeLayer &layer) { return layer.state == State::Failed; });
    return failed == layers.cend() ? nullptr : &*failed;
}

} // namespace

ProbePart::ProbePart(const QString &title, const QString &prefix, const QList<ProbeLayer::Name> &layers, QWidget *parent)
    : QWidget(parent), m_chip(new Chip({}, Chip::Tone::Neutral, this)), m_card(new ProbeCard(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeTitle(title, prefix));
    for (const auto name : layers) {
        m_rows.append(new ProbeRow(name, this));
        if (!prefix.isEmpty())
            m_rows.last()->setObjectName(prefix + u"Layer%1"_s.arg(m_rows.size() - 1));
        layout->addWidget(m_rows.last());
    }
    auto *frame = new QHBoxLayout;
    frame->setContentsMargins(12, 10, 12, 10);
    frame->addWidget(m_card);
    layout->addLayout(frame);
    connect(m_card, &ProbeCard::ownCaRequested, this, &ProbePart::ownCaRequested);
    connect(m_card, &ProbeCard::keyRequested, this, &ProbePart::keyRequested);
    connect(m_card, &ProbeCard::pinRequested, this, [this] { Q_EMIT pinRequested(m_probe->tlsFailure()->leafSha256); });
    connect(m_card, &ProbeCard::certificateRequested, this,
            [this] { Q_EMIT certificateRequested(m_probe->tlsFailure()->chainPem); });
    clear();
}

ProbePart::~ProbePart() = default;

QWidget *ProbePart::makeTitle(const QString &title, const QString &prefix)
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(withRole(new QLabel(title, head), u"section"_s), 1);
    m_chip->setObjectName(prefix.isEmpty() ? u"probeVerdict"_s : prefix + u"Verdict"_s);
    row->addWidget(m_chip);
    return head;
}

void ProbePart::clear()
{
    m_probe.reset();
    m_card->hide();
    m_chip->hide();
    for (auto *row : std::as_const(m_rows))
        row->set({row->name(), State::Waiting, {}});
}

void ProbePart::showSentence(const QString &headline, const QString &text)
{
    m_card->showSentence(headline, text);
}

void ProbePart::run(std::unique_ptr<Probe> probe, net::RequestLog *log)
{
    clear();
    m_probe = std::move(probe);
    m_probe->setLog(log);
    connect(m_probe.get(), &Probe::changed, this, &ProbePart::refresh);
    connect(m_probe.get(), &Probe::done, this, &ProbePart::finish);
    m_probe->start();
}

void ProbePart::refresh()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->set(m_probe->layers().at(i));
}

void ProbePart::finish()
{
    refresh();
    const ProbeLayer *failed = failedLayer(*m_probe);
    showVerdict(failed);
    if (failed && m_probe->tlsFailure())
        m_card->showCertificate(*m_probe->tlsFailure());
    else if (failed)
        m_card->showLayer(*failed);
    Q_EMIT done();
}

void ProbePart::showVerdict(const ProbeLayer *failed)
{
    const auto *admin = qobject_cast<const AdminProbe *>(m_probe.get());
    if (failed)
        m_chip->set(tr("stopped at %1").arg(layerName(failed->name)), Chip::Tone::Error);
    else if (admin && admin->viewer())
        m_chip->set(tr("read-only role"), Chip::Tone::Warning);
    else
        m_chip->set(tr("answers"), Chip::Tone::Success);
    m_chip->show();
}
