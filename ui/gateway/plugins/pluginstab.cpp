#include "ui/gateway/plugins/pluginstab.h"

#include "core/gateway/functions.h"
#include "core/gateway/session.h"
#include "ui/gateway/plugins/pluginadd.h"
#include "ui/gateway/plugins/pluginform.h"
#include "ui/gateway/plugins/pluginlist.h"
#include "ui/gateway/resource/bringintoview.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

constexpr int listWidth = 220;
constexpr int leastList = 180;

/// "/plugins/x/a/b": x and "/a/b"; empty for another place.
std::pair<QString, QString> placeIn(const QString &pointer)
{
    QStringList parts = pointer.split(u'/');
    if (parts.size() < 3 || parts[1] != u"plugins")
        return {};
    const QString name = parts[2];
    const QString rest = parts.mid(3).join(u'/');
    return {QString(name).replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s), rest.isEmpty() ? QString() : u'/' + rest};
}

} // namespace

PluginsTab::PluginsTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_fields(state.key().kind)
    , m_list(new PluginList(tr("On this %1").arg(singular(state.key().kind)), this))
    , m_right(new QStackedLayout)
    , m_adding(new PluginAdd(state, m_fields, this))
{
    auto *parts = new FoldingSplitter(this);
    auto *right = new QWidget(parts);
    right->setLayout(m_right);
    m_list->setMinimumWidth(leastList);
    setRole(m_list, u"pane"_s);
    parts->addWidget(m_list);
    parts->addWidget(right);
    parts->setStretchFactor(1, 1);
    parts->setSizes({listWidth, 3 * listWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(parts);
    buildRight();
    follow();
    refresh();
}

QString PluginsTab::title() const
{
    return tr("Plugins");
}

int PluginsTab::count() const
{
    return int(plugins().size());
}

void PluginsTab::buildRight()
{
    m_nothing = buildNothing();
    m_inherited = buildInherited();
    m_holder = withRole(new QWidget(this), u"surface"_s);
    m_place = new QVBoxLayout(m_holder);
    m_place->setContentsMargins({});
    m_bar = new MessageBar(m_holder);
    m_bar->clear();
    m_place->addWidget(m_bar);
    for (QWidget *page : {m_nothing, m_holder, m_inherited, static_cast<QWidget *>(m_adding)})
        m_right->addWidget(page);
}

QWidget *PluginsTab::buildNothing()
{
    auto *page = withRole(new QWidget(this), u"surface"_s);
    m_nothingText = plainLabel({}, u"muted"_s, page);
    m_nothingText->setObjectName(u"noPlugins"_s);
    m_nothingText->setWordWrap(true);
    m_nothingText->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    layout->addWidget(m_nothingText);
    layout->addStretch();
    return page;
}

QWidget *PluginsTab::buildInherited()
{
    auto *page = withRole(new QWidget(this), u"surface"_s);
    m_inheritedText = plainLabel({}, {}, page);
    m_inheritedText->setWordWrap(true);
    m_inheritedText->setObjectName(u"inheritedText"_s);
    m_inheritedOpen = makeButton({}, u"openInherited"_s, page, u"link"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(m_inheritedText);
    layout->addWidget(m_inheritedOpen, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(m_inheritedOpen, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(gatewayObject(m_inheritedFrom)); });
    return page;
}

void PluginsTab::follow()
{
    ResourceState &resource = state();
    for (const auto signal : {&ResourceState::valueChanged, &ResourceState::loaded, &ResourceState::readOnlyChanged})
        connect(&resource, signal, this, &PluginsTab::refresh);
    if (Session *session = resource.session()) {
        connect(session, &Session::catalogueChanged, this, &PluginsTab::refresh);
        connect(session, &Session::changed, this, &PluginsTab::refreshList);
    }
    connect(m_list, &PluginList::selected, this, &PluginsTab::showPlugin);
    connect(m_list, &PluginList::inheritedSelected, this, &PluginsTab::showInherited);
    connect(m_list, &PluginList::openRequested, this, [this](const Key &from) { Q_EMIT openRequested(gatewayObject(from)); });
    connect(m_list, &PluginList::switched, this, &PluginsTab::switchPlugin);
    connect(m_list, &PluginList::addRequested, this, &PluginsTab::beginAdding);
    connect(m_list, &PluginList::removeRequested, this, &PluginsTab::remove);
    connect(m_list, &PluginList::copyRequested, this, &PluginsTab::copy);
    connect(m_list, &PluginList::pasteRequested, this, &PluginsTab::paste);
    connect(m_adding, &PluginAdd::closed, this, &PluginsTab::endAdding);
    connect(m_adding, &PluginAdd::openRequested, this, &ResourceTab::openRequested);
    connect(m_adding, &PluginAdd::opened, this, [this](const QString &name) {
        endAdding();
        showPlugin(name);
    });
    connect(m_adding, &PluginAdd::added, this, [this](const QString &name, const json::Value &conf) {
        put(name, conf);
        endAdding();
        showPlugin(name);
    });
}

json::Value PluginsTab::plugins() const
{
    const json::Value plugins = state().value().value(u"plugins");
    return plugins.isObject() ? plugins : json::Value::object();
}

std::optional<json::Value> PluginsTab::before(const QString &name) const
{
    const json::Value *conf = nullptr;
    const json::Value was = state().before().value(u"plugins");
    conf = was.find(name);
    return conf ? std::optional(*conf) : std::nullopt;
}

void PluginsTab::refresh()
{
    if (Session *session = state().session())
        m_fields.setCatalogue(session->catalogue());
    refreshForm();
    refreshList();
    refreshProblems();
    if (const int now = count(); std::exchange(m_count, now) != now)
        Q_EMIT titleChanged();
}

void PluginsTab::refreshList()
{
    const json::Value now = plugins();
    QList<PluginRow> rows;
    for (const QString &name : runningOrder(now, m_fields.catalogue(), m_fields.inStream())) {
        const auto was = before(name);
        const json::Value conf = now.value(name);
        rows.append({name, !isDisabled(conf), was && !(*was == conf), !was && !state().isNew(), m_fields.catalogue() && !m_fields.plugin(name),
                     int(problemsOf(name).size())});
    }
    m_list->setReadOnly(state().isReadOnly(), whyNoAdding());
    m_list->setRows(rows, inheritedPlugins(state()));
    if (m_form)
        m_list->select(m_form->plugin());
}

/// The form of the plugin that was shown, of another if it is gone, or the page that says that there is none.
void PluginsTab::refreshForm()
{
    const json::Value now = plugins();
    const bool kept = m_form && now.contains(m_form->plugin()) && m_known == (m_fields.field(m_form->plugin()) != nullptr);
    if (!kept) {
        const QString again = m_form && now.contains(m_form->plugin()) ? m_form->plugin()
                                                                       : runningOrder(now, m_fields.catalogue(), m_fields.inStream()).value(0);
        makeForm(again);
    }
    if (m_form) {
        m_form->setConf(now.value(m_form->plugin()), before(m_form->plugin()));
        m_form->setReadOnly(state().isReadOnly());
        refreshBar();
    }
    m_nothingText->setText(state().isLoaded() ? tr("No plugins here. “+ Add plugin” finds one among those of the gateway.") : QString());
}

void PluginsTab::makeForm(const QString &name)
{
    if (m_form)
        m_form->deleteLater(); // it may be its own signal that led here
    m_form = nullptr;
    QWidget *shown = m_right->currentWidget();
    if (!name.isEmpty()) {
        m_known = m_fields.field(name) != nullptr;
        m_form = new PluginForm(state(), m_fields, name, m_holder);
        m_form->addTool(tools(name));
        m_form->setConf(plugins().value(name), before(name));
        m_form->setReadOnly(state().isReadOnly());
        m_place->addWidget(m_form, 1);
        connect(m_form, &PluginForm::edited, this, [this] { put(m_form->plugin(), m_form->conf()); });
        connect(m_form, &PluginForm::problemsChanged, this, [this] {
            refreshProblems();
            refreshList();
        });
        connect(m_form, &PluginForm::openRequested, this, &ResourceTab::openRequested);
        addTest();
    }
    if (shown != m_adding)
        m_right->setCurrentWidget(m_form ? m_holder : m_nothing);
}

/// Whether a function answers is seen where it is chosen.
void PluginsTab::addTest()
{
    if (m_fields.kind() != Kind::Route || state().isNew() || !m_known || !callsFunction(m_form->plugin()))
        return;
    auto *test = new TestPanel(state());
    m_form->addBottom(test);
    connect(test, &TestPanel::openRequested, this, &ResourceTab::openRequested);
    connect(test, &TestPanel::answered, test, [test] { bringIntoViewSoon(test); });
}

void PluginsTab::showPlugin(const QString &name)
{
    if (!plugins().contains(name))
        return;
    if (!m_form || m_form->plugin() != name)
        makeForm(name);
    m_right->setCurrentWidget(m_holder);
    m_list->select(name);
    refreshBar();
    refreshProblems();
    Q_EMIT titleChanged();
}

void PluginsTab::showInherited(const Key &from, const QString &plugin)
{
    const QString kind = singular(from.kind);
    const QString replaced = from.kind == Kind::GlobalRule ? tr("It runs beside the plugins here, for all requests.")
        : plugins().contains(plugin)                       ? tr("It is replaced here as a whole by the configuration of the same name.")
                                                           : tr("It runs here as it is there, unless a plugin of the same name is added here.");
    m_inheritedFrom = from;
    m_inheritedText->setText(tr("%1 comes from %2 %3.").arg(plugin, kind, from.id) + u' ' + replaced);
    m_inheritedOpen->setText(tr("Open %1 %2").arg(kind, from.id));
    m_right->setCurrentWidget(m_inherited);
}

bool PluginsTab::hasSide() const
{
    return m_right->currentWidget() != m_adding;
}

QString PluginsTab::whyNoAdding() const
{
    if (state().isReadOnly())
        return state().readOnlyReason();
    if (!m_fields.catalogue())
        return tr("The gateway has not told yet which plugins it has.");
    return m_fields.kind() == Kind::Credential && count() > 0 ? tr("A credential has one plugin.") : QString();
}

void PluginsTab::beginAdding()
{
    if (!whyNoAdding().isEmpty())
        return;
    m_right->setCurrentWidget(m_adding);
    m_adding->begin();
    Q_EMIT titleChanged(); // there is no side beside it
}

void PluginsTab::endAdding()
{
    m_right->setCurrentWidget(m_form ? m_holder : m_nothing);
    m_list->focusList();
    Q_EMIT titleChanged();
}

void PluginsTab::find()
{
    beginAdding();
}

bool PluginsTab::focusPlace(const QString &pointer)
{
    const auto [name, rest] = placeIn(pointer);
    if (pointer == u"/plugins")
        return m_list->focusList(), true;
    if (name.isEmpty() || !plugins().contains(name))
        return false;
    showPlugin(name);
    if (!m_form->focusPlace(rest))
        m_form->focusFirst();
    return true;
}

void PluginsTab::showComplaint(const schema::Problem &problem)
{
    const auto [name, rest] = placeIn(problem.pointer);
    if (m_form && m_form->plugin() == name)
        m_form->showComplaint({rest, problem.sentence});
    else if (m_form)
        m_bar->show(MessageBar::Kind::Error, problem.sentence);
}
