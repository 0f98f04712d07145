#include "ui/connections/networksection.h"

#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using connections::ProxyMode;

NetworkSection::NetworkSection(QWidget *parent) : FormSection(tr("Network"), parent)
{
    m_proxyHint = addRow(tr("Pro&xy"), makeProxy(), u"proxy"_s);
    addRow(tr("Read-&only"), makeReadOnly(), u"readOnly"_s);
    connect(this, &NetworkSection::edited, this, &NetworkSection::adapt);
    adapt();
}

QWidget *NetworkSection::makeProxy()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(8);
    m_mode = new QComboBox(box);
    m_mode->setObjectName(u"proxyMode"_s);
    m_mode->setAccessibleName(tr("Proxy"));
    m_mode->addItems({tr("From environment"), tr("None"), tr("Manual")});
    m_proxy = new QLineEdit(box);
    m_proxy->setObjectName(u"proxy"_s);
    m_proxy->setAccessibleName(tr("Address of the proxy"));
    m_forget = withRole(new QPushButton(tr("Forget password"), box), u"link"_s);
    m_forget->setObjectName(u"proxyForget"_s);
    m_forget->setAutoDefault(false);
    row->addWidget(m_mode);
    row->addWidget(m_proxy, 1);
    row->addWidget(m_forget);
    box->setFocusProxy(m_mode);
    connect(m_mode, &QComboBox::activated, this, &NetworkSection::edited);
    connect(m_proxy, &QLineEdit::textEdited, this, &NetworkSection::edited);
    connect(m_proxy, &QLineEdit::editingFinished, this, &NetworkSection::commit);
    connect(m_forget, &QPushButton::clicked, this, &NetworkSection::forgetSecret);
    return box;
}

QWidget *NetworkSection::makeReadOnly()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(8);
    m_readOnly = new Switch(box);
    m_readOnly->setObjectName(u"readOnly"_s);
    m_readOnly->setAccessibleName(tr("Read-only"));
    row->addWidget(m_readOnly);
    row->addWidget(withRole(new QLabel(tr("only GET, HEAD and OPTIONS leave this profile"), box), u"muted"_s), 1);
    box->setFocusProxy(m_readOnly);
    connect(m_readOnly, &QAbstractButton::clicked, this, &NetworkSection::edited);
    return box;
}

void NetworkSection::adapt()
{
    const bool manual = m_mode->currentIndex() == int(ProxyMode::Manual);
    m_proxy->setEnabled(manual);
    m_proxy->setPlaceholderText(manual ? u"http://proxy.example:3128"_s : tr("only with “Manual”"));
    m_forget->setVisible(manual && !m_userInfo.isEmpty());
    m_proxyHint->setText(manual && !m_userInfo.isEmpty() ? tr("User and password are kept in the keychain.") : QString());
    m_proxyHint->setVisible(!m_proxyHint->text().isEmpty());
}

void NetworkSection::commit()
{
    QString text = m_proxy->text();
    const QByteArray info = takeUserInfo(text);
    if (info.isEmpty())
        return;
    m_userInfo = info;
    m_proxy->setText(text);
    adapt();
    Q_EMIT proxySecretEdited();
}

void NetworkSection::forgetSecret()
{
    m_userInfo.clear();
    m_proxy->setFocus();
    adapt();
    Q_EMIT proxySecretEdited();
}

void NetworkSection::show(const ProfileInput &input)
{
    m_mode->setCurrentIndex(int(input.profile.proxyMode));
    m_proxy->setText(input.proxy);
    m_readOnly->setChecked(input.profile.readOnly);
    adapt();
}

void NetworkSection::read(ProfileInput &input) const
{
    input.profile.proxyMode = ProxyMode(m_mode->currentIndex());
    input.proxy = m_proxy->text();
    takeUserInfo(input.proxy); // editingFinished may still be to come
    input.profile.readOnly = m_readOnly->isChecked();
}

void NetworkSection::setProxySecret(const QByteArray &userInfo)
{
    m_userInfo = userInfo;
    adapt();
}
