#pragma once

#include "ui/gateway/list/listfilter.h"
#include "ui/gateway/list/listsettings.h"

#include <QWidget>

class FlowLayout;
class QMenu;
class QPushButton;
class SearchField;

/// The words to search for, a chip for each thing to filter by, and the saved filters.
class ListFilterBar : public QWidget {
    Q_OBJECT
public:
    ListFilterBar(gateway::Kind kind, ListSettings settings, QWidget *parent = nullptr);

    const ListFilter &filter() const { return m_filter; }
    void setFilter(const ListFilter &filter);
    void setRows(const gateway::Rows &rows) { m_rows = rows; } ///< whose plugins, labels and hosts can be chosen
    void setProblems(qsizetype count);
    SearchField *field() const { return m_text; }

Q_SIGNALS:
    void changed();
    void notice(const QString &text);

private:
    enum class Part { Aim, Status, Plugin, Label, Host, Problems, Unused };
    QList<Part> parts() const;
    void addChip(Part part);
    QString textOf(Part part) const; ///< empty: not filtered by it
    QString titleOf(Part part) const;
    void clear(Part part);
    void choose(Part part);
    void fill(QMenu *menu, Part part);
    void addEntry(QMenu *menu, const QString &text, bool on, std::function<void(ListFilter &)> change);
    void fillValues(QMenu *menu, Part part);
    QStringList valuesOf(Part part) const; ///< the most frequent first
    void showChips();
    void edit(const std::function<void(ListFilter &)> &change);
    void fillSaved();
    void save();
    void saveAs(const QString &name);

    gateway::Kind m_kind;
    ListSettings m_settings;
    ListFilter m_filter;
    gateway::Rows m_rows;
    qsizetype m_problems = 0;
    SearchField *m_text;
    QWidget *m_chips;
    FlowLayout *m_flow;
    QList<QPushButton *> m_buttons; ///< in the order of parts()
    QPushButton *m_save;
    QMenu *m_saved;
};
