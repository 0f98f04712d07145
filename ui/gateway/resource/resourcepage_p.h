#pragma once

#include "core/gateway/complaint.h"
#include "core/gateway/save.h"
#include "core/net/request.h"
#include "ui/editors/editframe.h"
#include "ui/gateway/resource/resourcepage.h"
#include "ui/gateway/resource/resourcestate.h"

class PendingPane;
class QAction;
class QSplitter;
class QStackedWidget;
class ResourceHead;
class ResourceTab;
class TestPanel;
class VersionsTab;
class Waiting;

/// The works of ResourcePage: what it shows (resourceview.cpp), reads (resourceload.cpp), keeps aside
/// (resourcedrafts.cpp), says while the gateway is away (resourceaway.cpp), writes (resourcewrites.cpp) and offers beside (resourcecommands.cpp).
class ResourceWorks : public EditFrame {
    Q_OBJECT
public:
    ResourceWorks(ResourcePage *page, const GatewayServices &services, const Target &shown);
    ~ResourceWorks() override;

    // View
    void build();
    void buildTabs();
    void connectView();
    void addTab(ResourceTab *tab);
    void showHead();
    void showTabs();
    void showState() override;
    void chooseTab(ResourceTab *tab);
    ResourceTab *currentTab() const;
    QString about() const;
    QString idHint() const;

    // Reading
    void start();
    void load(bool keepContent) override;
    void loaded(const Result<gateway::Document> &result, bool keepContent);
    void checkServer(const gateway::Document &now);
    void notThere();
    void failed(Error error, bool keep);
    void begin(const json::Value &value);
    void copyFrom(const QString &id);
    void edited();
    void idTyped();

    // While the gateway does not answer
    std::optional<Error> away() const; ///< why nothing can be read or written now; it may pass
    void awayChanged();
    void sayNextTry();
    QString awayReason() const; ///< why saving waits, or empty

    // Drafts and history
    void draftFound(const history::Draft &draft) override;
    void restoreDraft(const history::Draft &draft) override;
    std::optional<history::Draft> makeDraft() const override;
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
    history::Key key() const override;
    QStringList places(const json::Value &value) const; ///< where secrets are
    QString readOnlyReason() const override;
    QString idProblem() const;
    QString problem() const;        ///< why it cannot be saved now, or empty

    ResourcePage *q;
    Target target;
    QString profileId;
    ResourceState state;
    bool settling = false;    ///< an edit is taken over from the head: no echo
    bool reading = false;
    bool wasAway = false;
    std::optional<json::Value> first; ///< what a new one begins with

    ResourceHead *head = nullptr;
    QStackedWidget *pages = nullptr;
    QSplitter *splitter = nullptr;
    QSplitter *middle = nullptr;
    PendingPane *pending = nullptr;
    VersionsTab *versions = nullptr;
    TestPanel *test = nullptr;
    Waiting *waiting = nullptr;
    QList<ResourceTab *> tabs;
    QList<QAction *> commands;
};
