#include "ui/gateway/kinds/certificatecard.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int soonDays = 30;

QString dayText(qint64 ms)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, timesInUtc() ? Qt::UTC : Qt::LocalTime);
    return time.toString(u"yyyy-MM-dd HH:mm"_s) + u' ' + zoneText(ms);
}

QString leftText(int days)
{
    if (days > 2 * 365)
        return CertificateCard::tr("%1 years left").arg(days / 365);
    return days == 1 ? CertificateCard::tr("1 day left") : CertificateCard::tr("%1 days left").arg(days);
}

} // namespace

CertificateCard::CertificateCard(QWidget *parent)
    : QFrame(parent)
    , m_validity(new Chip({}, Chip::Tone::Neutral, this))
    , m_key(new Chip({}, Chip::Tone::Neutral, this))
    , m_subject(plainLabel({}, u"title"_s, this))
    , m_issuer(plainLabel({}, {}, this))
    , m_names(plainLabel({}, {}, this))
    , m_times(plainLabel({}, {}, this))
    , m_fingerprint(shortLabel({}, u"mono"_s, this))
    , m_useNames(makeButton(tr("Use its names"), u"useNames"_s, this))
{
    setRole(this, u"card"_s);
    build();
    connect(m_useNames, &QPushButton::clicked, this, [this] {
        if (m_facts)
            Q_EMIT namesWanted(m_facts->names);
    });
}

void CertificateCard::build()
{
    m_subject->setObjectName(u"subject"_s);
    m_issuer->setObjectName(u"issuer"_s);
    m_names->setObjectName(u"names"_s);
    m_times->setObjectName(u"validity"_s);
    m_validity->setObjectName(u"daysLeft"_s);
    m_key->setObjectName(u"keyMatch"_s);
    m_useNames->setToolTip(tr("Puts the names of the certificate into the server names"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->addLayout(rowOf({m_subject, m_validity, m_key, nullptr, m_useNames}));
    auto *facts = new QFormLayout;
    facts->setLabelAlignment(Qt::AlignRight);
    const std::pair<QString, QLabel *> rows[] = {
        {tr("Issued by"), m_issuer}, {tr("Names"), m_names}, {tr("Valid"), m_times}, {tr("SHA-256"), m_fingerprint}};
    for (const auto &[title, label] : rows) {
        label->setWordWrap(label != m_fingerprint);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(title);
        facts->addRow(plainLabel(title, u"muted"_s, this), label);
    }
    layout->addLayout(facts);
}

void CertificateCard::setMayUseNames(bool may)
{
    m_useNames->setVisible(may);
}

void CertificateCard::show(const QString &certificatePem, const QString &keyPem)
{
    m_facts = gateway::certificateFacts(certificatePem);
    const bool isKnown = m_facts && !keyPem.isEmpty() && !keyPem.startsWith(u'$');
    m_match = isKnown ? std::optional(gateway::keyMatch(certificatePem, keyPem)) : std::nullopt;
    fill();
    setVisible(m_facts.has_value());
}

void CertificateCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LocaleChange)
        fill();
    QFrame::changeEvent(event);
}

void CertificateCard::fill()
{
    if (!m_facts)
        return;
    const QString chain = m_facts->chain > 1 ? tr(" · chain of %1").arg(m_facts->chain) : QString();
    m_subject->setText(m_facts->subject);
    m_issuer->setText((m_facts->selfSigned ? tr("itself (self-signed)") : m_facts->issuer) + chain);
    m_names->setText(m_facts->names.join(u", "_s));
    m_times->setText(tr("%1 to %2").arg(dayText(m_facts->validFromMs), dayText(m_facts->validToMs))
                     + (m_facts->keyKind.isEmpty() ? QString() : u" · "_s + m_facts->keyKind));
    m_fingerprint->setText(m_facts->fingerprint);
    m_fingerprint->setToolTip(m_facts->fingerprint);
    m_useNames->setEnabled(!m_facts->names.isEmpty());
    fillValidity(QDateTime::currentMSecsSinceEpoch());
    m_key->setVisible(m_match.has_value());
    if (!m_match)
        return;
    if (*m_match == gateway::KeyMatch::Matches)
        m_key->set(tr("key fits"), Chip::Tone::Success);
    else if (*m_match == gateway::KeyMatch::OtherKey)
        m_key->set(tr("key of another certificate"), Chip::Tone::Error);
    else
        m_key->set(tr("key cannot be read"), Chip::Tone::Warning);
}

void CertificateCard::fillValidity(qint64 nowMs)
{
    const int days = m_facts->daysLeft(nowMs);
    if (nowMs < m_facts->validFromMs)
        m_validity->set(tr("not valid yet"), Chip::Tone::Warning);
    else if (days < 0)
        m_validity->set(days == -1 ? tr("expired") : tr("expired %1 days ago").arg(-days), Chip::Tone::Error);
    else
        m_validity->set(leftText(days), days < soonDays ? Chip::Tone::Warning : Chip::Tone::Success);
}
