#include "ui/shell/commands.h"

using Menu = CommandSpec::Menu;

namespace {

const QList<CommandSpec> fileCommands = {
    {"action.new", QT_TRANSLATE_NOOP("Commands", "New action…"), "Ctrl+N", Menu::File, 0, "list-add"},
    {"action.deploy", QT_TRANSLATE_NOOP("Commands", "Deploy files…"), "", Menu::File, 0, "document-open"},
    {"sequence.new", QT_TRANSLATE_NOOP("Commands", "New sequence…"), "", Menu::File, 0, ""},
    {"package.new", QT_TRANSLATE_NOOP("Commands", "New package…"), "", Menu::File, 0, ""},
    {"binding.new", QT_TRANSLATE_NOOP("Commands", "New binding…"), "", Menu::File, 0, ""},
    {"trigger.new", QT_TRANSLATE_NOOP("Commands", "New trigger…"), "", Menu::File, 0, ""},
    {"rule.new", QT_TRANSLATE_NOOP("Commands", "New rule…"), "", Menu::File, 0, ""},
    {"connection.new", QT_TRANSLATE_NOOP("Commands", "New connection…"), "Ctrl+Shift+N", Menu::File, 1, "network-connect"},
    {"connection.manage", QT_TRANSLATE_NOOP("Commands", "Connections…"), "Ctrl+Shift+O", Menu::File, 1, ""},
    {"connection.edit", QT_TRANSLATE_NOOP("Commands", "Edit connection…"), "", Menu::File, 1, "document-edit"},
    {"connection.close", QT_TRANSLATE_NOOP("Commands", "Disconnect"), "", Menu::File, 1, "network-disconnect"},
    {"tab.close", QT_TRANSLATE_NOOP("Commands", "Close tab"), "Ctrl+W", Menu::File, 2, "tab-close"},
    {"tab.closeOthers", QT_TRANSLATE_NOOP("Commands", "Close other tabs"), "Ctrl+Alt+W", Menu::File, 2, ""},
    {"tab.reopen", QT_TRANSLATE_NOOP("Commands", "Reopen closed tab"), "Ctrl+Shift+T", Menu::File, 2, "edit-undo"},
    {"app.quit", QT_TRANSLATE_NOOP("Commands", "Quit"), "Ctrl+Q", Menu::File, 3, "application-exit"},
};

const QList<CommandSpec> editCommands = {
    {"edit.undo", QT_TRANSLATE_NOOP("Commands", "Undo"), "Ctrl+Z", Menu::Edit, 0, "edit-undo", false, true},
    {"edit.redo", QT_TRANSLATE_NOOP("Commands", "Redo"), "Ctrl+Shift+Z", Menu::Edit, 0, "edit-redo", false, true},
    {"edit.cut", QT_TRANSLATE_NOOP("Commands", "Cut"), "Ctrl+X", Menu::Edit, 1, "edit-cut", false, true},
    {"edit.copy", QT_TRANSLATE_NOOP("Commands", "Copy"), "Ctrl+C", Menu::Edit, 1, "edit-copy", false, true},
    {"edit.paste", QT_TRANSLATE_NOOP("Commands", "Paste"), "Ctrl+V", Menu::Edit, 1, "edit-paste", false, true},
    {"edit.selectAll", QT_TRANSLATE_NOOP("Commands", "Select all"), "Ctrl+A", Menu::Edit, 1, "edit-select-all", false, true},
    {"edit.find", QT_TRANSLATE_NOOP("Commands", "Find"), "Ctrl+F", Menu::Edit, 2, "edit-find"},
    {"explorer.filter", QT_TRANSLATE_NOOP("Commands", "Filter the explorer"), "Ctrl+Shift+F", Menu::Edit, 2, "view-filter"},
};

const QList<CommandSpec> viewCommands = {
    {"view.refresh", QT_TRANSLATE_NOOP("Commands", "Refresh"), "F5", Menu::View, 0, "view-refresh"},
    {"view.activations", QT_TRANSLATE_NOOP("Commands", "Activations"), "Ctrl+Shift+A", Menu::View, 0, "view-list-details"},
    {"view.publicPackages", QT_TRANSLATE_NOOP("Commands", "Public packages"), "", Menu::View, 0, ""},
    {"view.apis", QT_TRANSLATE_NOOP("Commands", "APIs"), "", Menu::View, 0, ""},
    {"view.server", QT_TRANSLATE_NOOP("Commands", "Server, runtimes and limits"), "", Menu::View, 0, ""},
    {"view.explorer", QT_TRANSLATE_NOOP("Commands", "Explorer"), "Ctrl+B", Menu::View, 1, "view-list-tree", true},
    {"view.dock", QT_TRANSLATE_NOOP("Commands", "Dock"), "Ctrl+J", Menu::View, 1, "view-split-top-bottom", true},
    {"dock.live", QT_TRANSLATE_NOOP("Commands", "Live activations"), "Ctrl+Shift+L", Menu::View, 1, ""},
    {"dock.requests", QT_TRANSLATE_NOOP("Commands", "Requests"), "Ctrl+Shift+R", Menu::View, 1, ""},
    {"dock.problems", QT_TRANSLATE_NOOP("Commands", "Problems"), "Ctrl+Shift+M", Menu::View, 1, ""},
    {"tab.next", QT_TRANSLATE_NOOP("Commands", "Next tab"), "Ctrl+Tab", Menu::View, 2, "go-next"},
    {"tab.previous", QT_TRANSLATE_NOOP("Commands", "Previous tab"), "Ctrl+Shift+Tab", Menu::View, 2, "go-previous"},
    {"view.utc", QT_TRANSLATE_NOOP("Commands", "Times in UTC"), "Ctrl+Shift+U", Menu::View, 3, "clock", true},
    {"theme.system", QT_TRANSLATE_NOOP("Commands", "Theme of the system"), "", Menu::View, 4, "", true},
    {"theme.light", QT_TRANSLATE_NOOP("Commands", "Light theme"), "", Menu::View, 4, "", true},
    {"theme.dark", QT_TRANSLATE_NOOP("Commands", "Dark theme"), "", Menu::View, 4, "", true},
    {"view.fullScreen", QT_TRANSLATE_NOOP("Commands", "Full screen"), "F11", Menu::View, 5, "view-fullscreen", true},
};

const QList<CommandSpec> entityCommands = {
    {"entity.open", QT_TRANSLATE_NOOP("Commands", "Open"), "Ctrl+O", Menu::Entity, 0, "document-open"},
    {"entity.save", QT_TRANSLATE_NOOP("Commands", "Review and save…"), "Ctrl+S", Menu::Entity, 0, "document-save"},
    {"entity.revert", QT_TRANSLATE_NOOP("Commands", "Revert"), "", Menu::Entity, 0, "document-revert"},
    {"entity.duplicate", QT_TRANSLATE_NOOP("Commands", "Duplicate…"), "Ctrl+Shift+D", Menu::Entity, 1, "edit-copy"},
    {"entity.move", QT_TRANSLATE_NOOP("Commands", "Rename, move or copy…"), "", Menu::Entity, 1, ""},
    {"entity.delete", QT_TRANSLATE_NOOP("Commands", "Delete…"), "", Menu::Entity, 1, "edit-delete"},
    {"rules.enable", QT_TRANSLATE_NOOP("Commands", "Enable rules…"), "", Menu::Entity, 1, ""},
    {"rules.disable", QT_TRANSLATE_NOOP("Commands", "Disable rules…"), "", Menu::Entity, 1, ""},
    {"history.deleted", QT_TRANSLATE_NOOP("Commands", "Bring back what was deleted…"), "", Menu::Entity, 1, ""},
    {"entity.export", QT_TRANSLATE_NOOP("Commands", "Export as JSON files…"), "", Menu::Entity, 2, ""},
    {"entity.copyName", QT_TRANSLATE_NOOP("Commands", "Copy name"), "Ctrl+Shift+C", Menu::Entity, 2, "edit-copy"},
    {"entity.activations", QT_TRANSLATE_NOOP("Commands", "Activations of it"), "Ctrl+Shift+H", Menu::Entity, 2, "view-history"},
};

const QList<CommandSpec> runCommands = {
    {"run.invoke", QT_TRANSLATE_NOOP("Commands", "Invoke"), "Ctrl+Return", Menu::Run, 0, "media-playback-start"},
};

const QList<CommandSpec> toolsCommands = {
    {"palette.open", QT_TRANSLATE_NOOP("Commands", "Go to anything or run a command"), "Ctrl+K", Menu::Tools, 0, "edit-find"},
    {"requests.copyCurl", QT_TRANSLATE_NOOP("Commands", "Copy request as curl"), "", Menu::Tools, 1, ""},
    {"requests.copyWsk", QT_TRANSLATE_NOOP("Commands", "Copy request as wsk"), "", Menu::Tools, 1, ""},
    {"requests.clear", QT_TRANSLATE_NOOP("Commands", "Clear the request log"), "", Menu::Tools, 1, "edit-clear-history"},
    {"activations.keep", QT_TRANSLATE_NOOP("Commands", "Local store of activations…"), "", Menu::Tools, 2, ""},
    {"sandbox.open", QT_TRANSLATE_NOOP("Commands", "Start and open the sandbox"), "", Menu::Tools, 2, ""},
};

const QList<CommandSpec> helpCommands = {
    {"help.shortcuts", QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"), "F1", Menu::Help, 0, "help-contents"},
    {"help.about", QT_TRANSLATE_NOOP("Commands", "About Whiskboard"), "", Menu::Help, 0, "help-about"},
};

} // namespace

const QList<CommandSpec> &commandTable()
{
    static const QList<CommandSpec> table = fileCommands + editCommands + viewCommands + entityCommands + runCommands + gatewayCommandTable() + toolsCommands + helpCommands;
    return table;
}
