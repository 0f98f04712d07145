#pragma once

/// Each prints its figures as the last line of the output.
namespace bench {

void start();       ///< start to a usable window with 100 actions, beside an empty Qt window; idle; memory
void actions();     ///< 10,000 actions: whole list and refresh beside curl, event loop, memory
void explorer();    ///< 200 packages, 10,000 actions, 2,000 triggers, 2,000 rules: filtering by keystrokes, event loop
void zip();         ///< an action with 48 MB of zip: opened, edited, reviewed, saved; event loop
int emptyWindow();  ///< the yardstick of start: says "usable" once an empty window is painted

} // namespace bench
