#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/tour.h"
#include "ui/widgets/page.h"

#include <QAbstractButton>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace {

constexpr int matchTab = 0;
constexpr int pluginsTab = 1;
constexpr int upstreamTab = 2;
constexpr int jsonTab = 3;

} // namespace

void Tour::showResourceTab(int index)
{
    if (auto *tabs = qobject_cast<QTabBar *>(part("resourceTabs")))
        tabs->setCurrentIndex(index);
}

// The way from an action to a request that runs it.
void Tour::addGateway()
{
    m_steps << Step{{}, tr("the action to expose"), [this] { return part("code") != nullptr; },
                    [this] { trigger("gateway.expose"); }};
    m_steps << Step{u"expose"_s, tr("the proposed route"), [this] { return usable("exposeCreate"); },
                    [this] { click("exposeCreate"); }};
    m_steps << Step{u"route-match"_s, tr("the page of the route"),
                    [this] { return page() && page()->target().kind == Target::Kind::GatewayObject && part("matchTab"); },
                    [this] { showResourceTab(pluginsTab); }};
    m_steps << Step{u"route-plugins"_s, tr("the plugins of the route"), [this] { return part("pluginList") != nullptr; }, [this] {
                        click("sendTest");
                    }};
    m_steps << Step{{}, tr("the test request"), [this] { return part("testPanel") != nullptr; }, [this] {
                        auto *send = part("testPanel")->findChild<QAbstractButton *>(u"testSend"_s);
                        if (send)
                            send->click();
                    }};
    m_steps << Step{u"route-test"_s, tr("the answer to the test request"), [this] { return part("testStatus") != nullptr; },
                    [this] { click("addPlugin"); }};
    m_steps << Step{u"plugin-add"_s, tr("the plugins to choose from"), [this] { return listHasRows("pluginChoices"); }, [this] {
                        click("cancelAddPlugin");
                        click("closeAddPlugin");
                        showResourceTab(upstreamTab);
                    }};
    m_steps << Step{u"route-upstream"_s, tr("the upstream of the route"), [] { return true; }, [this] { showResourceTab(jsonTab); }};
    m_steps << Step{u"route-json"_s, tr("the route as JSON"), [] { return true; }, [this] {
                        showResourceTab(matchTab);
                        trigger("gateway.routes");
                    }};
    m_steps << Step{u"routes"_s, tr("the list of routes"), [this] { return listHasRows("listTable"); }, [this] {
                        m_window.tabs().open({Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}});
                    }};
}
