#pragma once

#include "ui/activations/filter/filterchoice.h"

#include <QObject>

/// The filter that all controls of a page show and change.
class FilterState : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const FilterChoice &choice() const { return m_choice; }
    void set(const FilterChoice &choice)
    {
        if (m_choice == choice)
            return;
        m_choice = choice;
        Q_EMIT changed();
    }
    template<typename Edit> void edit(Edit change)
    {
        FilterChoice choice = m_choice;
        change(choice);
        set(choice);
    }
    /// Everything passes; the span stays, for it decides what is loaded.
    void clear()
    {
        FilterChoice none;
        none.span = m_choice.span;
        none.custom = m_choice.custom;
        set(none);
    }

Q_SIGNALS:
    void changed();

private:
    FilterChoice m_choice;
};
