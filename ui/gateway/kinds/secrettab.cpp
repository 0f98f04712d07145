#include "ui/gateway/kinds/secrettab.h"

#include "core/gateway/session.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/widgets/parts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace {
const QStringList managers{u"vault"_s, u"aws"_s, u"gcp"_s};
}

SecretTab::SecretTab(ResourceState &state, QWidget *parent)
    : KindTab(state, parent)
    , m_choice(new QButtonGroup(this))
    , m_how(plainLabel({}, u"muted"_s, this))
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    const QStringList titles{tr("HashiCorp Vault"), tr("AWS Secrets Manager"), tr("Google Secret Manager")};
    for (int i = 0; i < managers.size(); ++i) {
        auto *button = new QRadioButton(titles[i], row);
        button->setObjectName(managers[i]);
        layout->addWidget(button);
        m_choice->addButton(button, i);
    }
    layout->addStretch();
    m_how->setWordWrap(true);
    m_how->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_how->setObjectName(u"secretUse"_s);
    above()->addWidget(forms::namedRow(tr("Manager"), row, this));
    above()->addWidget(forms::namedRow({}, m_how, this));
    connect(m_choice, &QButtonGroup::idClicked, this, [this](int id) { choose(managers[id]); });
    connect(&state, &ResourceState::keyChanged, this, &SecretTab::follow);
    connect(&state, &ResourceState::loaded, this, &SecretTab::follow);
    connect(&state, &ResourceState::readOnlyChanged, this, &SecretTab::follow);
}

QString SecretTab::manager() const
{
    const QString named = state().key().id.section(u'/', 0, 0);
    return managers.contains(named) ? named : managers.first();
}

void SecretTab::load()
{
    follow();
}

/// What the other manager had stays until it is saved: nothing is lost by looking.
void SecretTab::choose(const QString &manager)
{
    gateway::Key key = state().key();
    key.id = manager + u'/' + (key.id.contains(u'/') ? key.id.section(u'/', 1) : key.id);
    state().setKey(key);
    follow();
}

void SecretTab::follow()
{
    const QString now = manager();
    m_choice->button(int(managers.indexOf(now)))->setChecked(true);
    for (QAbstractButton *button : m_choice->buttons())
        button->setEnabled(state().isNew() && !state().isReadOnly());
    const QString id = state().key().id.contains(u'/') ? state().key().id : now + u'/' + state().key().id;
    m_how->setText(tr("Referred to as $secret://%1/… by any text of a plugin. The gateway keeps what stands here in the clear.").arg(id));
    if (std::exchange(m_built, now) != now)
        fill(schemapart::secretManager(now));
}

QList<BoundForm::Section> SecretTab::sections(const json::Value &schema) const
{
    return {{{}, schemapart::namesIn(schema)}};
}
