#pragma once

class QWidget;

/// Tab goes through a screen as one reads it, from left to right and then down, whenever its parts were made: Qt goes by
/// when they were, so that a row that came later would be the last of all.
void tabInReadingOrder(const QWidget &screen);
