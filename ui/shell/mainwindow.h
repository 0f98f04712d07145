#pragma once

#include "ui/models/target.h"
#include "ui/shell/problems.h"
#include "ui/shell/services.h"

#include <QMainWindow>
#include <QPointer>

class Commands;
class ConnectionDialog;
class Connector;
class Dock;
class Explorer;
class GatewayDesk;
class MessageBar;
class Page;
class Palette;
class QSplitter;
class StatusBar;
class TabArea;
class ToolBar;
struct BulkPlan;
struct PaletteItem;
struct PaletteSource;

/// Places the parts of the console and passes on what one asks of another.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Services services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void start(); ///< the connection of last time, or the sandbox on the very first start
    void connectTo(const QString &profileId, const std::optional<Target> &target = {});
    void say(const QString &text); ///< something of the start that the user must read
    void setTheme(const QString &name); ///< "system", "light", "dark"
    Connector &connector() { return *m_connector; }
    Commands &commands() { return *m_commands; }
    TabArea &tabs() { return *m_tabs; }
    Dock &dock() { return *m_dock; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    /// What the commands of the menu Entity act on.
    struct Subject {
        Target target;
        bool isAction = false;
    };

    void buildLayout();
    void restoreLayout();
    void saveLayout();
    void connectParts();
    void connectExplorer();
    void connectTabs();
    void connectStatus();
    void addFileCommands();
    void addEditCommands();
    void addViewCommands();
    void addEntityCommands();
    void addToolCommands();
    void updateCommands();
    void updateConnectionCommands();
    void updateEntityCommands();

    void connectionChanged();
    void sessionOpened();
    void sessionClosing();
    void showConnectionState();
    void showHead();
    void showTitle();
    void problemsSoon();
    void findProblems();
    void saveTabs();

    void pageMade(Page *page);
    void runOnFocus(const char *slot);
    void find();
    void invoke(const Target &target);
    void entityWritten(const openwhisk::EntityName &name);
    std::optional<Subject> subject() const;
    QList<Target> subjects() const;
    void addBulkCommands();
    void updateBulkCommands(const QString &nothing, const QString &noWrite);
    void openNew(Target::Kind kind, const openwhisk::EntityName &about = {});
    void chooseFilesToDeploy();
    void deploy(const QStringList &paths, const QString &package);
    void duplicateSubject();
    void deleteSubjects();
    void showDeleted();
    void switchRules(bool on);
    void exportSubjects();
    void openBulk(BulkPlan plan);
    void bulkDone(const QList<Target> &targets, bool deleted);
    void runOnPage(const Target &target, const QString &command);
    void showEntityMenu(const QPoint &global);
    void copyWsk(const Target &target);

    void openConnections(const QString &profileId, bool fresh);
    void followProblem(Problem::Way way, quint64 request);
    void openPalette();
    PaletteSource paletteSource() const;
    void paletteChosen(const PaletteItem &item);
    QList<QAction *> pageCommands() const;
    bool readOnly() const;
    void notice(const QString &text);

    Services m_services;
    Commands *m_commands;
    Connector *m_connector;
    QWidget *m_line;       ///< in the colour of the environment
    ToolBar *m_toolBar;
    MessageBar *m_strip;   ///< production, read-only
    MessageBar *m_message; ///< the connection's trouble
    MessageBar *m_words;   ///< what say() was given, until it is closed
    Explorer *m_explorer;
    GatewayDesk *m_gateway;
    TabArea *m_tabs;
    Dock *m_dock;
    StatusBar *m_status;
    QSplitter *m_sides;
    QSplitter *m_middle;
    Palette *m_palette;
    QTimer *m_problemsSoon;
    QList<Problem> m_problems;
    QPointer<ConnectionDialog> m_dialog;
    QPointer<QObject> m_shownSession;
    std::optional<Target> m_openNext; ///< with the connection that comes
    std::unique_ptr<QObject> m_sessionContext;
    bool m_closing = false;
};
