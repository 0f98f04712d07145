#pragma once

class QTableView;

/// Rows of one height, whole rows selected, no grid but a line under each row, keys that move and do not edit.
void setUpTable(QTableView *table);
