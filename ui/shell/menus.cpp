#include "ui/shell/menus.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Menus", text);
}

QMenu *addMenu(QMenuBar *bar, Commands &commands, CommandSpec::Menu which, const QString &title)
{
    auto *menu = bar->addMenu(title);
    menu->setObjectName(u"menu"_s + QString(title).remove(u'&'));
    menu->setToolTipsVisible(true); // why a command is off
    int group = 0;
    for (auto *action : commands.of(which)) {
        if (commands.groupOf(action) != group && !menu->isEmpty())
            menu->addSeparator();
        group = commands.groupOf(action);
        menu->addAction(action);
    }
    return menu;
}

} // namespace

void buildMenus(QMenuBar *bar, Commands &commands, std::function<QList<QAction *>()> pageCommands)
{
    using Menu = CommandSpec::Menu;
    addMenu(bar, commands, Menu::File, translated("&File"));
    addMenu(bar, commands, Menu::Edit, translated("&Edit"));
    addMenu(bar, commands, Menu::View, translated("&View"));
    auto *entity = addMenu(bar, commands, Menu::Entity, translated("E&ntity"));
    addMenu(bar, commands, Menu::Run, translated("&Run"));
    addMenu(bar, commands, Menu::Gateway, translated("&Gateway"));
    addMenu(bar, commands, Menu::Tools, translated("&Tools"));
    addMenu(bar, commands, Menu::Help, translated("&Help"));
    auto *added = new QObject(entity); // holds the separator of the last time
    QObject::connect(entity, &QMenu::aboutToShow, entity, [entity, added, own = entity->actions(), pageCommands] {
        for (auto *action : entity->actions()) {
            if (!own.contains(action))
                entity->removeAction(action);
        }
        qDeleteAll(added->children());
        const auto further = pageCommands();
        if (further.isEmpty())
            return;
        auto *separator = new QAction(added);
        separator->setSeparator(true);
        entity->addAction(separator);
        entity->addActions(further);
    });
}
