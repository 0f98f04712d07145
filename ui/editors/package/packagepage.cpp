#include "ui/editors/package/packagepage.h"

#include "core/openwhisk/packages.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/package/boundparameters.h"
#include "ui/editors/package/packageabout.h"
#include "ui/editors/package/packagecontents.h"
#include "ui/editors/package/packagekind.h"
#include "ui/editors/package/packagerows.h"
#include "ui/editors/package/providerpicker.h"
#include "ui/editors/pages.h"
#include "ui/editors/usedby/usedbytab.h"
#include "ui/widgets/messagebar.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

PackagePage::PackagePage(Session &session, history::Store &store, const Target &target, QWidget *parent)
    : EntityPage(session, store, target, packageKind(), parent)
    , m_contents(new PackageContents(this))
    , m_picker(new ProviderPicker(session, this))
    , m_bound(new BoundParameters(this))
    , m_usedBy(new UsedByTab(session, insight::Subject::Package, this))
{
    build();
    start();
}

void PackagePage::build()
{
    const auto rows = [this] {
        return state().copy() ? packageRows(state().copy()->document).size() : 0;
    };
    addTab({u"contentsTab"_s, tr("Contents"), m_contents, {u"publish"_s}, rows});
    addTab({u"originTab"_s, tr("Origin"), m_picker, {u"binding"_s}});
    addParametersTab();
    addTab({u"boundTab"_s, tr("What arrives"), m_bound, {}, [this] { return m_bound->count(); }});
    addAnnotationsTab();
    addTab({u"usedByTab"_s, tr("Used by"), m_usedBy, {},
            [this] { return m_usedBy->complete() ? m_usedBy->uses()->count() : qsizetype(-1); }});
    addDocumentTab();
    connectParts();
}

void PackagePage::connectParts()
{
    const auto bind = [this] { Q_EMIT openRequested(editors::newEntity(Target::Kind::NewBinding, fullName())); };
    addCommand(u"package.bind"_s, tr("Bind it…"), bind, Needs::Server);
    connect(m_contents, &PackageContents::sharingChosen, this,
            [this](bool shared) { state().set(u"publish"_s, json::Value::boolean(shared)); });
    connect(m_contents, &PackageContents::openRequested, this, [this](const QString &action) {
        Q_EMIT openRequested({Target::Kind::Action, {target().name.ns, target().name.name, action}, {}});
    });
    connect(m_contents, &PackageContents::deleteRequested, this, [this](const QString &action) {
        removeOther({Target::Kind::Action, {u"_"_s, target().name.name, action}, {}});
    });
    connect(m_contents, &PackageContents::addRequested, this,
            [this] { Q_EMIT openRequested(editors::newAction(target().name.name)); });
    connect(m_contents, &PackageContents::bindRequested, this, bind);
    connect(m_contents, &PackageContents::originRequested, this, &PackagePage::openOrigin);
    connect(m_usedBy, &UsedByTab::openRequested, this, &Page::openRequested);
    connect(m_usedBy, &UsedByTab::changed, this, &PackagePage::showCounts);
    connect(m_picker, &ProviderPicker::edited, this, &PackagePage::providerEdited);
    connect(m_picker, &ProviderPicker::openRequested, this,
            [this](const EntityName &action) { Q_EMIT openRequested({Target::Kind::Action, action, {}}); });
}

QString PackagePage::glyph() const
{
    return binding() ? u"binding"_s : u"package"_s;
}

void PackagePage::refresh()
{
    if (isNew() && binding())
        m_picker->refresh();
    EntityPage::refresh();
}

Target::Kind PackagePage::newKind() const
{
    return binding() ? Target::Kind::NewBinding : Target::Kind::NewPackage;
}

bool PackagePage::binding() const
{
    if (isNew())
        return target().kind == Target::Kind::NewBinding;
    if (state().copy())
        return isBinding(*state().copy());
    const auto rows = session() ? session()->packages().rows : nullptr;
    return own() && rows && std::any_of(rows->begin(), rows->end(), [this](const PackageSummary &row) {
               return row.name.name == target().name.name && row.binding;
           });
}

bool PackagePage::broken() const
{
    return !isNew() && state().copy() && isBroken(*state().copy());
}

bool PackagePage::own() const
{
    const QString &ns = target().name.ns;
    return ns == u"_"_s || (session() && ns == session()->nameSpace());
}

std::optional<EntityName> PackagePage::provider() const
{
    return boundTo(state().value(u"binding"));
}

EntityName PackagePage::fullName() const
{
    EntityName name = target().name;
    if (name.ns == u"_"_s && session() && !session()->nameSpace().isEmpty())
        name.ns = session()->nameSpace();
    return name;
}

json::Value PackagePage::emptyEdit() const
{
    json::Value edit = EntityPage::emptyEdit();
    if (!binding()) {
        edit.set(u"publish", json::Value::boolean(false));
        return edit;
    }
    const bool given = !target().name.name.isEmpty();
    edit.set(u"binding", given ? bindingValue(fullName()) : json::Value::object());
    return edit;
}

