#pragma once

#include "ui/activations/filter/actionchoices.h"

#include <QFrame>

class QListView;
class QPushButton;
class SearchField;

/// A list to tick actions in, below the button that it belongs to; typing narrows it.
class ActionPicker : public QFrame {
    Q_OBJECT
public:
    explicit ActionPicker(QWidget *parent = nullptr);

    ActionChoices *choices() const { return m_choices; }
    void popUpBelow(QWidget *button);

Q_SIGNALS:
    void chosenChanged(const QList<openwhisk::EntityName> &names);

protected:
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ActionChoices *m_choices;
    SearchField *m_search;
    QListView *m_list;
    QPushButton *m_all;
};
