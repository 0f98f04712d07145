#include "ui/gateway/test/testpanel.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/insight/gatewayuses.h"
#include "core/insight/testactivation.h"
#include "core/net/upload.h"
#include "ui/gateway/references.h"
#include "ui/gateway/test/routecall.h"
#include "ui/gateway/test/testanswerview.h"
#include "ui/gateway/test/testform.h"
#include "ui/gateway/test/testmemory.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

Chip::Tone toneOf(int status)
{
    return status >= 500 ? Chip::Tone::Error : status >= 400 ? Chip::Tone::Warning : status >= 300 ? Chip::Tone::Accent : Chip::Tone::Success;
}

} // namespace

TestPanel::TestPanel(ResourceState &state, QWidget *parent)
    : QFrame(parent)
    , m_state(state)
    , m_chip(new Chip({}, Chip::Tone::Neutral, this))
    , m_form(new TestForm(this))
    , m_answer(new TestAnswerView(this))
    , m_bar(new MessageBar(this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_looking(plainLabel({}, u"faint"_s, this))
    , m_link(makeButton({}, u"activationLink"_s, this, u"link"_s))
{
    build();
    connect(m_form, &TestForm::sendRequested, this, &TestPanel::send);
    connect(m_form, &TestForm::cancelRequested, this, &TestPanel::cancel);
    connect(m_form, &TestForm::edited, this, [this] { m_touched = true; });
    connect(m_link, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_linked); });
    connect(&state, &ResourceState::loaded, this, &TestPanel::begin);
    connect(&state, &ResourceState::valueChanged, this, &TestPanel::showNote);
    if (gateway::Session *session = state.session())
        connect(session, &QObject::destroyed, this, &TestPanel::sessionGone);
    if (openwhisk::Session *functions = state.services().openwhisk) {
        m_search = new insight::TestActivation(*functions, this);
        connect(m_search, &insight::TestActivation::found, this, &TestPanel::showActivations);
        connect(m_search, &insight::TestActivation::notFound, this, [this](int seconds) {
            m_looking->setText(tr("no activation of it was stored within %1 s").arg(seconds));
            showLink(tr("its activations ↗"), {Target::Kind::Activations, m_action});
        });
        connect(m_search, &insight::TestActivation::failed, this, [this](const Error &error) { m_looking->setText(error.message); });
    }
    begin();
    showReason();
}

TestPanel::~TestPanel() = default;

void TestPanel::build()
{
    setRole(this, u"card"_s);
    setObjectName(u"testPanel"_s);
    m_chip->setObjectName(u"testStatus"_s);
    m_chip->hide();
    m_bar->setObjectName(u"testBar"_s);
    m_bar->hide();
    m_note->setObjectName(u"testNote"_s);
    m_note->setWordWrap(true);
    m_looking->setObjectName(u"activationNote"_s);
    m_link->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addLayout(rowOf({sectionLabel(tr("Test request"), this), nullptr, m_chip}));
    layout->addWidget(m_form);
    layout->addWidget(m_bar);
    layout->addWidget(m_answer, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_note, 1);
    foot->addWidget(m_looking);
    foot->addWidget(m_link);
    layout->addLayout(foot);
}

QString TestPanel::memoryKey() const
{
    return QString::fromLatin1(gateway::rulesOf(m_state.key().kind).path) + u'/' + m_state.key().id;
}

QStringList TestPanel::serviceHosts() const
{
    const gateway::Session *session = m_state.session();
    const json::Value *id = m_state.before().find(u"service_id");
    const gateway::Rows rows = session ? session->listing(gateway::Kind::Service).rows : nullptr;
    if (!id || !rows)
        return {};
    for (const gateway::Row &row : *rows)
        if (row.key.id == references::idText(*id))
            return row.hosts;
    return {};
}

/// The last request of this route, or one that it should take.
void TestPanel::begin()
{
    showNote();
    const auto &plane = m_state.services().dataPlane;
    gateway::Session *session = m_state.session();
    if (!plane || !session || !m_state.isLoaded())
        return;
    const json::Value route = m_state.before().isNull() ? m_state.value() : m_state.before();
    const QStringList urls = gateway::testUrls(route, *plane, serviceHosts());
    m_form->setUrls(urls);
    if (m_touched)
        return;
    const QString fallback = plane->base.scheme() + u"://"_s + net::place(plane->base) + u'/';
    gateway::TestRequest request{gateway::testMethod(route), urls.value(0, fallback), {}, {}};
    if (request.method == "POST" || request.method == "PUT" || request.method == "PATCH")
        request.body = "{}";
    m_form->setRequest(TestMemory::of(*session).find(memoryKey()).value_or(request));
}

void TestPanel::showNote()
{
    const bool isOff = m_state.before().value(u"status").toInteger() == 0;
    if (m_state.isNew())
        m_note->setText(tr("Not saved yet: the gateway does not know it."));
    else if (m_state.isModified())
        m_note->setText(tr("sent as the server has it, without the pending change"));
    else
        m_note->setText(isOff ? tr("It is off: another route may take the request.") : QString());
}

