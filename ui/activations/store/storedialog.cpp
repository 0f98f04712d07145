#include "ui/activations/store/storedialog.h"

#include "core/async/deliver.h"
#include "core/history/activationstore.h"
#include "ui/activations/store/storesettings.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1024 * 1024;
constexpr int mostDays = 3650;
constexpr int mostMegabytes = 100'000;
constexpr int dialogWidth = 520;

} // namespace

StoreDialog::StoreDialog(history::ActivationStore &store, QSettings *settings, const QString &profileId, const QString &connectionName, QWidget *parent)
    : Dialog(parent), m_store(store), m_settings(settings), m_profileId(profileId), m_enabled(new QCheckBox(tr("Keep what is seen of the activations of %1").arg(connectionName), this)),
      m_days(new QSpinBox(this)), m_megabytes(new QSpinBox(this)), m_holding(withRole(new QLabel(tr("Looking …"), this), u"muted"_s)),
      m_empty(withRole(new QPushButton(tr("Empty now…"), this), u"danger"_s)), m_message(new MessageBar(this))
{
    setObjectName(u"storeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Local store of activations"));
    build(connectionName);
    load();
}

void StoreDialog::build(const QString &connectionName)
{
    m_enabled->setObjectName(u"storeEnabled"_s);
    m_enabled->setText(tr("Keep what is seen of the activations of %1").arg(QString(connectionName).replace(u'&', u"&&"_s)));
    m_holding->setObjectName(u"storeHolding"_s);
    m_holding->setTextFormat(Qt::PlainText);
    m_holding->setWordWrap(true);
    m_empty->setObjectName(u"storeEmpty"_s);
    m_message->hide();
    auto *about = withRole(new QLabel(tr("It stays searchable when the server has forgotten it. Secrets are masked before anything is written."), this), u"muted"_s);
    about->setWordWrap(true);
    auto *form = new QFormLayout;
    addBounds(form);
    form->addRow(tr("Kept now"), m_holding);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->addButton(m_empty, QDialogButtonBox::ResetRole);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *part : {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_enabled), static_cast<QWidget *>(about)})
        layout->addWidget(part);
    layout->addLayout(form);
    layout->addWidget(buttons);
    resize(dialogWidth, sizeHint().height());
    connect(buttons, &QDialogButtonBox::accepted, this, &StoreDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_empty, &QPushButton::clicked, this, &StoreDialog::empty);
}

void StoreDialog::addBounds(QFormLayout *form)
{
    const history::ActivationBounds bounds = storesettings::bounds(m_settings);
    m_days->setObjectName(u"storeDays"_s);
    m_days->setRange(0, mostDays);
    m_days->setSuffix(tr(" days"));
    m_days->setSpecialValueText(tr("no limit"));
    m_days->setValue(bounds.days);
    m_megabytes->setObjectName(u"storeMegabytes"_s);
    m_megabytes->setRange(0, mostMegabytes);
    m_megabytes->setSuffix(u" MB"_s);
    m_megabytes->setSpecialValueText(tr("no limit"));
    m_megabytes->setValue(int(bounds.bytes / megabyte));
    form->addRow(tr("How long (all connections)"), m_days);
    form->addRow(tr("How much (each connection)"), m_megabytes);
}

void StoreDialog::load()
{
    m_enabled->setEnabled(false);
    m_empty->setEnabled(false);
    deliver(m_store.holding(m_profileId), this, [this](const Result<history::ActivationHolding> &holding) { take(holding); });
}

void StoreDialog::take(const Result<history::ActivationHolding> &holding)
{
    if (!holding)
        return say(holding.error());
    m_enabled->setEnabled(true);
    m_enabled->setChecked(holding->enabled);
    m_empty->setEnabled(holding->rows > 0);
    m_holding->setText(storesettings::holdingText(*holding));
}

void StoreDialog::apply()
{
    const history::ActivationBounds bounds{m_days->value(), m_megabytes->value() * megabyte};
    storesettings::setBounds(m_settings, bounds);
    m_store.setBounds(bounds);
    if (!m_enabled->isEnabled()) // it is not known whether it is on
        return accept();
    deliver(m_store.setEnabled(m_profileId, m_enabled->isChecked()), this, [this](const Result<Done> &done) { done ? accept() : say(done.error()); });
}

void StoreDialog::empty()
{
    const confirm::Question question{tr("Empty the local store"), tr("What is kept here of the activations of this connection is deleted. What the server has stays there."), tr("Empty"), {}, {}, true};
    if (confirm::ask(this, question) != confirm::Answer::Yes)
        return;
    m_empty->setEnabled(false);
    deliver(m_store.empty(m_profileId), this, [this](const Result<Done> &done) { done ? load() : say(done.error()); });
}

void StoreDialog::say(const Error &error)
{
    m_holding->setText(tr("unknown"));
    m_message->showError(error);
}
