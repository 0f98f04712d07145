#include "ui/connections/profileform.h"

#include "ui/connections/environment.h"
#include "ui/connections/fields.h"
#include "ui/connections/networksection.h"
#include "ui/connections/tlssection.h"
#include "ui/widgets/role.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using connections::Environment;
using connections::Secret;

namespace {

constexpr Environment environments[]
    = {Environment::Sandbox, Environment::Dev, Environment::Staging, Environment::Production};

} // namespace

ProfileForm::ProfileForm(QWidget *parent) : ColumnArea(parent)
{
    setObjectName(u"profileForm"_s);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    build();
}

void ProfileForm::build()
{
    auto *content = withRole(new QWidget(this), u"surface"_s);
    m_tls = new TlsSection(content);
    m_network = new NetworkSection(content);
    m_sections = {makeGeneral(), makeOpenWhisk(), makeGateway(), m_tls, m_network};
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(14);
    for (FormSection *section : m_sections)
        layout->addWidget(section);
    layout->addStretch();
    setWidget(content);
    connect(m_tls, &TlsSection::edited, this, &ProfileForm::edited);
    connect(m_network, &NetworkSection::edited, this, &ProfileForm::edited);
    connect(m_network, &NetworkSection::proxySecretEdited, this,
            [this] { Q_EMIT secretEdited(Secret::ProxyPassword, m_network->proxySecret()); });
    connectSecret(m_key, Secret::OpenWhiskKey);
    connectSecret(m_adminKey, Secret::GatewayAdminKey);
    connectSecret(m_tls->passphrase(), Secret::ClientKeyPassphrase);
}

FormSection *ProfileForm::makeGeneral()
{
    auto *section = new FormSection({}, this);
    m_name = newLine(u"name"_s, tr("Name"), {});
    m_environment = new QComboBox(this);
    m_environment->setObjectName(u"environment"_s);
    m_environment->setAccessibleName(tr("Environment"));
    m_environment->setMaximumWidth(180);
    for (const Environment environment : environments)
        m_environment->addItem(environmentWord(environment));
    paintDots();
    connect(m_environment, &QComboBox::activated, this, &ProfileForm::edited);
    connect(m_environment, &QComboBox::currentIndexChanged, this, &ProfileForm::adapt);
    section->addRow(tr("&Name"), m_name, u"name"_s);
    m_environmentHint = section->addRow(tr("&Environment"), m_environment, u"environment"_s);
    return section;
}

FormSection *ProfileForm::makeOpenWhisk()
{
    auto *section = new FormSection(tr("OpenWhisk"), this);
    m_host = newLine(u"openwhiskHost"_s, tr("OpenWhisk host"), u"https://ow.example, or host:port"_s);
    m_key = new SecretField(u"openwhiskKey"_s, tr("OpenWhisk key"), this);
    m_hostHint = section->addRow(tr("&Host"), m_host, u"openwhiskHost"_s,
                                 tr("Not encrypted: the key travels in the clear, also to whoever listens."));
    setRole(m_hostHint, u"warning"_s);
    m_hostHint->setObjectName(u"hostHint"_s);
    connect(m_host, &QLineEdit::textChanged, this, &ProfileForm::adapt);
    m_keyHint = section->addRow(tr("&Key"), m_key, u"openwhiskKey"_s, u" "_s);
    m_keyHint->setObjectName(u"keyHint"_s);
    return section;
}

FormSection *ProfileForm::makeGateway()
{
    auto *section = new FormSection(tr("Gateway"), this);
    m_admin = newLine(u"gatewayAdmin"_s, tr("Gateway Admin API"), tr("optional"));
    m_adminKey = new SecretField(u"gatewayAdminKey"_s, tr("Gateway admin key"), this);
    m_plane = newLine(u"dataPlane"_s, tr("Data plane"), tr("optional"));
    section->addRow(tr("Ad&min API"), m_admin, u"gatewayAdmin"_s);
    section->addRow(tr("Admin key"), m_adminKey, u"gatewayAdminKey"_s);
    section->addRow(tr("&Data plane"), m_plane, u"dataPlane"_s,
                    tr("Where test requests go."));
    m_control = newLine(u"controlApi"_s, tr("Control API"), tr("optional, e.g. http://127.0.0.1:9090"));
    section->addRow(tr("C&ontrol API"), m_control, u"controlApi"_s,
                    tr("Of one data-plane node: it knows the live health of upstream nodes."));
    return section;
}

