#pragma once

#include "core/gateway/complaint.h"
#include "core/gateway/save.h"
#include "core/history/records.h"
#include "core/net/request.h"
#include "ui/gateway/resource/resourcepage.h"
#include "ui/gateway/resource/resourcestate.h"

class DraftKeeper;
class MessageBar;
class PendingPane;
class QAction;
class QSplitter;
class QStackedWidget;
class QTabBar;
class ResourceHead;
class ResourceTab;
class StateView;
class TestPanel;
class VersionsTab;

/// The works of ResourcePage: what it shows (resourceview.cpp), reads (resourceload.cpp), keeps aside
/// (resourcedrafts.cpp), writes (resourcewrites.cpp) and offers beside (resourcecommands.cpp).
class ResourceWorks : public QObject {
    Q_OBJECT
public:
    ResourceWorks(ResourcePage *page, const GatewayServices &services, const Target &shown);
    ~ResourceWorks() override;

    // View
    void build();
    void buildTabs();
    QWidget *buildTop();
    void connectView();
    void addTab(ResourceTab *tab);
    void showHead();
    void showTabs();
    void showState(); ///< everything that follows from state, session and problems
    void chooseTab(ResourceTab *tab);
    ResourceTab *currentTab() const;
    QString about() const;
    QString idHint() const;

    // Reading
    void start();
    void load(bool keepContent);
    void loaded(const Result<gateway::Document> &result, bool keepContent);
    void checkServer(const gateway::Document &now);
    void notThere();
    void begin(const json::Value &value);
    void copyFrom(const QString &id);
    void edited();
    void idTyped();

    // Drafts and history
    void offerDraft();
    void draftFound(const history::Draft &draft);
    void restoreDraft(const history::Draft &draft);
    void discardDraft();
    void warnOfSecrets(const QStringList &missing);
    std::optional<history::Draft> makeDraft() const;
    void bringBack(const history::Version &version);
    void takeBack(const json::Value &value, const QString &done, const QStringList &missing);
    void offerLastVersion();
    void createAgain(const json::Value &value);

    // Writing and commands
    void revert();
    void review(int mode);
    void saved(const gateway::Document &document, bool created, const QStringList &differences);
    void complained(const gateway::Complaint &complaint);
    void buildCommands();
    QAction *addCommand(const QString &id, const QString &text, std::function<void()> run);
    void showCommands();
    void duplicate();
    void switchStatus();
    void remove();
    void copyAsCurl();
    void copyId();
    void sendTest();
    void sendTestOf(const QString &method, const QString &url, const QList<net::Header> &headers);

    bool isNew() const { return state.isNew(); }
    gateway::Session *session() const { return state.session(); }
    history::Key key() const;
    QStringList places(const json::Value &value) const; ///< where secrets are
    QString readOnlyReason() const; ///< may not be changed at all, or empty
    QString frozenReason() const;   ///< nor for a moment, while a draft is decided on
    QString idProblem() const;
    QString problem() const;        ///< why it cannot be saved now, or empty

    ResourcePage *q;
    Target target;
    QString profileId;
    ResourceState state;
    std::unique_ptr<QObject> request; ///< owner of what is being read; the latest wins
    std::unique_ptr<QObject> lookingBack;
    DraftKeeper *drafts = nullptr;
    bool askingDraft = false; ///< the store has not said yet whether there is a draft
    bool draftWaits = false;  ///< the user has not said yet what shall become of an older draft
    bool gone = false;        ///< deleted, here or elsewhere
    bool settling = false;    ///< an edit is taken over from the head: no echo
    std::optional<json::Value> first; ///< what a new one begins with

    ResourceHead *head = nullptr;
    MessageBar *message = nullptr;
    MessageBar *draftBar = nullptr;
    QTabBar *tabBar = nullptr;
    QStackedWidget *pages = nullptr;
    QSplitter *splitter = nullptr;
    QSplitter *middle = nullptr;
    StateView *stateView = nullptr;
    PendingPane *pending = nullptr;
    VersionsTab *versions = nullptr;
    TestPanel *test = nullptr;
    QList<ResourceTab *> tabs;
    QList<QAction *> commands;
};
