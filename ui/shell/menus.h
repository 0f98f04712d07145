#pragma once

#include "ui/shell/commands.h"

class QMenuBar;

/// Fills the menu bar from the registry. Commands of the page in front join the menu Entity while it is open.
void buildMenus(QMenuBar *bar, Commands &commands, std::function<QList<QAction *>()> pageCommands);
