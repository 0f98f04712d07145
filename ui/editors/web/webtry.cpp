#include "ui/editors/web/webtry.h"

#include "core/async/deliver.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

Chip::Tone toneOf(int status)
{
    return status < 300 ? Chip::Tone::Success : status < 400 ? Chip::Tone::Neutral
        : status < 500                                       ? Chip::Tone::Warning
                                                             : Chip::Tone::Error;
}

QString headText(const WebAnswer &answer)
{
    QStringList lines;
    for (const auto &[name, value] : answer.headers)
        lines.append(QString::fromLatin1(name) + u": "_s + QString::fromLatin1(value));
    return lines.join(u'\n');
}

} // namespace

WebTry::WebTry(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_method(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_query(new QLineEdit(this))
    , m_type(new QComboBox(this))
    , m_body(new CodeEditor(this))
    , m_withKey(new Switch(tr("With this connection's key"), this))
    , m_send(makeButton(tr("Send"), u"webSend"_s, this, u"primary"_s))
    , m_cancel(makeButton(tr("Cancel"), u"webCancel"_s, this))
    , m_secretNote(plainLabel({}, u"muted"_s, this))
    , m_bar(new MessageBar(this))
    , m_status(new Chip({}, Chip::Tone::Neutral, this))
    , m_record(makeButton(tr("Activation ↗"), u"webRecord"_s, this, u"link"_s))
    , m_head(new QPlainTextEdit(this))
    , m_answer(new JsonView(this))
{
    build();
    connect(m_send, &QPushButton::clicked, this, &WebTry::send);
    connect(m_cancel, &QPushButton::clicked, this, &WebTry::cancel);
    connect(m_record, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested({Target::Kind::Activation, {}, m_activation});
    });
    connect(m_session, &QObject::destroyed, this, &WebTry::enable);
    enable();
}

WebTry::~WebTry() = default;

void WebTry::build()
{
    setRole(this, u"pane"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(sectionLabel(tr("Try it"), this));
    layout->addWidget(buildRequest());
    layout->addWidget(m_bar);
    layout->addWidget(buildAnswer(), 1);
    m_bar->setObjectName(u"webMessage"_s);
    m_cancel->hide();
    m_status->hide();
    m_record->hide();
}

QWidget *WebTry::buildRequest()
{
    m_method->setObjectName(u"webMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"DELETE"_s, u"PATCH"_s, u"HEAD"_s, u"OPTIONS"_s});
    m_path->setObjectName(u"webPath"_s);
    m_path->setAccessibleName(tr("Path behind the action"));
    m_path->setPlaceholderText(tr("/more/path"));
    m_query->setObjectName(u"webQuery"_s);
    m_query->setAccessibleName(tr("Query"));
    m_query->setPlaceholderText(tr("name=value&other=…"));
    m_type->setObjectName(u"webType"_s);
    m_type->setAccessibleName(tr("Content type"));
    m_type->setEditable(true);
    m_type->addItems({u"application/json"_s, u"application/x-www-form-urlencoded"_s, u"text/plain"_s});
    m_body->setObjectName(u"webBody"_s);
    m_body->setAccessibleName(tr("Body"));
    m_body->setLanguage(u"json"_s);
    m_body->setLineNumbers(false);
    m_body->setMinimumHeight(70);
    m_withKey->setObjectName(u"webWithKey"_s);
    m_secretNote->setObjectName(u"webSecretNote"_s);
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    QBoxLayout *first = rowOf({m_method, m_path, m_query});
    first->setStretch(1, 1);
    first->setStretch(2, 1);
    layout->addLayout(first);
    layout->addLayout(rowOf({plainLabel(tr("Body"), u"muted"_s, part), m_type, nullptr}));
    layout->addWidget(framed(m_body));
    layout->addLayout(rowOf({m_withKey, nullptr}));
    layout->addLayout(rowOf({m_send, m_cancel, m_secretNote, nullptr}));
    return part;
}

QWidget *WebTry::buildAnswer()
{
    m_status->setObjectName(u"webStatus"_s);
    m_head->setObjectName(u"webHead"_s);
    m_head->setAccessibleName(tr("Headers of the answer"));
    m_head->setReadOnly(true);
    m_head->setFont(theme::current().mono);
    m_head->setMaximumHeight(120);
    m_answer->setObjectName(u"webAnswer"_s);
    m_answer->setAccessibleName(tr("Body of the answer"));
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(rowOf({sectionLabel(tr("Answer"), part), m_status, nullptr, m_record}));
    layout->addWidget(m_head);
    layout->addWidget(framed(m_answer), 1);
    return part;
}

void WebTry::setAction(const EntityName &name, const QString &ns, const WebAccess &saved, bool exists)
{
    m_name = name;
    m_ns = ns;
    m_access = saved;
    m_exists = exists;
    m_secretNote->setText(saved.auth == WebAccess::Auth::Secret ? tr("The secret goes along.") : QString());
    enable();
}

void WebTry::setExtension(const QString &extension)
{
    m_extensionShown = extension;
}

QString WebTry::blockedReason() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only, and a call runs the action.");
    if (!m_exists)
        return tr("It is not on the server yet.");
    if (!m_access.web)
        return tr("The saved action is no web action: the server would answer 404.");
    return m_ns.isEmpty() ? tr("The namespace is not known yet.") : QString();
}

void WebTry::enable()
{
    enableOrExplain(m_send, m_request ? tr("A call is under way.") : blockedReason());
}

WebCall WebTry::call() const
{
    WebCall call;
    call.method = m_method->currentText().toLatin1();
    call.target = webPath(m_name, m_ns, m_extensionShown, m_path->text().trimmed());
    if (const QString query = m_query->text().trimmed(); !query.isEmpty())
        call.target += '?' + QUrl::toPercentEncoding(query.startsWith(u'?') ? query.mid(1) : query, "%&=+;:@/?,!$'()*");
    call.body = m_body->text().toUtf8();
    if (!call.body.isEmpty())
        call.contentType = m_type->currentText().trimmed().toLatin1();
    if (m_access.auth == WebAccess::Auth::Secret)
        call.secret = m_access.secret;
    call.withKey = m_withKey->isChecked();
    return call;
}

void WebTry::send()
{
    if (!blockedReason().isEmpty() || m_request)
        return;
    m_request = std::make_unique<QObject>();
    m_bar->clear();
    m_status->hide();
    m_record->hide();
    m_cancel->show();
    m_head->clear();
    m_answer->clear();
    enable();
    deliver(callWeb(m_session->client(), call(), m_request.get()), m_request.get(),
            [this](const Result<WebAnswer> &answer) { came(answer); });
}

void WebTry::cancel()
{
    m_request.reset();
    m_cancel->hide();
    m_bar->show(MessageBar::Kind::Info, tr("Not waited for any more; the run itself goes on."));
    enable();
}

void WebTry::came(const Result<WebAnswer> &answer)
{
    m_request.release()->deleteLater(); // this is called from within it
    m_cancel->hide();
    enable();
    if (!answer)
        return m_bar->showError(answer.error());
    m_status->set(u"%1 · %2"_s.arg(answer->status).arg(durationText(answer->durationMs)), toneOf(answer->status));
    m_status->show();
    m_activation = answer->activationId;
    m_record->setVisible(!m_activation.isEmpty());
    m_head->setPlainText(headText(*answer));
    showBody(*answer);
    if (answer->plainFault)
        m_bar->show(MessageBar::Kind::Warning,
                    tr("The server itself failed, which it does when the result of the action is a list: return an object, "
                       "e.g. {\"body\": [ … ]}. The run is recorded, its id is lost."));
    if (!m_activation.isEmpty() || answer->plainFault)
        Q_EMIT ran();
}

void WebTry::showBody(const WebAnswer &answer)
{
    const auto parsed = json::read(answer.body);
    if (parsed)
        m_answer->setDocument(parsed->value);
    else
        m_answer->setText(answer.body);
}
