#include "ui/editors/apis/apitry.h"

#include "core/async/deliver.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/editors/apis/apisview.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// The gateway's own address, without the key. Where it is the profile's host, it is judged as that is: by its authority,
/// its pinned certificate, with its client certificate.
net::Endpoint gatewayAt(const QUrl &url, const net::Endpoint &profile)
{
    net::Endpoint endpoint;
    endpoint.base = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    endpoint.proxy = profile.proxy;
    if (url.host().compare(profile.base.host(), Qt::CaseInsensitive) == 0)
        endpoint.tls = profile.tls;
    else
        endpoint.tls.verify = profile.tls.verify;
    return endpoint;
}

} // namespace

ApiTry::ApiTry(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_verb(plainLabel({}, u"mono"_s, this))
    , m_url(new QLineEdit(this))
    , m_body(new CodeEditor(this))
    , m_send(makeButton(tr("Send"), u"apiSend"_s, this, u"primary"_s))
    , m_bar(new MessageBar(this))
    , m_status(new Chip({}, Chip::Tone::Neutral, this))
    , m_answer(new JsonView(this))
{
    build();
    connect(m_send, &QPushButton::clicked, this, &ApiTry::send);
    connect(m_url, &QLineEdit::textChanged, this, &ApiTry::enable);
    enable();
}

ApiTry::~ApiTry() = default;

void ApiTry::build()
{
    setRole(this, u"pane"_s);
    m_url->setObjectName(u"apiUrl"_s);
    m_url->setAccessibleName(tr("Address"));
    m_body->setObjectName(u"apiBody"_s);
    m_body->setAccessibleName(tr("Body"));
    m_body->setLanguage(u"json"_s);
    m_body->setLineNumbers(false);
    m_bar->setObjectName(u"apiMessage"_s);
    m_status->setObjectName(u"apiStatus"_s);
    m_status->hide();
    m_answer->setObjectName(u"apiAnswer"_s);
    m_answer->setAccessibleName(tr("Answer"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    QBoxLayout *row = rowOf({sectionLabel(tr("Try it"), this), m_verb, m_url, m_send, m_status});
    row->setStretch(2, 1);
    layout->addLayout(row);
    layout->addWidget(m_bar);
    auto *both = new QHBoxLayout;
    both->addWidget(framed(m_body), 1);
    both->addWidget(framed(m_answer), 2);
    layout->addLayout(both, 1);
}

void ApiTry::setOperation(const std::optional<ApiRow> &row)
{
    const QString shown = row ? row->operation.verb + u' ' + row->url : QString();
    if (shown == m_shown)
        return enable();
    m_shown = shown;
    m_client.reset();
    m_verb->setText(row ? row->operation.verb.toUpper() : QString());
    m_url->setText(row ? row->url : QString());
    m_status->hide();
    m_bar->clear();
    m_answer->clear();
    enable();
}

QString ApiTry::blockedReason() const
{
    const QUrl url(m_url->text(), QUrl::StrictMode);
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only, and a call runs the action.");
    if (m_verb->text().isEmpty())
        return tr("No operation is chosen.");
    if (m_url->text().contains(u'{'))
        return tr("Put a value in the place of each {parameter}.");
    return url.isValid() && url.scheme().startsWith(u"http"_s) && !url.host().isEmpty() ? QString()
                                                                                       : tr("This is no address.");
}

void ApiTry::enable()
{
    enableOrExplain(m_send, m_client ? tr("A call is under way.") : blockedReason());
}

void ApiTry::send()
{
    if (!blockedReason().isEmpty() || m_client)
        return;
    const QUrl url(m_url->text(), QUrl::StrictMode);
    m_client = std::make_unique<net::Client>(gatewayAt(url, m_session->client().endpoint()), m_session->client().log());
    net::Request request;
    request.method = m_verb->text().toLatin1();
    request.target = url.path(QUrl::FullyEncoded).toLatin1()
        + (url.hasQuery() ? '?' + url.query(QUrl::FullyEncoded).toLatin1() : QByteArray());
    request.body = m_body->text().toUtf8();
    request.expect = net::Expect::Anything;
    request.lane = net::Lane::Invoke;
    request.deadline = net::invokeDeadline;
    request.starts = true;
    for (int status = 300; status < 600; ++status)
        request.acceptStatus.append(status);
    m_bar->clear();
    m_answer->clear();
    enable();
    deliver(m_client->send(request, this), m_client.get(), [this](const Result<net::Reply> &reply) { came(reply); });
}

void ApiTry::came(const Result<net::Reply> &reply)
{
    m_client.release()->deleteLater(); // this is called from within it
    enable();
    if (!reply)
        return m_bar->showError(reply.error());
    const int status = (*reply)->status;
    m_status->set(u"%1 · %2"_s.arg(status).arg(durationText((*reply)->durationMs)),
                  status < 300 ? Chip::Tone::Success : status < 500 ? Chip::Tone::Warning : Chip::Tone::Error);
    m_status->show();
    if (const auto parsed = json::read((*reply)->body))
        m_answer->setDocument(parsed->value);
    else
        m_answer->setText((*reply)->body);
}
