#pragma once

#include <QList>
#include <QString>

class QBoxLayout;
class QLabel;
class QPushButton;
class QTableView;
class QWidget;

/// Small pieces that screens are put together from.

QLabel *plainLabel(const QString &text, const QString &role, QWidget *parent); ///< text of servers stays plain
/// Cut in the middle where there is no room for all of it.
QLabel *shortLabel(const QString &text, const QString &role, QWidget *parent);
QLabel *sectionLabel(const QString &text, QWidget *parent);
QPushButton *makeButton(const QString &text, const QString &name, QWidget *parent, const QString &role = {});
/// In a thin rounded frame on the colour of paper.
QWidget *framed(QWidget *content);
/// Side by side; a nullptr stretches.
QBoxLayout *rowOf(const QList<QWidget *> &widgets, int spacing = 8);
/// A list with the look of all tables here: whole rows, no grid, last column stretched.
void dressTable(QTableView *table, const QString &name, const QString &accessibleName);
/// With places to break where a name is too long for any line; for labels, not for what is copied.
QString breakable(const QString &text);
/// A tip guesses at rich text; what a server said must not become markup.
QString plainTip(const QString &text);
/// Disabled with the reason as tip, or enabled with tip.
void enableOrExplain(QWidget *widget, const QString &reason, const QString &tip = {});
