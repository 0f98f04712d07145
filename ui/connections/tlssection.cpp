#include "ui/connections/tlssection.h"

#include "core/connections/certificate.h"
#include "ui/connections/fields.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/role.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>

using namespace Qt::StringLiterals;
using connections::Trust;

TlsSection::TlsSection(QWidget *parent) : FormSection(tr("TLS"), parent), m_trust(new QButtonGroup(this))
{
    m_ca = new FileField(u"caFile"_s, tr("CA file"), this);
    m_pin = new QLineEdit(this);
    m_pin->setObjectName(u"pinnedSha256"_s);
    m_pin->setAccessibleName(tr("SHA-256 of the pinned certificate"));
    m_certificate = new FileField(u"clientCertificateFile"_s, tr("Client certificate"), this);
    m_key = new FileField(u"clientKeyFile"_s, tr("Key of the client certificate"), this);
    m_passphrase = new SecretField(u"clientKeyPassphrase"_s, tr("Passphrase of the client key"), this);
    m_trustHint = addRow(tr("Trust"), makeTrust(), u"trust"_s,
                         tr("Anybody on the way can pose as the server and read the key. Pinning is safer."));
    setRole(m_trustHint, u"warning"_s);
    addRow(tr("C&A file"), m_ca, u"caFile"_s);
    addRow(tr("SHA-256"), m_pin, u"pinnedSha256"_s);
    addRow(tr("Client certi&ficate"), m_certificate, u"clientCertificateFile"_s);
    addRow(tr("Its ke&y"), m_key, u"clientKeyFile"_s);
    addRow(tr("Passphrase"), m_passphrase, u"clientKeyPassphrase"_s, tr("Of an encrypted key; kept in the keychain."));
    for (FileField *field : {m_ca, m_certificate, m_key})
        connect(field, &FileField::edited, this, &TlsSection::edited);
    connect(m_pin, &QLineEdit::textEdited, this, &TlsSection::edited);
    connect(this, &TlsSection::edited, this, &TlsSection::adapt);
    adapt();
}

QWidget *TlsSection::makeTrust()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(box); // the form must not be wider than its dialog
    row->setSpacing(12);
    const std::tuple<Trust, QString, QString> choices[]
        = {{Trust::System, tr("System"), u"trustSystem"_s},
           {Trust::OwnCa, tr("Own CA"), u"trustOwnCa"_s},
           {Trust::Pinned, tr("Pinned certificate"), u"trustPinned"_s},
           {Trust::None, tr("Check nothing"), u"trustNone"_s}};
    for (const auto &[value, text, name] : choices) {
        auto *button = new QRadioButton(text, box);
        button->setObjectName(name);
        button->setAccessibleName(tr("Trust: %1").arg(text));
        m_trust->addButton(button, int(value));
        row->addWidget(button);
    }
    connect(m_trust, &QButtonGroup::idClicked, this, &TlsSection::edited);
    m_trust->button(int(Trust::System))->setChecked(true);
    box->setFocusProxy(m_trust->button(int(Trust::System)));
    return box;
}

Trust TlsSection::trust() const
{
    return Trust(m_trust->checkedId());
}

void TlsSection::setTrust(Trust trust)
{
    m_trust->button(int(trust))->setChecked(true);
}

void TlsSection::adapt()
{
    m_ca->setEnabled(trust() == Trust::OwnCa);
    m_ca->setPlaceholder(trust() == Trust::OwnCa ? QString() : tr("only with “Own CA”"));
    m_trustHint->setVisible(trust() == Trust::None);
    setRowVisible(u"pinnedSha256"_s, trust() == Trust::Pinned);
    setRowVisible(u"clientKeyPassphrase"_s, !m_key->file().isEmpty());
}

void TlsSection::show(const ProfileInput &input)
{
    setTrust(input.profile.trust);
    m_ca->setFile(input.profile.caFile);
    m_pin->setText(input.pin);
    m_certificate->setFile(input.profile.clientCertificateFile);
    m_key->setFile(input.profile.clientKeyFile);
    adapt();
}

void TlsSection::read(ProfileInput &input) const
{
    input.profile.trust = trust();
    input.profile.caFile = m_ca->file();
    input.pin = m_pin->text();
    input.profile.clientCertificateFile = m_certificate->file();
    input.profile.clientKeyFile = m_key->file();
}

void TlsSection::chooseCaFile()
{
    setTrust(Trust::OwnCa);
    Q_EMIT edited();
    m_ca->setFocus();
    m_ca->choose();
}

void TlsSection::pin(const QString &sha256)
{
    setTrust(Trust::Pinned);
    m_pin->setText(connections::fingerprint(sha256.toLatin1()));
    Q_EMIT edited();
}
