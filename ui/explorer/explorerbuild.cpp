#include "ui/explorer/gatewaytree.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace {

using Kind = ExplorerNode::Kind;

QString translated(const char *text)
{
    return QCoreApplication::translate("Explorer", text);
}

class Builder {
public:
    explicit Builder(const ExplorerSource &source)
        : m_source(source), m_words(source.filter.split(u' ', Qt::SkipEmptyParts))
    {
    }
    std::shared_ptr<const ExplorerTree> build();

private:
    bool filtered() const { return !m_words.isEmpty(); }
    bool matches(const QString &name, const QString &kind) const;
    bool count(const QString &name, const QString &kind);
    void addPackages();
    void addActions();
    void fillBinding(ExplorerNode &node);
    void addFolder(Kind kind, const QString &text, std::vector<ExplorerNode> children, bool known, qsizetype total);
    void addDefaultPackage(std::vector<ExplorerNode> &&children);
    std::vector<ExplorerNode> triggers();
    std::vector<ExplorerNode> rules();
    void finishPackages();

    const ExplorerSource &m_source;
    const QStringList m_words;
    std::shared_ptr<ExplorerTree> m_tree = std::make_shared<ExplorerTree>();
    struct Package {
        ExplorerNode node;
        bool hit = false;
        int total = 0;
    };
    std::map<QString, Package> m_packages; ///< "" is the default package
};

bool Builder::matches(const QString &name, const QString &kind) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return name.contains(word, Qt::CaseInsensitive) || kind.contains(word, Qt::CaseInsensitive);
    });
}

bool Builder::count(const QString &name, const QString &kind)
{
    ++m_tree->entities;
    const bool hit = matches(name, kind);
    m_tree->hits += hit;
    return hit;
}

/// "orders-de → orders"; the provider's namespace only where it is another, its name only where it differs.
QString bindingText(const openwhisk::PackageSummary &package, const QString &nameSpace)
{
    const auto &provider = *package.binding;
    const bool own = provider.ns == "_"_L1 || provider.ns == nameSpace || provider.ns == package.name.ns;
    QString origin = own ? provider.name : u'/' + provider.ns;
    if (!own && provider.name != package.name.name)
        origin += u'/' + provider.name;
    return package.name.name + u" → "_s + origin;
}

openwhisk::EntityName localName(const QString &package, const QString &name)
{
    openwhisk::EntityName local;
    local.package = package;
    local.name = name;
    return local;
}

void Builder::addPackages()
{
    if (!m_source.packages)
        return;
    for (const auto &package : *m_source.packages) {
        auto &entry = m_packages[package.name.name];
        entry.node.kind = package.binding ? Kind::Binding : Kind::Package;
        entry.node.name = localName({}, package.name.name);
        entry.node.text = package.binding ? bindingText(package, m_source.nameSpace) : package.name.name;
        entry.node.tip = package.binding ? translated("Binding of %1").arg(package.binding->full())
                                         : translated("Package %1").arg(package.name.name);
        entry.hit = count(entry.node.text, package.binding ? u"binding"_s : u"package"_s);
        if (package.binding) {
            entry.node.right = translated("binding");
            fillBinding(entry.node);
        }
    }
}

ExplorerNode actionNode(const QString &package, const QString &name, const QString &kind)
{
    ExplorerNode node;
    node.kind = kind == "sequence"_L1 ? Kind::Sequence : Kind::Action;
    node.name = localName(package, name);
    node.text = name;
    node.right = shownKind(kind);
    return node;
}

void Builder::fillBinding(ExplorerNode &node)
{
    const auto known = m_source.bindings.constFind(node.name.name);
    node.lazy = known == m_source.bindings.constEnd() && !filtered();
    if (known == m_source.bindings.constEnd())
        return;
    if (!known->entries) {
        if (filtered())
            return;
        ExplorerNode message;
        message.kind = known->error ? Kind::Failure : Kind::Loading;
        message.name = localName(node.name.name, u"*"_s);
        message.text = known->error ? known->error->message : translated("Loading…");
        message.tip = known->error ? known->error->detail : QString();
        node.children.push_back(std::move(message));
        return;
    }
    for (const auto &entry : *known->entries) {
        if (count(node.name.name + u'/' + entry.name, entry.kind))
            node.children.push_back(actionNode(node.name.name, entry.name, entry.feed ? u"feed"_s : entry.kind));
    }
}

