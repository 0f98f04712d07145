#pragma once

class Commands;
class QWidget;

/// Small windows of the menu Help; they stay beside the work.
void showShortcuts(QWidget *window, const Commands &commands);
void showAbout(QWidget *window);
