#pragma once

#include "ui/forms/fieldeditor.h"

class QPushButton;

/// Items of a list: added at the end, moved, taken out. How they look is up to who derives from it.
class ItemsField : public FieldEditor {
    Q_OBJECT
public:
    void refresh() override;

protected:
    /// More than anybody edits one by one: the whole list is shown as JSON then.
    static constexpr qsizetype mostItems = 60;

    ItemsField(FormState &state, const QString &pointer, QWidget *parent);
    qsizetype count() const;
    QString item(qsizetype index) const; ///< its pointer
    QPushButton *addButton() const { return m_add; }
    QWidget *makeTools(qsizetype index, QWidget *parent); ///< that move an item and take it out
    void keyPressEvent(QKeyEvent *event) override;

    virtual bool isAsMade() const = 0; ///< the rows that are there can show what the list has now
    virtual void build() = 0;          ///< makes them anew
    virtual void refreshItems() = 0;
    virtual bool isInItem(qsizetype index, const QWidget *widget) const = 0;

private:
    void add();
    void move(qsizetype from, qsizetype to);
    void takeOut(qsizetype index);
    QString placeInItem(qsizetype index) const;
    void focusWanted();
    void refreshAdd();

    QPushButton *m_add;
    QList<QWidget *> m_tools;
    struct Wanted {
        qsizetype item;
        QString inside; ///< pointer from there
    };
    std::optional<Wanted> m_wanted; ///< gets the focus when rows are there again
    bool m_moved = false;
};
