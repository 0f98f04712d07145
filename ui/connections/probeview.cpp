#include "ui/connections/probeview.h"

#include "ui/connections/gatewayprobes.h"
#include "ui/connections/probepart.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using connections::Probe;
using Name = connections::ProbeLayer::Name;

namespace {

const QList<Name> keyedLayers{Name::Resolve, Name::Tcp, Name::Tls, Name::Version, Name::Key};

} // namespace

ProbeView::ProbeView(QWidget *parent)
    : QWidget(parent)
    , m_openwhisk(new ProbePart(tr("OPENWHISK"), {}, keyedLayers, this))
    , m_admin(new ProbePart(tr("GATEWAY, ADMIN API"), u"admin"_s, keyedLayers, this))
    , m_plane(new ProbePart(tr("GATEWAY, DATA PLANE"), u"plane"_s, PlaneProbe::layerNames(), this))
    , m_control(new ProbePart(tr("GATEWAY, CONTROL API"), u"control"_s, PlaneProbe::layerNames(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    for (auto *part : {m_openwhisk, m_admin, m_plane, m_control}) {
        layout->addWidget(part);
        addPart(part);
    }
    layout->addStretch();
    connect(m_openwhisk, &ProbePart::keyRequested, this, &ProbeView::keyRequested);
    connect(m_admin, &ProbePart::keyRequested, this, &ProbeView::adminKeyRequested);
    connect(m_openwhisk, &ProbePart::done, this, [this] {
        if (const QString nameSpace = m_openwhisk->probe()->nameSpace(); !nameSpace.isEmpty())
            Q_EMIT accepted(nameSpace);
    });
    m_clock.setInterval(5s);
    connect(&m_clock, &QTimer::timeout, this, &ProbeView::sayWhen);
    clear();
}

ProbeView::~ProbeView() = default;

void ProbeView::addPart(ProbePart *part)
{
    m_parts.append(part);
    connect(part, &ProbePart::ownCaRequested, this, &ProbeView::ownCaRequested);
    connect(part, &ProbePart::pinRequested, this, &ProbeView::pinRequested);
    connect(part, &ProbePart::certificateRequested, this, &ProbeView::certificateRequested);
    connect(part, &ProbePart::done, this, &ProbeView::partDone);
}

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

void ProbeView::clear()
{
    for (auto *part : std::as_const(m_parts)) {
        part->clear();
        part->setVisible(part == m_openwhisk);
    }
    m_clock.stop();
    m_stale = false;
    m_test->setText(tr("&Test"));
    m_when->setText(tr("not run yet; uses what is typed here"));
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
    m_openwhisk->showSentence(tr("The test could not begin."), error.message);
}

void ProbeView::run(const Servers &servers, net::RequestLog *log)
{
    clear();
    m_when->setText(tr("running, with what is typed here"));
    m_test->setText(tr("&Test again"));
    m_admin->setVisible(servers.admin.has_value());
    m_plane->setVisible(servers.dataPlane.has_value());
    m_control->setVisible(servers.control.has_value());
    m_openwhisk->run(std::make_unique<Probe>(servers.openwhisk), log);
    if (servers.admin)
        m_admin->run(std::make_unique<AdminProbe>(*servers.admin), log);
    if (servers.dataPlane)
        m_plane->run(std::make_unique<PlaneProbe>(*servers.dataPlane), log);
    if (servers.control)
        m_control->run(std::make_unique<ControlProbe>(*servers.control), log);
}

bool ProbeView::running() const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [](const ProbePart *part) { return part->probe() && !part->probe()->finished(); });
}

void ProbeView::partDone()
{
    if (running())
        return;
    m_since.start();
    m_clock.start();
    sayWhen();
}

void ProbeView::markStale()
{
    if (m_openwhisk->probe() && !m_stale) {
        m_stale = true;
        sayWhen();
    }
}

void ProbeView::sayWhen()
{
    if (running())
        return m_when->setText(m_stale ? tr("running, with what was typed before") : m_when->text());
    const qint64 seconds = m_since.elapsed() / 1000;
    const QString ago = seconds < 60 ? tr("%1 s ago").arg(seconds) : tr("%1 min ago").arg(seconds / 60);
    m_when->setText(m_stale ? tr("%1, before your last change").arg(ago) : tr("%1, with what is typed here").arg(ago));
}
