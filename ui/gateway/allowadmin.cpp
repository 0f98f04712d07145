#include "ui/gateway/allowadmin.h"

#include "core/net/sentences.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHostAddress>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUdpSocket>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560;
constexpr int configLines = 9; ///< with its margins
constexpr auto dockerBridge = "172.17.0.1";

QLabel *paragraph(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = plainLabel(text, role, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

AllowAdminDialog::AllowAdminDialog(const QUrl &admin, QWidget *parent) : QDialog(parent), m_config(new QPlainTextEdit(this))
{
    setObjectName(u"allowAdminDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Let this computer in"));
    setMinimumWidth(dialogWidth);
    build(admin);
    findAddress(admin);
}

void AllowAdminDialog::build(const QUrl &admin)
{
    m_config->setObjectName(u"allowAdminConfig"_s);
    m_config->setAccessibleName(tr("Part of config.yaml"));
    m_config->setReadOnly(true);
    m_config->setTabChangesFocus(true);
    m_config->setFont(theme::current().mono);
    m_config->setFixedHeight(m_config->fontMetrics().lineSpacing() * configLines);
    m_config->setPlainText(configFor({}));
    auto *copy = makeButton(tr("Copy"), u"allowAdminCopy"_s, this);
    auto *close = makeButton(tr("Close"), u"allowAdminClose"_s, this, u"primary"_s);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_config->toPlainText()); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(paragraph(tr("The gateway at %1 answers only addresses of its list allow_admin, whatever the key. Its config.yaml needs this:")
                                    .arg(net::place(admin)), {}, this));
    layout->addWidget(m_config);
    layout->addWidget(paragraph(tr("Then it must be restarted: “apisix reload”, or restart the container."), {}, this));
    layout->addWidget(paragraph(tr("A gateway in Docker sees the bridge, behind a proxy the proxy. Its logs/error.log names the address that it "
                                   "saw: “access forbidden by rule, client: …”."), u"muted"_s, this));
    layout->addLayout(rowOf({copy, nullptr, close}));
}

/// A datagram socket knows its own end of the way without sending anything.
void AllowAdminDialog::findAddress(const QUrl &admin)
{
    auto *socket = new QUdpSocket(this);
    connect(socket, &QAbstractSocket::connected, this, [this, socket] { m_config->setPlainText(configFor(socket->localAddress().toString())); });
    socket->connectToHost(admin.host(), quint16(admin.port(admin.scheme() == u"https" ? 443 : 80)));
}

QString AllowAdminDialog::configFor(const QString &address)
{
    QHostAddress own(address);
    own.setScopeId({});
    const bool isHere = own.isNull() || own.isLoopback();
    const QString line = isHere ? QLatin1String(dockerBridge) + u"/32   # "_s + tr("as error.log names it")
                                : own.toString() + (own.protocol() == QAbstractSocket::IPv6Protocol ? u"/128"_s : u"/32"_s);
    return u"deployment:\n  admin:\n    allow_admin:\n      - 127.0.0.0/24\n      - "_s + line + u'\n';
}
