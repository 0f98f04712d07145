#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;
class QWidget;

/// What the console can do, in one place: menus, tool bar and palette read it.
struct CommandSpec {
    enum class Menu { File, Edit, View, Entity, Run, Gateway, Tools, Help };
    const char *id;
    const char *text;     ///< marked for translation in context "Commands"
    const char *shortcut; ///< portable text
    Menu menu;
    int group;            ///< a separator stands between groups
    const char *icon = "";
    bool checkable = false;
    bool native = false;  ///< the focused widget has the key itself: shown, not taken
};
const QList<CommandSpec> &commandTable();
QList<CommandSpec> gatewayCommandTable(); ///< a part of it

/// The commands as actions of a window.
class Commands : public QObject {
    Q_OBJECT
public:
    explicit Commands(QWidget *window);

    QAction *action(const char *id) const;
    QAction *find(const QString &id) const;
    QList<QAction *> all() const { return m_actions; }
    QList<QAction *> of(CommandSpec::Menu menu) const;
    int groupOf(const QAction *action) const;
    QKeySequence shortcutOf(const QAction *action) const; ///< also of a native one
    void on(const char *id, QObject *context, std::function<void()> run);
    /// An empty reason enables; else the command is shown, disabled, with the reason as its tip.
    void setUnavailable(const char *id, const QString &reason);
    void updateIcons(); ///< after another theme

private:
    QList<QAction *> m_actions; ///< in the order of the table
};

/// "Ctrl ↵", as the small frames show keys.
QString shownKeys(const QKeySequence &keys);
