#include "ui/connections/probeview.h"

#include "ui/connections/probecard.h"
#include "ui/connections/proberow.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono_literals;
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

ProbeView::ProbeView(QWidget *parent) : QWidget(parent), m_card(new ProbeCard(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeTitle());
    for (const auto name : {ProbeLayer::Name::Resolve, ProbeLayer::Name::Tcp, ProbeLayer::Name::Tls,
                            ProbeLayer::Name::Version, ProbeLayer::Name::Key}) {
        m_rows.append(new ProbeRow(name, this));
        layout->addWidget(m_rows.last());
    }
    auto *frame = new QHBoxLayout;
    frame->setContentsMargins(12, 10, 12, 10);
    frame->addWidget(m_card);
    layout->addLayout(frame);
    layout->addStretch();
    connect(m_card, &ProbeCard::ownCaRequested, this, &ProbeView::ownCaRequested);
    connect(m_card, &ProbeCard::keyRequested, this, &ProbeView::keyRequested);
    connect(m_card, &ProbeCard::pinRequested, this, [this] { Q_EMIT pinRequested(m_probe->tlsFailure()->leafSha256); });
    connect(m_card, &ProbeCard::certificateRequested, this,
            [this] { Q_EMIT certificateRequested(m_probe->tlsFailure()->chainPem); });
    m_clock.setInterval(5s);
    connect(&m_clock, &QTimer::timeout, this, &ProbeView::sayWhen);
    clear();
}

ProbeView::~ProbeView() = default;

QWidget *ProbeView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 10, 12, 8);
    row->addWidget(withRole(new QLabel(tr("Test"), head), u"title"_s));
    m_when = withRole(new QLabel(head), u"small"_s);
    m_when->setObjectName(u"probeWhen"_s);
    m_when->setWordWrap(true);
    row->addWidget(m_when, 1);
    m_test = new QPushButton(head);
    m_test->setObjectName(u"test"_s);
    m_test->setAutoDefault(false);
    row->addWidget(m_test);
    connect(m_test, &QPushButton::clicked, this, &ProbeView::testRequested);
    return head;
}

QWidget *ProbeView::makeTitle()
{
    auto *title = new QWidget(this);
    auto *row = new QHBoxLayout(title);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(withRole(new QLabel(tr("OPENWHISK"), title), u"section"_s), 1);
    m_chip = new Chip({}, Chip::Tone::Neutral, title);
    m_chip->setObjectName(u"probeVerdict"_s);
    row->addWidget(m_chip);
    return title;
}

void ProbeView::clear()
{
    m_probe.reset();
    m_clock.stop();
    m_stale = false;
    m_card->hide();
    m_chip->hide();
    m_test->setText(tr("&Test"));
    m_when->setText(tr("not run yet; uses what is typed here"));
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->set({ProbeLayer::Name(i), State::Waiting, {}});
}

void ProbeView::showWaiting(const QString &text)
{
    clear();
    m_when->setText(text);
}

void ProbeView::showProblem(const Error &error)
{
    clear();
    m_when->setText(tr("could not begin"));
    m_card->showSentence(tr("The test could not begin."), error.message);
}

void ProbeView::run(const net::Endpoint &endpoint, net::RequestLog *log)
{
    clear();
    m_probe = std::make_unique<Probe>(endpoint);
    m_probe->setLog(log);
    connect(m_probe.get(), &Probe::changed, this, &ProbeView::refresh);
    connect(m_probe.get(), &Probe::done, this, &ProbeView::finish);
    m_when->setText(tr("running, with what is typed here"));
    m_test->setText(tr("&Test again"));
    m_probe->start();
}

void ProbeView::refresh()
{
    for (const ProbeLayer &layer : m_probe->layers())
        m_rows.at(qsizetype(layer.name))->set(layer);
}

void ProbeView::finish()
{
    refresh();
    m_since.start();
    m_clock.start();
    sayWhen();
    const ProbeLayer *failed = failedLayer(*m_probe);
    m_chip->set(failed ? tr("stopped at %1").arg(layerName(failed->name)) : tr("answers"),
                failed ? Chip::Tone::Error : Chip::Tone::Success);
    m_chip->show();
    if (failed && m_probe->tlsFailure())
        m_card->showCertificate(*m_probe->tlsFailure());
    else if (failed)
        m_card->showLayer(*failed);
    if (!m_probe->nameSpace().isEmpty())
        Q_EMIT accepted(m_probe->nameSpace());
}

void ProbeView::markStale()
{
    if (m_probe && !m_stale) {
        m_stale = true;
        sayWhen();
    }
}

void ProbeView::sayWhen()
{
    if (!m_probe->finished())
        return m_when->setText(m_stale ? tr("running, with what was typed before") : m_when->text());
    const qint64 seconds = m_since.elapsed() / 1000;
    const QString ago = seconds < 60 ? tr("%1 s ago").arg(seconds) : tr("%1 min ago").arg(seconds / 60);
    m_when->setText(m_stale ? tr("%1, before your last change").arg(ago) : tr("%1, with what is typed here").arg(ago));
}
