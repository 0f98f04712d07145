#include "ui/connections/probecard.h"

#include "core/connections/certificate.h"
#include "ui/connections/proberow.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using connections::ProbeLayer;

namespace {

QString sentenceOf(const QStringList &reasons)
{
    return capitalized(reasons.join(u"; "_s)) + u'.';
}

/// "Issuer “Shop Internal CA”, good for a, b until 14 Mar 2027."
QString describe(const connections::CertificateFacts &known)
{
    const QString until = QLocale().toString(known.until.date(), QLocale::ShortFormat);
    return ProbeCard::tr("Issuer “%1”, good for %2 until %3.").arg(known.issuer, known.names.join(u", "_s), until);
}

} // namespace

ProbeCard::ProbeCard(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"probeCard"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 12, 12);
    layout->setSpacing(6);
    m_headline = addLabel(u"probeHeadline"_s, u"title"_s);
    m_text = addLabel(u"probeText"_s, {});
    m_fingerprint = addLabel(u"probeFingerprint"_s, u"small"_s);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    m_ownCa = addButton(u"useOwnCa"_s, tr("Use own CA file…"));
    m_pin = addButton(u"pinCertificate"_s, tr("Pin it…"));
    m_show = addButton(u"showCertificate"_s, tr("Show…"));
    m_key = addButton(u"editKey"_s, tr("Edit key"));
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    connect(m_ownCa, &QPushButton::clicked, this, &ProbeCard::ownCaRequested);
    connect(m_pin, &QPushButton::clicked, this, &ProbeCard::pinRequested);
    connect(m_show, &QPushButton::clicked, this, &ProbeCard::certificateRequested);
    connect(m_key, &QPushButton::clicked, this, &ProbeCard::keyRequested);
}

QLabel *ProbeCard::addLabel(const QString &name, const QString &role)
{
    auto *label = withRole(new QLabel(this), role);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout()->addWidget(label);
    return label;
}

QPushButton *ProbeCard::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    return button;
}

void ProbeCard::offer(bool certificate, bool key)
{
    m_ownCa->setVisible(certificate);
    m_pin->setVisible(certificate);
    m_show->setVisible(certificate);
    m_key->setVisible(key);
    m_fingerprint->setVisible(certificate);
    setVisible(true);
}

void ProbeCard::showCertificate(const net::TlsFailure &failure)
{
    const auto chain = connections::certificates(failure.chainPem.value(0));
    m_headline->setText(sentenceOf(failure.reasons));
    m_text->setText(chain.isEmpty() ? QString() : describe(connections::facts(chain.first())));
    m_fingerprint->setText(u"SHA-256 "_s + connections::fingerprint(failure.leafSha256));
    offer(!chain.isEmpty(), false);
}

void ProbeCard::showLayer(const ProbeLayer &layer)
{
    m_headline->setText(tr("The test stopped at “%1”.").arg(layerName(layer.name)));
    m_text->setText(capitalized(layer.text));
    offer(false, layer.name == ProbeLayer::Name::Key);
}

void ProbeCard::showSentence(const QString &headline, const QString &text)
{
    m_headline->setText(headline);
    m_text->setText(text);
    offer(false, false);
}

void ProbeCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.error);
    painter.setBrush(theme.errorSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, theme.radius);
    painter.fillRect(QRect(0, 2, 3, height() - 4), theme.error);
}
