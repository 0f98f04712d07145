#include "ui/explorer/gatewaytree.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Row;
using Listing = ExplorerGateway::Listing;
using NodeKind = ExplorerNode::Kind;

namespace {

constexpr size_t mostObjects = 200; ///< of one kind

QString translated(const char *text)
{
    return QCoreApplication::translate("Explorer", text);
}

bool isMain(Kind kind)
{
    return kind == Kind::Route || kind == Kind::Service || kind == Kind::Upstream || kind == Kind::Consumer;
}

ExplorerNode plainNode(NodeKind kind, const QString &text)
{
    ExplorerNode node;
    node.kind = kind;
    node.text = text;
    return node;
}

/// What a route is known by is its path, a certificate its host; names need not be there.
QString textOf(const Row &row)
{
    if (row.key.kind == Kind::Route && !row.uris.isEmpty())
        return row.uris.first();
    if (row.key.kind == Kind::Ssl && !row.hosts.isEmpty())
        return row.hosts.first();
    return row.name.isEmpty() ? row.key.id : row.name;
}

QString referenceWord(const Row &row)
{
    for (const auto &[kind, word] : {std::pair{Kind::Service, "service"}, std::pair{Kind::Upstream, "upstream"},
                                     std::pair{Kind::PluginConfig, "plugin config"}}) {
        if (std::any_of(row.references.begin(), row.references.end(), [kind = kind](const gateway::Key &key) { return key.kind == kind; }))
            return translated(word);
    }
    return {};
}

/// Where the requests go: the function's plugin, an upstream, a service; else what answers by itself.
QString rightOf(const Row &row)
{
    if (row.key.kind == Kind::Upstream)
        return row.nodes.size() == 1 ? row.nodes.first() : row.nodes.isEmpty() ? row.detail : translated("%1 nodes").arg(row.nodes.size());
    if (row.function)
        return row.function->plugin;
    if (!row.nodes.isEmpty())
        return translated("upstream");
    if (const QString word = referenceWord(row); !word.isEmpty())
        return word;
    return row.plugins.isEmpty() ? row.detail : row.plugins.first();
}

QString tipOf(const Row &row)
{
    QStringList parts{gateway::singular(row.key.kind) + u' ' + row.key.id};
    for (const QString &part : {row.name, row.methods.join(u", "_s), row.hosts.join(u", "_s), row.uris.join(u", "_s), row.desc}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    if (!row.enabled)
        parts.append(translated("switched off"));
    return parts.join(u" · "_s);
}

ExplorerNode objectNode(const Row &row)
{
    ExplorerNode node = plainNode(NodeKind::GatewayObject, textOf(row));
    node.object = row.key;
    node.right = isMain(row.key.kind) ? rightOf(row) : gateway::singular(row.key.kind);
    node.tip = tipOf(row);
    node.quiet = !row.enabled;
    return node;
}

/// Opens the list of the kind, which has them all.
ExplorerNode restNode(Kind kind, size_t count)
{
    const QString name = gateway::plural(kind);
    const QString many = name.left(1).toLower() + name.mid(1);
    ExplorerNode node = plainNode(NodeKind::GatewayRest, translated("%1 more %2…").arg(QLocale().toString(qulonglong(count)), many));
    node.object.kind = kind;
    node.right = translated("Show");
    node.tip = translated("Open the list of all %1").arg(many);
    return node;
}

class Builder {
public:
    Builder(ExplorerTree &tree, const QStringList &words) : m_tree(tree)
    {
        for (const QString &word : words)
            m_words.append(word.toLower());
    }

    void add(const ExplorerGateway &gateway)
    {
        if (!gateway.problem.isEmpty())
            addNote(NodeKind::GatewayFailure, gateway.problem);
        else if (std::none_of(gateway.listings.begin(), gateway.listings.end(), [](const Listing &listing) {
                     return listing.rows || !listing.problem.isEmpty();
                 }))
            addNote(NodeKind::GatewayLoading, translated("Loading…"));
        ExplorerNode more = plainNode(NodeKind::GatewayMore, translated("Plugin configs, global rules, SSL…"));
        for (const Listing &listing : gateway.listings)
            isMain(listing.kind) ? addKind(listing) : addMore(more, listing);
        std::sort(more.children.begin(), more.children.end(), [](const auto &a, const auto &b) { return a.comesBefore(b); });
        if (!more.children.empty())
            m_tree.nodes.push_back(std::move(more));
    }
    void addNote(NodeKind kind, const QString &text)
    {
        ExplorerNode note = plainNode(kind, text);
        note.tip = text;
        if (!filtered())
            m_tree.nodes.push_back(std::move(note));
    }

private:
    bool filtered() const { return !m_words.isEmpty(); }

    bool count(const Row &row)
    {
        ++m_tree.entities;
        const bool hit = std::all_of(m_words.begin(), m_words.end(), [&row](const QString &word) { return contains(row, word); });
        m_tree.hits += hit;
        return hit;
    }

    struct Objects {
        std::vector<ExplorerNode> nodes; ///< the first ones, and a row for the others
        size_t count = 0;
    };
    /// Nobody scrolls through thousands of them: they have a list of their own, and the filter looks at all.
    Objects objects(const Listing &listing)
    {
        Objects found;
        for (const Row &row : listing.rows ? *listing.rows : QList<Row>()) {
            if (count(row))
                found.nodes.push_back(objectNode(row));
        }
        found.count = found.nodes.size();
        const auto end = found.nodes.begin() + std::ptrdiff_t(std::min(found.count, mostObjects));
        std::partial_sort(found.nodes.begin(), end, found.nodes.end(), [](const auto &a, const auto &b) { return a.comesBefore(b); });
        if (found.count <= mostObjects)
            return found;
        found.nodes.erase(end, found.nodes.end());
        found.nodes.push_back(restNode(listing.kind, found.count - mostObjects));
        return found;
    }

    ExplorerNode kindNode(const Listing &listing, size_t shown) const
    {
        ExplorerNode node = plainNode(NodeKind::GatewayKind, gateway::plural(listing.kind));
        node.object.kind = listing.kind;
        node.tip = listing.problem;
        if (!listing.rows)
            node.right = listing.problem.isEmpty() ? QString() : translated("unknown");
        else if (filtered() && qsizetype(shown) != listing.rows->size())
            node.right = translated("%1 of %2").arg(shown).arg(listing.rows->size());
        else
            node.right = QString::number(listing.rows->size());
        return node;
    }

    void addKind(const Listing &listing)
    {
        auto children = objects(listing);
        if (filtered() && children.count == 0)
            return;
        ExplorerNode node = kindNode(listing, children.count);
        node.children = std::move(children.nodes);
        m_tree.nodes.push_back(std::move(node));
    }

    /// These are few, and seldom looked at: a row each, their objects only when the filter finds some.
    void addMore(ExplorerNode &more, const Listing &listing)
    {
        auto children = objects(listing);
        if (!filtered())
            return more.children.push_back(kindNode(listing, children.count));
        std::move(children.nodes.begin(), children.nodes.end(), std::back_inserter(more.children));
    }

    ExplorerTree &m_tree;
    QStringList m_words;
};

} // namespace

void addGatewayNodes(ExplorerTree &tree, const std::optional<ExplorerGateway> &gateway, const QStringList &words)
{
    const size_t before = tree.nodes.size();
    Builder builder(tree, words);
    if (gateway)
        builder.add(*gateway);
    else
        builder.addNote(NodeKind::GatewaySetup, translated("Not set up. Add its Admin API…"));
    if (tree.nodes.size() == before)
        return; // the filter leaves nothing of it
    ExplorerNode heading = plainNode(NodeKind::Gateway, translated("GATEWAY"));
    if (gateway)
        heading.right = gateway->about;
    tree.nodes.push_back(std::move(heading)); // all are put in order after this
}