QLineEdit *ProfileForm::newLine(const QString &name, const QString &accessibleName, const QString &placeholder)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    line->setAccessibleName(accessibleName);
    line->setPlaceholderText(placeholder);
    connect(line, &QLineEdit::textEdited, this, &ProfileForm::edited);
    return line;
}

void ProfileForm::connectSecret(SecretField *field, Secret secret)
{
    connect(field, &SecretField::edited, this, [this, field, secret] { Q_EMIT secretEdited(secret, field->secret()); });
}

void ProfileForm::adapt()
{
    const bool production = m_environment->currentIndex() == int(Environment::Production);
    m_environmentHint->setText(production ? tr("Deletes ask for the name.") : QString());
    m_environmentHint->setVisible(production);
    const QUrl host = connections::hostFromText(m_host->text());
    m_hostHint->setVisible(!host.isEmpty() && net::isPlainToOthers(host));
}

void ProfileForm::paintDots()
{
    for (const Environment environment : environments)
        m_environment->setItemIcon(int(environment), environmentDot(environment));
}

void ProfileForm::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && widget())
        paintDots();
}

void ProfileForm::show(const ProfileEdit &edit)
{
    m_base = edit.input;
    m_name->setText(edit.input.profile.name);
    m_environment->setCurrentIndex(int(edit.input.profile.environment));
    m_host->setText(edit.input.host);
    m_admin->setText(edit.input.gatewayAdmin);
    m_plane->setText(edit.input.dataPlane);
    m_control->setText(edit.input.controlApi);
    m_tls->show(edit.input);
    m_network->show(edit.input);
    showSecrets(edit);
    showProblems({});
    adapt();
    ensureVisible(0, 0);
}

void ProfileForm::showSecrets(const ProfileEdit &edit)
{
    m_key->setSecret(edit.secrets.value(Secret::OpenWhiskKey));
    m_adminKey->setSecret(edit.secrets.value(Secret::GatewayAdminKey));
    m_tls->passphrase()->setSecret(edit.secrets.value(Secret::ClientKeyPassphrase));
    m_network->setProxySecret(edit.secrets.value(Secret::ProxyPassword));
    const QString reading = edit.keys == ProfileEdit::Keys::Reading ? tr("reading the keychain…") : QString();
    for (SecretField *field : {m_key, m_adminKey, m_tls->passphrase()})
        field->setPlaceholder(reading);
}

ProfileInput ProfileForm::input() const
{
    ProfileInput input = m_base;
    input.profile.name = m_name->text();
    input.profile.environment = Environment(m_environment->currentIndex());
    input.host = m_host->text();
    input.gatewayAdmin = m_admin->text();
    input.dataPlane = m_plane->text();
    input.controlApi = m_control->text();
    m_tls->read(input);
    m_network->read(input);
    return input;
}

void ProfileForm::commit()
{
    m_network->commit();
}

void ProfileForm::setKeyHint(const QString &text, bool warning)
{
    m_keyHint->setText(text);
    setRole(m_keyHint, warning ? u"warning"_s : u"small"_s);
}

void ProfileForm::showProblems(const QList<std::pair<QString, QString>> &problems)
{
    for (FormSection *section : m_sections)
        section->clearProblems();
    QWidget *first = nullptr;
    for (const auto &[key, sentence] : problems) {
        for (FormSection *section : m_sections) {
            if (section->setProblem(key, sentence) && !first)
                first = section->field(key);
        }
    }
    if (!first)
        return;
    first->setFocus();
    ensureWidgetVisible(first);
}

void ProfileForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void ProfileForm::focusKey()
{
    m_key->setFocus();
    ensureWidgetVisible(m_key);
}

void ProfileForm::focusAdminKey()
{
    m_adminKey->setFocus();
    ensureWidgetVisible(m_adminKey);
}
