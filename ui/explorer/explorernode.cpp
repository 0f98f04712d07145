#include "ui/explorer/explorernode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct KindWords {
    QString key;
    QString glyph;
};

KindWords wordsOf(ExplorerNode::Kind kind)
{
    using Kind = ExplorerNode::Kind;
    switch (kind) {
    case Kind::Section: return {u"section"_s, {}};
    case Kind::Package: return {u"package"_s, u"package"_s};
    case Kind::Binding: return {u"package"_s, u"binding"_s};
    case Kind::DefaultPackage: return {u"default"_s, u"default"_s};
    case Kind::Triggers: return {u"triggers"_s, u"trigger"_s};
    case Kind::Rules: return {u"rules"_s, u"rule"_s};
    case Kind::Action: return {u"action"_s, u"action"_s};
    case Kind::Sequence: return {u"action"_s, u"sequence"_s};
    case Kind::Trigger: return {u"trigger"_s, u"trigger"_s};
    case Kind::Rule: return {u"rule"_s, u"rule"_s};
    case Kind::Loading: return {u"loading"_s, {}};
    case Kind::Failure: return {u"failure"_s, {}};
    case Kind::Gateway: return {u"gateway"_s, {}};
    case Kind::GatewaySetup: return {u"gateway-setup"_s, {}};
    case Kind::GatewayLoading: return {u"gateway-loading"_s, {}};
    case Kind::GatewayFailure: return {u"gateway-failure"_s, {}};
    case Kind::GatewayKind:
    case Kind::GatewayObject: return {};
    case Kind::GatewayRest: return {u"gateway-rest"_s, u"…"_s};
    case Kind::GatewayMore: return {u"gateway-more"_s, u"…"_s};
    }
    return {};
}

/// Packages and bindings mix, actions and sequences mix; everything else stands in a block of its own.
int rank(ExplorerNode::Kind kind)
{
    using Kind = ExplorerNode::Kind;
    if (kind == Kind::Binding)
        return int(Kind::Package);
    return int(kind == Kind::Sequence ? Kind::Action : kind);
}

} // namespace

QString ExplorerNode::key() const
{
    if (kind == Kind::GatewayKind)
        return u"gateway-kind:%1"_s.arg(int(object.kind));
    if (kind == Kind::GatewayRest)
        return u"gateway-rest:%1"_s.arg(int(object.kind));
    if (kind == Kind::GatewayObject) // made for each of thousands of rows when one is looked for
        return u"gateway:"_s + QString::number(int(object.kind)) + u'/' + object.parent + u'/' + object.id;
    return wordsOf(kind).key + u':' + name.shown();
}

QString ExplorerNode::glyph() const
{
    if (kind == Kind::GatewayKind || kind == Kind::GatewayObject)
        return gatewayGlyph(object.kind);
    return wordsOf(kind).glyph;
}

bool ExplorerNode::isEntity() const
{
    return kind != Kind::DefaultPackage && kind != Kind::Triggers && kind != Kind::Rules && kind != Kind::Section
        && kind != Kind::Loading && kind != Kind::Failure && (kind < Kind::Gateway || kind == Kind::GatewayObject);
}

std::optional<Target> ExplorerNode::target() const
{
    switch (kind) {
    case Kind::Action:
    case Kind::Sequence: return Target{Target::Kind::Action, name};
    case Kind::Package:
    case Kind::Binding: return Target{Target::Kind::Package, name};
    case Kind::Trigger: return Target{Target::Kind::Trigger, name};
    case Kind::Rule: return Target{Target::Kind::Rule, name};
    case Kind::GatewayKind:
    case Kind::GatewayRest: return gatewayList(object.kind);
    case Kind::GatewayObject: return gatewayObject(object);
    default: return {};
    }
}

bool ExplorerNode::sameRow(const ExplorerNode &other) const
{
    return sameThing(other) && text == other.text && right == other.right && tip == other.tip && lazy == other.lazy
        && quiet == other.quiet;
}

namespace {

/// As the pictures have them, the rest as they are created.
int kindRank(gateway::Kind kind)
{
    static const QList<gateway::Kind> order = [] {
        using gateway::Kind;
        QList<Kind> kinds{Kind::Route, Kind::Service, Kind::Upstream, Kind::Consumer};
        for (const Kind other : gateway::allKinds()) {
            if (!kinds.contains(other))
                kinds.append(other);
        }
        return kinds;
    }();
    return int(order.indexOf(kind));
}

} // namespace

bool ExplorerNode::comesBefore(const ExplorerNode &other) const
{
    if (rank(kind) != rank(other.kind))
        return rank(kind) < rank(other.kind);
    if (isGateway())
        return comesBeforeInGateway(other);
    if (const int folded = name.name.compare(other.name.name, Qt::CaseInsensitive))
        return folded < 0;
    if (const int exact = name.name.compare(other.name.name))
        return exact < 0;
    return kind < other.kind;
}

bool ExplorerNode::comesBeforeInGateway(const ExplorerNode &other) const
{
    if (object.kind != other.object.kind)
        return kindRank(object.kind) < kindRank(other.object.kind);
    if (const int folded = text.compare(other.text, Qt::CaseInsensitive))
        return folded < 0;
    if (const int exact = text.compare(other.text))
        return exact < 0;
    if (const int id = object.id.compare(other.object.id))
        return id < 0;
    return object.parent < other.object.parent;
}

QString shownKind(const QString &kind)
{
    if (kind == "blackbox"_L1)
        return u"docker"_s;
    QString text = kind;
    if (text.startsWith("nodejs:"_L1))
        text.remove(4, 2);
    return text.replace(u':', u' ');
}
