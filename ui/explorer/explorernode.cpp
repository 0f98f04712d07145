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
    return wordsOf(kind).key + u':' + name.shown();
}

QString ExplorerNode::glyph() const
{
    return wordsOf(kind).glyph;
}

bool ExplorerNode::isEntity() const
{
    return kind != Kind::DefaultPackage && kind != Kind::Triggers && kind != Kind::Rules && kind != Kind::Section
        && kind != Kind::Loading && kind != Kind::Failure;
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
    default: return {};
    }
}

bool ExplorerNode::sameRow(const ExplorerNode &other) const
{
    return sameThing(other) && text == other.text && right == other.right && tip == other.tip && lazy == other.lazy;
}

bool ExplorerNode::comesBefore(const ExplorerNode &other) const
{
    if (rank(kind) != rank(other.kind))
        return rank(kind) < rank(other.kind);
    if (const int folded = name.name.compare(other.name.name, Qt::CaseInsensitive))
        return folded < 0;
    if (const int exact = name.name.compare(other.name.name))
        return exact < 0;
    return kind < other.kind;
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
