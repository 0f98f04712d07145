#include "ui/gateway/resource/tabs.h"

#include "ui/gateway/kinds/kindtab.h"
#include "ui/gateway/match/matchtab.h"
#include "ui/gateway/plugins/pluginstab.h"
#include "ui/gateway/resource/jsontab.h"
#include "ui/gateway/resource/userstab.h"
#include "ui/gateway/upstream/upstreamtab.h"

using gateway::Kind;

namespace {

bool hasPlugins(Kind kind)
{
    switch (kind) {
    case Kind::Route:
    case Kind::Service:
    case Kind::PluginConfig:
    case Kind::GlobalRule:
    case Kind::Consumer:
    case Kind::ConsumerGroup:
    case Kind::StreamRoute:
    case Kind::Credential:
        return true;
    default:
        return false;
    }
}

bool hasUpstream(Kind kind)
{
    return kind == Kind::Route || kind == Kind::Service || kind == Kind::Upstream || kind == Kind::StreamRoute;
}

/// Others may refer to it.
bool hasUsers(Kind kind)
{
    switch (kind) {
    case Kind::Service:
    case Kind::Upstream:
    case Kind::PluginConfig:
    case Kind::ConsumerGroup:
    case Kind::Ssl:
    case Kind::Proto:
    case Kind::Secret:
        return true;
    default:
        return false;
    }
}

} // namespace

QList<ResourceTab *> makeTabs(ResourceState &state, QWidget *parent)
{
    const Kind kind = state.key().kind;
    QList<ResourceTab *> tabs;
    if (kind == Kind::Route)
        tabs.append(new MatchTab(state, parent));
    if (ResourceTab *own = makeKindTab(state, parent))
        tabs.append(own);
    if (hasPlugins(kind))
        tabs.append(new PluginsTab(state, parent));
    if (hasUpstream(kind))
        tabs.append(new UpstreamTab(state, parent));
    tabs.append(new JsonTab(state, parent));
    if (hasUsers(kind))
        tabs.append(new UsersTab(state, parent));
    return tabs;
}
