#pragma once

#include "ui/activations/filter/filterstate.h"
#include "ui/activations/filter/savedfilters.h"

#include <QTimer>
#include <QWidget>

class FlowLayout;
class QMenu;
class QPushButton;
class SearchField;

/// The words to search for, what else is filtered as chips that can be taken away, and the saved filters.
class FilterRow : public QWidget {
    Q_OBJECT
public:
    FilterRow(FilterState &state, SavedFilters saved, QWidget *parent = nullptr);
    SearchField *field() const { return m_text; }

Q_SIGNALS:
    void notice(const QString &text);

private:
    void showChoice();
    void fillSaved();
    void saveAs();
    void save(const QString &name);

    FilterState &m_state;
    SavedFilters m_saved;
    SearchField *m_text;
    QWidget *m_chips;
    FlowLayout *m_flow;
    QPushButton *m_savedButton;
    QMenu *m_menu;
    QTimer m_typed;
    QList<filterwords::Word> m_shown;
};
