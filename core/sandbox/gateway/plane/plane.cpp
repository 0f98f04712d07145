#include "core/sandbox/gateway/plane/plane.h"

#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/admin/conditional.h"
#include "core/sandbox/gateway/plane/finish.h"
#include "core/sandbox/gateway/plane/proxy.h"
#include "core/sandbox/gateway/store/etcd.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

QString idOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

void reportLua(const Configuration &configuration, PlaneState &state)
{
    for (const auto &route : configuration.router.routes())
        for (const auto &name : {u"filter_func"_s, u"script"_s})
            if (route.contains(name))
                state.report(u"/routes/%1: its %2 is kept, but not run; it takes no request"_s.arg(idOf(route.value(u"id")), name));
}

/// What stays the consumer's own: who it is was found out already.
bool isDoneWithRewriting(const PluginConf &plugin) { return !plugin.isOfConsumer || plugin.plugin->isAuth; }

/// A request from its beginning to its answer.
class Handling {
public:
    explicit Handling(Exchange &exchange) : m_exchange(exchange) {}

    HttpResponse run()
    {
        try {
            if (const auto exit = proceed())
                answerWith(m_exchange, *exit);
            return finished(m_exchange, m_global, m_plugins);
        } catch (const Crash &) {
            return crashed();
        }
    }

private:
    HttpResponse crashed()
    {
        answerWithPage(m_exchange, 500);
        try {
            return finished(m_exchange, m_global, m_plugins);
        } catch (const Crash &) {
            throw Drop(); // the answer had begun
        }
    }

    std::optional<Exit> proceed()
    {
        const auto &configuration = m_exchange.configuration;
        m_exchange.matched = configuration.router.route(m_exchange.call());
        if (!m_exchange.matched) {
            if (auto exit = runGlobal())
                return exit;
            return exitWith(404, json::Value::object({{u"error_msg"_s, json::Value::string(u"404 Route Not Found"_s)}}));
        }
        m_exchange.route = configuration.openedRoute(m_exchange.matched->route);
        if (auto exit = merge())
            return exit;
        if (auto exit = runGlobal())
            return exit;
        if (auto exit = runPhase(m_plugins, m_exchange, &Plugin::rewrite))
            return exit;
        if (auto exit = layConsumer())
            return exit;
        if (auto exit = runPhase(m_plugins, m_exchange, &Plugin::access))
            return exit;
        proxy(m_exchange);
        return {};
    }

    /// What the route refers to, each laid under the other.
    std::optional<Exit> merge()
    {
        auto &route = m_exchange.route;
        const auto id = u"/routes/"_s + idOf(route.value(u"id"));
        m_exchange.upstreamKey = id;
        std::optional<json::Value> config;
        if (const auto *configId = route.find(u"plugin_config_id")) {
            config = m_exchange.configuration.find(u"plugin_configs"_s, idOf(*configId));
            if (!config)
                return Exit{503};
        }
        if (const auto *serviceId = route.find(u"service_id")) {
            const auto service = m_exchange.configuration.find(u"services"_s, idOf(*serviceId));
            if (!service)
                return Exit{404};
            m_set.lay(service->value(u"plugins"), u"/services/"_s + idOf(*serviceId));
            if (!route.contains(u"upstream") && !route.contains(u"upstream_id")) {
                m_exchange.upstreamKey = u"/services/"_s + idOf(*serviceId);
                for (const auto &name : {u"upstream"_s, u"upstream_id"_s})
                    if (const auto *found = service->find(name))
                        route.set(name, *found);
            }
            if (const auto *found = service->find(u"enable_websocket"); found && !route.contains(u"enable_websocket"))
                route.set(u"enable_websocket", *found);
        }
        if (config)
            m_set.lay(config->value(u"plugins"), u"/plugin_configs/"_s + idOf(route.value(u"plugin_config_id")));
        m_set.lay(route.value(u"plugins"), id);
        return {};
    }

    /// What ends a request in the first phase keeps the route's plugins from its answer; later they take part in it.
    std::optional<Exit> runGlobal()
    {
        for (const auto &[id, rule] : m_exchange.configuration.globalRules) {
            PluginSet set;
            set.lay(rule.value(u"plugins"), u"/global_rules/"_s + id);
            m_global += set.ordered(m_exchange);
        }
        if (auto exit = runPhase(m_global, m_exchange, &Plugin::rewrite))
            return exit;
        m_plugins = m_set.ordered(m_exchange);
        return runPhase(m_global, m_exchange, &Plugin::access);
    }

    std::optional<Exit> layConsumer()
    {
        const auto *consumer = m_exchange.consumer;
        if (!consumer)
            return {};
        std::optional<json::Value> group;
        if (!consumer->group.isEmpty()) {
            group = m_exchange.configuration.find(u"consumer_groups"_s, consumer->group);
            if (!group)
                return Exit{503};
            m_set.lay(group->value(u"plugins"), u"/consumer_groups/"_s + consumer->group, true);
        }
        m_set.lay(consumer->plugins, u"/consumers/"_s + consumer->name, true);
        m_plugins = m_set.ordered(m_exchange);
        return runPhase(m_plugins, m_exchange, &Plugin::rewrite, isDoneWithRewriting);
    }

    Exchange &m_exchange;
    PluginSet m_set;
    PluginConfs m_global;
    PluginConfs m_plugins;
};

} // namespace

Plane::Plane(const SchemaLibrary &library, Etcd &etcd)
    : m_library(library), m_etcd(etcd), m_state([&etcd](const QString &key) {
          const auto record = etcd.get(key);
          return record ? record->modified : 0;
      })
{
}

std::shared_ptr<const Configuration> Plane::configuration()
{
    const std::lock_guard lock(m_mutex);
    const auto generation = m_etcd.generation();
    if (!m_configuration || generation != m_generation) {
        m_configuration = std::make_shared<const Configuration>(m_library, m_etcd);
        m_generation = generation;
        reportLua(*m_configuration, m_state);
    }
    return m_configuration;
}

HttpResponse Plane::handle(const HttpRequest &request)
{
    const auto current = configuration();
    Exchange exchange(request, *current, m_state, m_port);
    try {
        auto response = Handling(exchange).run();
        return exchange.isProxied ? response : conditional(request, std::move(response));
    } catch (const Drop &) {
        HttpResponse response;
        response.drop = true;
        return response;
    }
}

} // namespace sandbox::gateway
