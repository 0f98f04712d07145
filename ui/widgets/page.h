#pragma once

#include "core/openwhisk/names.h"
#include "ui/models/target.h"
#include "ui/widgets/readingorder.h"

#include <QWidget>

class QAction;

/// What a tab holds. The shell asks it for title and commands and knows nothing more.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual Target target() const = 0;
    virtual QString title() const = 0;
    virtual QString glyph() const = 0;       ///< see EntityGlyph: "action", "sequence", "activations" ...
    virtual bool modified() const { return false; }
    virtual void refresh() {}
    virtual void save() {}                   ///< Ctrl+S: opens the review
    virtual void revert() {}
    virtual void invoke() {}                 ///< Ctrl+Return
    virtual void find() {}                   ///< Ctrl+F: finds in what has the focus
    virtual bool canSave() const { return false; }
    virtual bool canInvoke() const { return false; }
    /// Further commands of this page for menus and palette; each has objectName (id), text and maybe a shortcut.
    virtual QList<QAction *> commands() const { return {}; }
    /// Before the tab or the window closes: what is not saved becomes a draft. False keeps it open.
    virtual bool prepareClose() { return true; }
    /// Whether an action's page may offer a route for it: empty: yes; a sentence: why not; none: there is no gateway.
    virtual void allowExpose(const std::optional<QString> &) {}

Q_SIGNALS:
    void changed();                          ///< title, glyph, modified, what can be done
    void openRequested(const Target &target);
    void entityWritten(const openwhisk::EntityName &name); ///< created, saved or deleted: lists want a refresh
    void ran();                              ///< an action ran from here: its activation is worth a look
    void exposeRequested();                  ///< a route for the action of this page
    void commandRequested(const Target &target, const QString &command); ///< of that target's page, once it can
    void notice(const QString &text);        ///< a short word for the status bar

protected:
    bool focusNextPrevChild(bool next) override
    {
        // Not when what had the focus goes: the table that might be next would choose its first row.
        const bool pressed = focusWidget() && focusWidget()->isVisible();
        return (pressed && focusAsRead(*this, next)) || QWidget::focusNextPrevChild(next);
    }
};
