#pragma once

class QWidget;

/// Tab goes through a screen as one reads it, from left to right and then down, whenever its parts were made: Qt goes by
/// when they were, so that a row that came later would be the last of all. After the last it leaves the screen for what
/// else its window has, or begins again. False: there is nothing to go to.
bool focusAsRead(const QWidget &screen, bool next);