void Builder::addActions()
{
    if (!m_source.actions)
        return;
    for (const auto &action : *m_source.actions) {
        auto &package = m_packages[action.name.package];
        if (package.node.name.name.isEmpty() && !action.name.package.isEmpty()) {
            package.node.kind = Kind::Package; // its own list has not come yet
            package.node.name = localName({}, action.name.package);
            package.node.text = action.name.package;
        }
        ++package.total;
        if (!count(action.name.shown(), action.kind))
            continue;
        auto node = actionNode(action.name.package, action.name.name, action.kind);
        node.tip = action.name.shown() + u" · "_s + action.kind + u" · "_s + action.version
            + (action.web ? u" · "_s + translated("web action") : QString());
        package.node.children.push_back(std::move(node));
    }
}

void sortChildren(std::vector<ExplorerNode> &nodes)
{
    std::sort(nodes.begin(), nodes.end(), [](const auto &a, const auto &b) { return a.comesBefore(b); });
}

QString countText(bool filtered, size_t shown, qsizetype total)
{
    return filtered && qsizetype(shown) != total ? translated("%1 of %2").arg(shown).arg(total) : QString::number(total);
}

void Builder::finishPackages()
{
    for (auto &[name, package] : m_packages) {
        auto &node = package.node;
        sortChildren(node.children);
        if (name.isEmpty()) {
            addDefaultPackage(std::move(node.children));
            continue;
        }
        if (filtered() && !package.hit && node.children.empty())
            continue;
        if (node.kind == Kind::Package)
            node.right = m_source.actions ? countText(filtered(), node.children.size(), package.total) : QString();
        m_tree->nodes.push_back(std::move(node));
    }
}

void Builder::addDefaultPackage(std::vector<ExplorerNode> &&children)
{
    const auto total = m_packages[QString()].total;
    addFolder(Kind::DefaultPackage, translated("Default package"), std::move(children), m_source.actions != nullptr, total);
}

void Builder::addFolder(Kind kind, const QString &text, std::vector<ExplorerNode> children, bool known, qsizetype total)
{
    if (filtered() && children.empty())
        return;
    ExplorerNode node;
    node.kind = kind;
    node.text = text;
    node.right = known ? countText(filtered(), children.size(), total) : QString();
    node.children = std::move(children);
    sortChildren(node.children);
    m_tree->nodes.push_back(std::move(node));
}

std::vector<ExplorerNode> Builder::triggers()
{
    std::vector<ExplorerNode> nodes;
    if (!m_source.triggers)
        return nodes;
    for (const auto &trigger : *m_source.triggers) {
        const QString right = trigger.feed ? translated("feed") : QString();
        if (!count(trigger.name.name, trigger.feed ? u"trigger feed"_s : u"trigger"_s))
            continue;
        ExplorerNode node;
        node.kind = Kind::Trigger;
        node.name = localName({}, trigger.name.name);
        node.text = trigger.name.name;
        node.right = right;
        node.tip = translated("Trigger %1 · %2").arg(trigger.name.name, trigger.version);
        nodes.push_back(std::move(node));
    }
    return nodes;
}

std::vector<ExplorerNode> Builder::rules()
{
    std::vector<ExplorerNode> nodes;
    if (!m_source.rules)
        return nodes;
    for (const auto &rule : *m_source.rules) {
        if (!count(rule.name.name, u"rule"_s))
            continue;
        ExplorerNode node;
        node.kind = Kind::Rule;
        node.name = localName({}, rule.name.name);
        node.text = rule.name.name;
        node.tip = translated("Rule %1: %2 → %3").arg(rule.name.name, rule.trigger.shown(), rule.action.shown());
        nodes.push_back(std::move(node));
    }
    return nodes;
}

std::shared_ptr<const ExplorerTree> Builder::build()
{
    m_tree->filtered = filtered();
    m_tree->whole = m_source.whole;
    ExplorerNode section;
    section.text = translated("FUNCTIONS");
    section.right = m_source.nameSpace;
    m_tree->nodes.push_back(std::move(section));
    m_packages[QString()].node.kind = Kind::DefaultPackage;
    addPackages();
    addActions();
    finishPackages();
    addFolder(Kind::Triggers, translated("Triggers"), triggers(), m_source.triggers != nullptr,
              m_source.triggers ? m_source.triggers->size() : 0);
    addFolder(Kind::Rules, translated("Rules"), rules(), m_source.rules != nullptr,
              m_source.rules ? m_source.rules->size() : 0);
    addGatewayNodes(*m_tree, m_source.gateway, m_words);
    sortChildren(m_tree->nodes);
    return m_tree;
}

} // namespace

std::shared_ptr<const ExplorerTree> explorerTree(const ExplorerSource &source)
{
    return Builder(source).build();
}
