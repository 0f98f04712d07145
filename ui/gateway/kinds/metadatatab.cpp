#include "ui/gateway/kinds/metadatatab.h"

#include "core/gateway/session.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

using namespace Qt::StringLiterals;

MetadataTab::MetadataTab(ResourceState &state, QWidget *parent)
    : KindTab(state, parent)
    , m_plugin(new QComboBox(this))
    , m_about(plainLabel({}, u"muted"_s, this))
{
    m_plugin->setObjectName(u"metadataPlugin"_s);
    m_plugin->setAccessibleName(tr("Plugin"));
    m_plugin->setEditable(true);
    m_plugin->setInsertPolicy(QComboBox::NoInsert);
    m_about->setWordWrap(true);
    m_about->setObjectName(u"metadataAbout"_s);
    above()->addWidget(forms::namedRow(tr("Plugin"), m_plugin, this));
    above()->addWidget(forms::namedRow({}, m_about, this));
    connect(m_plugin, &QComboBox::textActivated, this, [this](const QString &name) {
        this->state().setKey({gateway::Kind::PluginMetadata, name, {}});
        follow();
    });
    connect(&state, &ResourceState::keyChanged, this, &MetadataTab::follow);
    connect(&state, &ResourceState::loaded, this, &MetadataTab::follow);
    connect(&state, &ResourceState::readOnlyChanged, this, &MetadataTab::follow);
    if (gateway::Session *session = state.session())
        connect(session, &gateway::Session::catalogueChanged, this, &MetadataTab::load);
}

void MetadataTab::load()
{
    gateway::Session *session = state().session();
    if (!session)
        return;
    if (!session->catalogue()) {
        if (const auto problem = session->catalogueProblem())
            return view()->showError(*problem);
        return view()->showLoading(tr("The gateway's plugins"));
    }
    m_built.clear();
    fillPlugins();
    follow();
}

/// Those that say what they take come first.
void MetadataTab::fillPlugins()
{
    QStringList known;
    QStringList others;
    for (const gateway::Plugin &plugin : state().session()->catalogue()->http)
        (plugin.metadataSchema.isNull() ? others : known).append(plugin.name);
    known.sort();
    others.sort();
    m_plugin->clear();
    m_plugin->addItems(known);
    m_plugin->insertSeparator(m_plugin->count());
    m_plugin->addItems(others);
}

void MetadataTab::follow()
{
    const QString name = state().key().id;
    gateway::Session *session = state().session();
    const gateway::Plugin *plugin = session && session->catalogue() ? session->catalogue()->find(name) : nullptr;
    m_plugin->setCurrentText(name);
    m_plugin->setEnabled(state().isNew() && !state().isReadOnly());
    if (!session || !session->catalogue())
        return;
    view()->showContent();
    const bool hasForm = plugin && !plugin->metadataSchema.isNull();
    m_about->setText(hasForm || name.isEmpty() ? (plugin ? plugin->description : tr("Choose the plugin."))
                         : plugin              ? tr("This plugin does not say what it takes: write it in the JSON tab.")
                                               : tr("The gateway has no such plugin switched on. What is stored stays, see the JSON tab."));
    form()->setVisible(hasForm);
    if (hasForm && std::exchange(m_built, name) != name)
        fill(plugin->metadataSchema);
}

QList<BoundForm::Section> MetadataTab::sections(const json::Value &schema) const
{
    return {{{}, schemapart::namesIn(schema)}};
}
