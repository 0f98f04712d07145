#include "ui/editors/web/webtab.h"

#include "core/net/endpoint.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/web/webtry.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

Switch *makeSwitch(const QString &text, const QString &name, QWidget *parent)
{
    auto *made = new Switch(text, parent);
    made->setObjectName(name);
    made->setAccessibleName(text);
    return made;
}

QLabel *hint(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, u"muted"_s, parent);
    label->setWordWrap(true);
    label->setContentsMargins(44, 0, 0, 6);
    return label;
}

} // namespace

WebTab::WebTab(ActionState &state, Session &session, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_session(&session)
    , m_web(makeSwitch(tr("Web action"), u"webExport"_s, this))
    , m_raw(makeSwitch(tr("Raw HTTP"), u"rawHttp"_s, this))
    , m_final(makeSwitch(tr("Final"), u"webFinal"_s, this))
    , m_options(makeSwitch(tr("Answers OPTIONS itself"), u"customOptions"_s, this))
    , m_auth(new QComboBox(this))
    , m_secretRow(new QWidget(this))
    , m_secret(new QLineEdit(this))
    , m_reveal(makeButton(tr("Reveal"), u"revealSecret"_s, this, u"link"_s))
    , m_generate(makeButton(tr("Generate"), u"generateWebSecret"_s, this))
    , m_copySecret(makeButton(tr("Copy"), u"copySecret"_s, this))
    , m_extension(new QComboBox(this))
    , m_address(plainLabel({}, u"mono"_s, this))
    , m_copyAddress(makeButton(tr("Copy"), u"copyAddress"_s, this))
    , m_unsaved(plainLabel({}, u"info"_s, this))
    , m_try(new WebTry(session, this))
{
    auto *splitter = new FoldingSplitter(this);
    splitter->addWidget(buildForm());
    splitter->addWidget(m_try);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({620, 480});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connectInputs();
}

QWidget *WebTab::buildForm()
{
    auto *form = new QWidget;
    setRole(form, u"surface"_s);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(16, 14, 16, 16);
    layout->setSpacing(6);
    buildSwitches(layout);
    buildAuth(layout);
    buildAddress(layout);
    m_warnings = new QVBoxLayout;
    m_warnings->setSpacing(6);
    layout->addSpacing(8);
    layout->addLayout(m_warnings);
    layout->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(form);
    return scroll;
}

void WebTab::buildSwitches(QVBoxLayout *layout)
{
    m_unsaved->setObjectName(u"webUnsaved"_s);
    layout->addWidget(m_unsaved);
    layout->addWidget(m_web);
    layout->addWidget(hint(tr("annotation web-export: everybody who knows the address can call it"), this));
    layout->addWidget(m_raw);
    layout->addWidget(hint(tr("annotation raw-http: query and body reach the action as they came, unparsed; no name is "
                              "protected then"),
                           this));
    layout->addWidget(m_final);
    layout->addWidget(hint(tr("annotation final: a call that names a parameter which has a value is refused with 400"), this));
    layout->addWidget(m_options);
    layout->addWidget(hint(tr("annotation web-custom-options: OPTIONS runs the action, and the server adds no CORS headers"),
                           this));
}

void WebTab::buildAuth(QVBoxLayout *layout)
{
    layout->addWidget(sectionLabel(tr("Who may call it"), this));
    m_auth->setObjectName(u"webAuth"_s);
    m_auth->setAccessibleName(tr("Who may call it"));
    m_auth->addItem(tr("Everybody"), int(WebAccess::Auth::Open));
    m_auth->addItem(tr("Whoever has an OpenWhisk key"), int(WebAccess::Auth::Key));
    m_auth->addItem(tr("Whoever knows the secret"), int(WebAccess::Auth::Secret));
    layout->addWidget(m_auth, 0, Qt::AlignLeft);
    m_secret->setObjectName(u"webSecret"_s);
    m_secret->setAccessibleName(tr("Secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("sent as X-Require-Whisk-Auth"));
    QBoxLayout *row = rowOf({m_secret, m_reveal, m_generate, m_copySecret});
    row->setContentsMargins(0, 0, 0, 0);
    m_secretRow->setLayout(row);
    layout->addWidget(m_secretRow);
}

void WebTab::buildAddress(QVBoxLayout *layout)
{
    layout->addSpacing(6);
    layout->addWidget(sectionLabel(tr("Public address"), this));
    m_extension->setObjectName(u"webExtension"_s);
    m_extension->setAccessibleName(tr("Extension"));
    m_extension->addItem(tr("no extension (as .http)"), QString());
    const QStringList known = webExtensions();
    for (const QString &extension : known)
        m_extension->addItem(u'.' + extension, extension);
    m_address->setObjectName(u"webAddress"_s);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setWordWrap(true);
    layout->addLayout(rowOf({m_extension, m_copyAddress, nullptr}));
    layout->addWidget(m_address);
}

void WebTab::connectInputs()
{
    connect(m_web, &Switch::clicked, this, &WebTab::webSwitched);
    for (Switch *other : {m_raw, m_final, m_options})
        connect(other, &Switch::clicked, this, &WebTab::take);
    connect(m_auth, &QComboBox::activated, this, &WebTab::take);
    connect(m_secret, &QLineEdit::textEdited, this, &WebTab::take);
    connect(m_generate, &QPushButton::clicked, this, &WebTab::generate);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        const bool masked = m_secret->echoMode() == QLineEdit::Password;
        m_secret->setEchoMode(masked ? QLineEdit::Normal : QLineEdit::Password);
        m_reveal->setText(masked ? tr("Hide") : tr("Reveal"));
    });
    connect(m_copySecret, &QPushButton::clicked, this, [this] { copy(m_secret->text(), tr("The secret is copied.")); });
    connect(m_copyAddress, &QPushButton::clicked, this, [this] { copy(m_address->text(), tr("The address is copied.")); });
    connect(m_extension, &QComboBox::currentIndexChanged, this, &WebTab::showAddress);
    connect(&m_state, &ActionState::reset, this, &WebTab::fill);
    connect(&m_state, &ActionState::edited, this, &WebTab::fill);
    connect(m_session, &Session::stateChanged, this, &WebTab::showAddress);
    connect(m_try, &WebTry::openRequested, this, &WebTab::openRequested);
    connect(m_try, &WebTry::ran, this, &WebTab::ran);
}

void WebTab::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(what);
}

