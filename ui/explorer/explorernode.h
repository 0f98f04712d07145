#pragma once

#include "core/async/error.h"
#include "core/gateway/rows.h"
#include "core/openwhisk/entities.h"
#include "ui/models/target.h"

#include <QHash>

#include <vector>

/// One row of the explorer with what lies below it. Children of one node are in the order of comesBefore().
struct ExplorerNode {
    enum class Kind {
        Section, Package, Binding, DefaultPackage, Triggers, Rules, Action, Sequence, Trigger, Rule, Loading, Failure,
        Gateway, GatewaySetup, GatewayLoading, GatewayFailure, GatewayKind, GatewayMore, GatewayObject,
        GatewayRest ///< stands for further objects of a kind
    };
    Kind kind = Kind::Section;
    QString text;
    QString right;               ///< count, kind or origin, shown at the right edge
    QString tip;
    openwhisk::EntityName name;  ///< of an entity; empty for folders
    gateway::Key object = {};    ///< of an object of the gateway; of a kind of them without an id
    bool lazy = false;           ///< has children that nobody has asked for yet
    bool quiet = false;          ///< switched off
    std::vector<ExplorerNode> children;

    QString key() const;         ///< "action:pkg/name"; the same thing keeps it over refreshes
    QString glyph() const;
    bool isEntity() const;
    bool isLeaf() const { return isEntity() && kind >= Kind::Action; } ///< never has children
    bool isFolder() const { return kind >= Kind::Package && kind <= Kind::Rules; }
    bool isGateway() const { return kind >= Kind::Gateway; }
    std::optional<Target> target() const; ///< what opening it shows
    bool sameRow(const ExplorerNode &other) const;
    bool sameThing(const ExplorerNode &other) const { return kind == other.kind && name == other.name && object == other.object; }
    bool comesBefore(const ExplorerNode &other) const;

private:
    bool comesBeforeInGateway(const ExplorerNode &other) const;
};

/// What is known of a binding's provider: nothing yet (asked), its entries, or why not.
struct ExplorerBinding {
    std::optional<QList<openwhisk::PackageEntry>> entries;
    std::optional<Error> error;
};

/// What is known of the connection's gateway.
struct ExplorerGateway {
    struct Listing {
        gateway::Kind kind = gateway::Kind::Route;
        gateway::Rows rows; ///< nullptr: not known
        QString problem;    ///< of the last attempt
    };
    QString about;          ///< "apisix 3.18"
    QString problem;        ///< no answer, no key ...
    QList<Listing> listings; ///< of the kinds that it has
};

/// All that the tree is made of; cheap to copy to a worker.
struct ExplorerSource {
    QString nameSpace;
    openwhisk::List<openwhisk::ActionSummary> actions;
    openwhisk::List<openwhisk::PackageSummary> packages;
    openwhisk::List<openwhisk::TriggerSummary> triggers;
    openwhisk::List<openwhisk::RuleSummary> rules;
    std::optional<ExplorerGateway> gateway;   ///< none: the connection names none
    QHash<QString, ExplorerBinding> bindings; ///< by the binding's name, those that were expanded
    bool whole = false;                       ///< no list is still to come for the first time
    QString filter;                           ///< words that a row must all have in its name or kind
};

struct ExplorerTree {
    std::vector<ExplorerNode> nodes;
    int entities = 0; ///< with and without the filter
    int hits = 0;
    bool filtered = false;
    bool whole = false; ///< as in the source
};

std::shared_ptr<const ExplorerTree> explorerTree(const ExplorerSource &source);

/// "nodejs:20" as people say it: "node 20"; "blackbox" is "docker".
QString shownKind(const QString &kind);
