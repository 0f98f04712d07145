#include "core/connections/profilestore.h"
#include "core/exchange/commands.h"
#include "ui/shell/commands.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/shell/connector.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteothers.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace {

QString plainText(const QAction *action)
{
    return action->text().section(u'\t', 0, 0).remove(u'&');
}

PaletteItem commandItem(const QAction *action, const QKeySequence &shortcut)
{
    PaletteItem item;
    item.group = PaletteItem::Group::Commands;
    item.text = plainText(action);
    item.glyph = u"command"_s;
    item.shortcut = shortcut;
    item.command = action->objectName();
    item.enabled = action->isEnabled();
    item.reason = action->isEnabled() ? QString() : action->toolTip();
    if (!item.enabled && item.reason != item.text)
        item.right = item.reason;
    return item;
}

} // namespace

PaletteSource MainWindow::paletteSource() const
{
    PaletteSource source;
    source.connection = m_connector->profile().name;
    source.mayInvoke = !readOnly();
    if (const auto *session = m_connector->session()) {
        source.actions = session->actions().rows;
        source.packages = session->packages().rows;
        source.triggers = session->triggers().rows;
        source.rules = session->rules().rows;
    }
    if (const auto *gateway = m_connector->gateway()) {
        source.gatewayLists = gatewaybulk::listsOf(*gateway);
        source.gateway = true;
        source.noExpose = m_gateway->noWrite();
    }
    source.openTabs = m_tabs->targets();
    for (const auto &profile : m_services.profiles.profiles()) {
        if (profile.id != m_connector->profile().id)
            source.others += otherConnection(profile, m_services.state.tabs(profile.id));
    }
    for (const auto *action : m_commands->all()) {
        if (action->objectName() != "palette.open"_L1)
            source.commands.append(commandItem(action, m_commands->shortcutOf(action)));
    }
    for (const auto *action : pageCommands())
        source.commands.append(commandItem(action, action->shortcut()));
    return source;
}

void MainWindow::openPalette()
{
    m_palette->open(paletteSource());
}

void MainWindow::copyWsk(const Target &target)
{
    const QString base = m_connector->profile().openwhiskHost.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    const auto call = exchange::invokeCall(base, target.name, {}, openwhisk::Invoke::Blocking);
    QApplication::clipboard()->setText(exchange::wskCommand(call));
    notice(tr("Copied as wsk command; the key is the variable $WHISK_AUTH."));
}

void MainWindow::paletteChosen(const PaletteItem &item)
{
    if (!item.profileId.isEmpty())
        return connectTo(item.profileId, item.target);
    if (item.target && item.command == "run.invoke"_L1)
        return invoke(*item.target);
    if (item.target && item.command == "entity.copyWsk"_L1)
        return copyWsk(*item.target);
    if (item.target && item.command == "gateway.expose"_L1)
        return m_gateway->expose(item.target->name);
    if (item.target)
        return m_tabs->open(*item.target);
    if (auto *action = m_commands->find(item.command))
        return action->trigger();
    for (auto *action : pageCommands()) {
        if (action->objectName() == item.command)
            return action->trigger();
    }
}
