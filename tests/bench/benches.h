#pragma once

/// Each prints its figures as the last line of the output.
namespace bench {

void start();       ///< start to a usable window with 100 actions, beside an empty Qt window; idle; memory
void actions();     ///< 10,000 actions: whole list and refresh beside curl, event loop, memory
void explorer();    ///< 200 packages, 10,000 actions, 2,000 triggers, 2,000 rules: filtering by keystrokes, event loop
void activations(); ///< 100,000 by windows into table, histogram and percentiles beside curl; before it, queries
void queries();     ///< filter, sort, group over 100,000 and 1,000,000 activations
void load();        ///< 1,000 new activations a second for a minute: loss, lag, event loop, memory
void logs();        ///< a record with 10 MB of logs and a result of 5 MB: first screen, find
void routes();      ///< 10,000 routes: in the list and searched beside curl's one GET, event loop, memory of the console
void zip();         ///< an action with 48 MB of zip: opened, edited, reviewed, saved; event loop
int emptyWindow();  ///< the yardstick of start: says "usable" once an empty window is painted

} // namespace bench