QString PackagePage::newTitle() const
{
    return binding() ? tr("New binding") : tr("New package");
}

QString PackagePage::proposedName() const
{
    return binding() ? target().name.name : QString();
}

QString PackagePage::nameProblem(const QString &name) const
{
    // In web addresses it means "no package", so the server reserves it.
    return name == u"default"_s ? tr("Package name 'default' is reserved.") : QString();
}

QList<EntityChip> PackagePage::chips() const
{
    if (broken())
        return {{tr("binding"), Chip::Tone::Violet}, {tr("broken"), Chip::Tone::Error, brokenText()}};
    if (binding()) {
        const auto bound = provider();
        return {{tr("binding"), Chip::Tone::Violet, bound ? bound->full() : QString()}};
    }
    if (state().value(u"publish").toBool())
        return {{tr("shared"), Chip::Tone::Accent, tr("Everybody on this server can read, bind and invoke it.")}};
    return {};
}

void PackagePage::fill()
{
    showTabs();
    const json::Value document = state().copy() ? state().copy()->document : json::Value();
    m_contents->setRows(packageRows(document), isNew()     ? tr("It is not on the server yet: create it first.")
                            : binding() ? tr("The package it stands for has no actions.")
                                        : tr("The package has no actions yet."));
    if (binding())
        m_picker->setProvider(provider());
    if (broken() && session())
        session()->refresh(Collection::Packages); // they tell what became of its provider
}

void PackagePage::showTabs()
{
    const bool readable = !broken();
    setTabShown(u"contentsTab"_s, readable && !(isNew() && binding()));
    setTabShown(u"originTab"_s, binding());
    setTabShown(u"parametersTab"_s, readable);
    setTabShown(u"annotationsTab"_s, readable);
    setTabShown(u"boundTab"_s, binding() && readable);
    setTabShown(u"documentTab"_s, !isNew());
    const bool used = own() && !isNew() && !binding();
    setTabShown(u"usedByTab"_s, used);
    m_usedBy->setName(used ? EntityName{u"_"_s, {}, target().name.name} : EntityName{});
    if (!m_chosen || !readable)
        chooseTab(binding() && (isNew() || !readable) ? u"originTab"_s : u"contentsTab"_s);
    m_chosen = true;
}

void PackagePage::showState()
{
    showContents();
    m_picker->setReadOnly(frozenReason());
    if (!binding())
        return;
    if (broken() && message().text() != brokenText())
        message().show(MessageBar::Kind::Warning, brokenText());
    m_picker->setProblem(bindingReason());
    const QList<KeyValue> ofProvider = state().copy() ? state().copy()->inherited : QList<KeyValue>();
    m_bound->setParameters(ofProvider, state().items(u"parameters"), state().itemsBefore(u"parameters"));
}

void PackagePage::showContents()
{
    const QString missing = tr("It is not on the server yet: create it first.");
    const bool shares = state().now().contains(u"publish");
    m_contents->setSharing(shares ? std::optional(state().value(u"publish").toBool()) : std::nullopt, frozenReason(),
                           secretParameters());
    m_contents->setOrigin(isNew() ? std::nullopt : provider());
    m_contents->setUses(usesText());
    const QString reason = isNew() ? missing : readOnlyReason();
    m_contents->setAddReason(binding() ? tr("Its actions belong to the package it stands for: add one there.") : reason);
    const QString bindReason = session() && session()->readOnly() ? tr("This connection is read-only.") : QString();
    m_contents->setBindReason(isNew()     ? missing
                                  : binding() ? tr("The server takes no binding of a binding.")
                                              : bindReason);
}

QStringList PackagePage::secretParameters() const
{
    QStringList names;
    for (const KeyValue &item : state().items(u"parameters"))
        if (item.encryption.isEmpty() && isSecret(item))
            names.append(item.key);
    return names;
}

void PackagePage::providerEdited()
{
    if (!binding() || !frozenReason().isEmpty())
        return;
    const EntityName chosen = m_picker->provider();
    const json::Value value = chosen.name.isEmpty() ? json::Value::object() : bindingValue(chosen);
    if (!equal(value, state().value(u"binding")))
        state().set(u"binding"_s, value);
    else
        showProblem();
}

QString PackagePage::bindingReason() const
{
    if (const QString problem = m_picker->problem(); !problem.isEmpty())
        return problem;
    if (!session() || !session()->packages().rows)
        return {};
    return bindingProblem(m_picker->provider(), name().name, *session()->packages().rows, session()->nameSpace());
}

QString PackagePage::problem() const
{
    if (!binding() || (!isNew() && !state().modified(u"binding")))
        return {};
    const QString refused = bindingReason();
    const bool same = m_picker->about().package() == m_picker->provider();
    return refused.isEmpty() && same ? m_picker->about().problem() : refused;
}

void PackagePage::openOrigin()
{
    const auto bound = provider();
    if (!bound)
        return;
    EntityName name = *bound;
    if (session() && name.ns == session()->nameSpace())
        name.ns = u"_"_s;
    Q_EMIT openRequested({Target::Kind::Package, name, {}});
}
