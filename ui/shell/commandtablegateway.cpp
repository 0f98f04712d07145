#include "ui/shell/commands.h"

using Menu = CommandSpec::Menu;

/// The second half of an id is the collection of the Admin API.
QList<CommandSpec> gatewayCommandTable()
{
    return {
        {"gateway.expose", QT_TRANSLATE_NOOP("Commands", "Expose action as route…"), "Ctrl+Shift+E", Menu::Gateway, 0, "network-connect"},
        {"gateway.routes", QT_TRANSLATE_NOOP("Commands", "Routes"), "Ctrl+Shift+G", Menu::Gateway, 1, ""},
        {"gateway.services", QT_TRANSLATE_NOOP("Commands", "Services"), "", Menu::Gateway, 1, ""},
        {"gateway.upstreams", QT_TRANSLATE_NOOP("Commands", "Upstreams"), "", Menu::Gateway, 1, ""},
        {"gateway.consumers", QT_TRANSLATE_NOOP("Commands", "Consumers"), "", Menu::Gateway, 1, ""},
        {"gateway.credentials", QT_TRANSLATE_NOOP("Commands", "Credentials"), "", Menu::Gateway, 1, ""},
        {"gateway.consumer_groups", QT_TRANSLATE_NOOP("Commands", "Consumer groups"), "", Menu::Gateway, 1, ""},
        {"gateway.plugin_configs", QT_TRANSLATE_NOOP("Commands", "Plugin configs"), "", Menu::Gateway, 1, ""},
        {"gateway.global_rules", QT_TRANSLATE_NOOP("Commands", "Global rules"), "", Menu::Gateway, 1, ""},
        {"gateway.ssls", QT_TRANSLATE_NOOP("Commands", "Certificates"), "", Menu::Gateway, 1, ""},
        {"gateway.protos", QT_TRANSLATE_NOOP("Commands", "Protos"), "", Menu::Gateway, 1, ""},
        {"gateway.secrets", QT_TRANSLATE_NOOP("Commands", "Secret managers"), "", Menu::Gateway, 1, ""},
        {"gateway.stream_routes", QT_TRANSLATE_NOOP("Commands", "Stream routes"), "", Menu::Gateway, 1, ""},
        {"gateway.plugin_metadata", QT_TRANSLATE_NOOP("Commands", "Plugin metadata"), "", Menu::Gateway, 1, ""},
        {"gateway.new.routes", QT_TRANSLATE_NOOP("Commands", "New route…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.services", QT_TRANSLATE_NOOP("Commands", "New service…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.upstreams", QT_TRANSLATE_NOOP("Commands", "New upstream…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.consumers", QT_TRANSLATE_NOOP("Commands", "New consumer…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.consumer_groups", QT_TRANSLATE_NOOP("Commands", "New consumer group…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.plugin_configs", QT_TRANSLATE_NOOP("Commands", "New plugin config…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.global_rules", QT_TRANSLATE_NOOP("Commands", "New global rule…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.ssls", QT_TRANSLATE_NOOP("Commands", "New certificate…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.protos", QT_TRANSLATE_NOOP("Commands", "New proto…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.secrets", QT_TRANSLATE_NOOP("Commands", "New secret manager…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.stream_routes", QT_TRANSLATE_NOOP("Commands", "New stream route…"), "", Menu::Gateway, 2, ""},
        {"gateway.new.plugin_metadata", QT_TRANSLATE_NOOP("Commands", "New plugin metadata…"), "", Menu::Gateway, 2, ""},
        {"gateway.refresh", QT_TRANSLATE_NOOP("Commands", "Refresh the gateway"), "", Menu::Gateway, 3, "view-refresh"},
    };
}
