#include "ui/connections/certificatedialog.h"

#include "core/connections/certificate.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString describe(const connections::CertificateFacts &known)
{
    const QStringList lines{CertificateDialog::tr("Subject   %1").arg(known.subject),
                            CertificateDialog::tr("Issuer    %1").arg(known.issuer),
                            CertificateDialog::tr("Good for  %1").arg(known.names.join(u", "_s)),
                            CertificateDialog::tr("From      %1").arg(known.from.toString(Qt::ISODate)),
                            CertificateDialog::tr("Until     %1").arg(known.until.toString(Qt::ISODate)),
                            CertificateDialog::tr("SHA-256   %1").arg(connections::fingerprint(known.sha256))};
    return lines.join(u'\n');
}

} // namespace

QString chainText(const QList<QByteArray> &chainPem)
{
    QStringList parts;
    for (const QByteArray &pem : chainPem) {
        for (const QSslCertificate &certificate : connections::certificates(pem))
            parts.append(describe(connections::facts(certificate)) + u"\n\n"_s + QString::fromLatin1(pem.trimmed()));
    }
    return parts.join(u"\n\n"_s);
}

CertificateDialog::CertificateDialog(const QList<QByteArray> &chainPem, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"certificateDialog"_s);
    setWindowTitle(tr("Certificate of the server"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text = new QPlainTextEdit(chainText(chainPem), this);
    text->setObjectName(u"certificateText"_s);
    text->setAccessibleName(windowTitle());
    text->setReadOnly(true);
    text->setFont(theme::current().mono);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
    resize(760, 480);
}
