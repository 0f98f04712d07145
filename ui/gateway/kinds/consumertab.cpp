#include "ui/gateway/kinds/consumertab.h"

#include "core/gateway/session.h"
#include "ui/gateway/kinds/credentials.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

ConsumerTab::ConsumerTab(ResourceState &state, QWidget *parent)
    : KindTab(state, parent)
    , m_credentials(new Credentials(state.services()))
{
    below()->addWidget(m_credentials);
    connect(m_credentials, &Credentials::openRequested, this, &ResourceTab::openRequested);
    connect(m_credentials, &Credentials::countChanged, this, [this](int count) {
        m_count = count;
        Q_EMIT titleChanged();
    });
    connect(&state, &ResourceState::keyChanged, this, &ConsumerTab::follow);
    connect(&state, &ResourceState::loaded, this, &ConsumerTab::follow);
    connect(&state, &ResourceState::readOnlyChanged, this, &ConsumerTab::follow);
    follow();
}

void ConsumerTab::follow()
{
    m_credentials->setReadOnly(state().readOnlyReason());
    m_credentials->setConsumer(state().key().id, state().isNew());
}

QList<BoundForm::Section> ConsumerTab::sections(const json::Value &) const
{
    return {{{}, {u"group_id"_s, u"desc"_s}}, {tr("Labels"), {u"labels"_s}}};
}

FormSetup ConsumerTab::setup()
{
    FormSetup setup = KindTab::setup();
    setup.texts.insert(u"/group_id"_s, {tr("Group"), tr("its plugins count below the consumer's own"), {}});
    return setup;
}