QString WebTab::nameSpace() const
{
    if (m_name.ns != u"_"_s)
        return m_name.ns;
    return m_session ? m_session->nameSpace() : QString();
}

void WebTab::setAction(const EntityName &name)
{
    m_name = name;
    fill();
}

void WebTab::setReadOnly(const QString &reason)
{
    m_reason = reason;
    enable();
}

void WebTab::enable()
{
    const WebAccess access = webAccessOf(m_state.now().annotations);
    const QString off = m_reason.isEmpty() && !access.web ? tr("It is no web action.") : m_reason;
    enableOrExplain(m_web, m_reason);
    for (QWidget *input : QList<QWidget *>{m_raw, m_options, m_auth, m_secret, m_generate})
        enableOrExplain(input, off);
    enableOrExplain(m_final, m_reason);
}

void WebTab::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    const WebAccess access = webAccessOf(m_state.now().annotations);
    m_web->setChecked(access.web);
    m_raw->setChecked(access.raw);
    m_final->setChecked(access.final);
    m_options->setChecked(access.customOptions);
    m_auth->setCurrentIndex(m_auth->findData(int(access.auth))); // none for what the server never accepts
    if (m_secret->text() != access.secret)
        m_secret->setText(access.secret);
    m_secretRow->setVisible(access.auth == WebAccess::Auth::Secret);
    const bool changed = !(webAccessOf(m_state.was().annotations) == access);
    m_unsaved->setText(changed ? tr("● Not saved yet: calls still meet what is saved.") : QString());
    m_unsaved->setVisible(changed);
    showWarnings();
    showAddress();
    enable();
}

void WebTab::showAddress()
{
    const QByteArray path = webPath(m_name, nameSpace(), m_extension->currentData().toString());
    const bool known = m_session && !nameSpace().isEmpty() && !m_name.name.isEmpty();
    const QUrl url = known ? net::address(m_session->client().endpoint().base, path) : QUrl();
    m_address->setText(known ? QString::fromLatin1(url.toEncoded()) : tr("not known until the server tells the namespace"));
    enableOrExplain(m_copyAddress, known ? QString() : m_address->text());
    const bool saved = m_state.loaded().has_value();
    m_try->setAction(m_name, nameSpace(), webAccessOf(m_state.was().annotations), saved);
    m_try->setExtension(m_extension->currentData().toString());
}

void WebTab::showWarnings()
{
    while (QLayoutItem *item = m_warnings->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const auto warnings = webWarnings(m_name, m_state.now().annotations, m_state.now().parameters);
    for (const WebWarning &warning : warnings) {
        const bool note = warning.weight == WebWarning::Weight::Note;
        QLabel *label = plainLabel((note ? u"ⓘ "_s : u"⚠ "_s) + warning.text,
                                   note                                                  ? u"muted"_s
                                       : warning.weight == WebWarning::Weight::Warning ? u"warning"_s
                                                                                          : u"error"_s,
                                   this);
        label->setWordWrap(true);
        m_warnings->addWidget(label);
    }
}

void WebTab::take()
{
    if (m_filling)
        return;
    WebAccess access = webAccessOf(m_state.now().annotations);
    access.web = m_web->isChecked();
    access.raw = m_raw->isChecked();
    access.final = m_final->isChecked();
    access.customOptions = m_options->isChecked();
    if (m_auth->currentIndex() >= 0)
        access.auth = WebAccess::Auth(m_auth->currentData().toInt());
    access.secret = access.auth == WebAccess::Auth::Secret ? m_secret->text() : QString();
    if (access.auth == WebAccess::Auth::Secret && access.secret.isEmpty() && sender() == m_auth)
        access.secret = newSecret(); // an empty one would let in whoever sends an empty header
    m_state.setAnnotations(withWebAccess(m_state.now().annotations, access));
}

void WebTab::webSwitched(bool on)
{
    if (on)
        m_final->setChecked(true); // as wsk does: the web shall not replace the parameters
    take();
}

void WebTab::generate()
{
    WebAccess access = webAccessOf(m_state.now().annotations);
    access.auth = WebAccess::Auth::Secret;
    access.secret = newSecret();
    m_state.setAnnotations(withWebAccess(m_state.now().annotations, access));
}