void TestPanel::showReason()
{
    QString reason;
    if (!m_state.session())
        reason = tr("The connection is closed.");
    else if (!m_state.services().dataPlane)
        reason = tr("This connection names no data plane, so there is nowhere to send requests to. Enter its address in the connection.");
    m_form->setSendable(reason);
    if (!reason.isEmpty())
        m_bar->show(MessageBar::Kind::Info, reason);
}

void TestPanel::setRequest(const QByteArray &method, const QString &url, const QList<net::Header> &headers, const QString &body)
{
    m_touched = true;
    m_form->setRequest({method, url, headers, body.toUtf8()});
}

void TestPanel::send()
{
    gateway::Session *session = m_state.session();
    const auto &plane = m_state.services().dataPlane;
    if (!session || !plane || isBusy())
        return;
    if (const QString problem = m_form->problem(); !problem.isEmpty()) {
        m_bar->show(MessageBar::Kind::Warning, problem);
        m_form->focusUrl();
        return;
    }
    const gateway::TestRequest request = m_form->request();
    if (!m_client)
        m_client = std::make_unique<net::Client>(*plane, session->client().log());
    TestMemory::of(*session).remember(memoryKey(), request);
    m_touched = true;
    if (m_search)
        m_search->stop();
    m_bar->clear();
    m_bar->hide();
    m_link->hide();
    m_looking->clear();
    m_chip->set(tr("sent …"), Chip::Tone::Neutral);
    m_chip->show();
    m_stop = std::make_shared<net::Upload>();
    m_asking = std::make_unique<QObject>();
    m_form->setBusy(true);
    deliver(gateway::sendTest(*m_client, request, m_stop, m_asking.get()), m_asking.get(),
            [this](const Result<gateway::TestAnswer> &answer) { take(answer); });
}

void TestPanel::cancel()
{
    if (m_stop)
        m_stop->stop();
}

void TestPanel::take(const Result<gateway::TestAnswer> &answer)
{
    if (QObject *asking = m_asking.release())
        asking->deleteLater(); // we stand in its callback
    m_form->setBusy(false);
    if (!answer)
        return showError(answer.error());
    gateway::Session *session = m_state.session();
    const auto call = session ? functionCallOf(m_state.before(), *session) : std::nullopt;
    const gateway::TestVerdict verdict = gateway::verdictOf(*answer, call);
    m_chip->set(TestAnswerView::statusText(*answer), toneOf(answer->status));
    m_answer->show(*answer, verdict);
    lookForActivation(*answer, verdict);
    Q_EMIT answered(answer->status);
}

void TestPanel::showError(const Error &error)
{
    m_answer->clear();
    m_chip->set(tr("no answer"), Chip::Tone::Error);
    if (error.kind == Error::Kind::Canceled)
        m_bar->show(MessageBar::Kind::Info, tr("Stopped. What the request has started may go on."));
    else
        m_bar->showError(error);
    Q_EMIT answered(0);
}

/// The plugin openwhisk drops the header that names it: then it is the one that ran while the request was under way.
void TestPanel::lookForActivation(const gateway::TestAnswer &answer, const gateway::TestVerdict &verdict)
{
    if (const QString id = gateway::activationIdOf(answer); !id.isEmpty())
        return showActivations({id});
    gateway::Session *session = m_state.session();
    const auto call = session ? functionCallOf(m_state.before(), *session) : std::nullopt;
    openwhisk::Session *functions = m_search ? m_state.services().openwhisk : nullptr;
    const bool mayHaveRun = verdict.by == gateway::TestVerdict::By::Function
        || (verdict.by == gateway::TestVerdict::By::Plugin && call && verdict.plugin == call->plugin);
    if (!mayHaveRun || !functions || !call || call->plugin != u"openwhisk" || !call->enabled)
        return;
    m_action = insight::actionOf(*call, functions->nameSpace());
    if (m_action.ns != u"_") {
        m_looking->setText(tr("it runs in the namespace %1, which this connection cannot read").arg(m_action.ns));
        return;
    }
    m_looking->setText(tr("looking for its activation …"));
    m_search->look(m_action, answer.startedMs, answer.durationMs);
}

void TestPanel::showActivations(const QStringList &ids)
{
    m_looking->clear();
    if (ids.size() == 1)
        showLink(tr("→ activation %1 ↗").arg(shortId(ids.first())), {Target::Kind::Activation, {}, ids.first()});
    else
        showLink(tr("→ activations in that time: %1 ↗").arg(ids.size()), {Target::Kind::Activations, m_action});
}

void TestPanel::showLink(const QString &text, const Target &target)
{
    m_linked = target;
    m_link->setText(text);
    m_link->setToolTip(target.id);
    m_link->show();
}

void TestPanel::sessionGone()
{
    m_asking.reset();
    m_form->setBusy(false);
    m_chip->hide();
    showReason();
}

void TestPanel::focusForm()
{
    m_form->focusUrl();
}

void TestPanel::find()
{
    m_answer->find();
}
