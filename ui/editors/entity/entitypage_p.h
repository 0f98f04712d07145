#pragma once

#include "core/history/records.h"
#include "ui/editors/entity/entitypage.h"

#include <QPointer>

class DraftKeeper;
class EntityDocument;
class HistoryTab;
class QAction;
class QBoxLayout;
class QPushButton;
class SideSplitter;
class QStackedWidget;
class QTabBar;

/// The works of EntityPage: what it shows (entityview.cpp), reads (entitywork.cpp), keeps aside (entitydrafts.cpp,
/// entityhistory.cpp) and writes (entitywrites.cpp).
class EntityPageWorks : public QObject {
    Q_OBJECT
public:
    EntityPageWorks(EntityPage *page, openwhisk::Session &openSession, history::Store &openStore, const Target &shown,
                    EntityKindPtr shownKind);

    // View
    void build();
    void connectView();
    void buildCommands();
    QAction *addCommand(const QString &id, const QString &text, std::function<void()> run, EntityPage::Needs needs);
    void addTab(const EntityPage::Tab &tab);
    KeyValueEditor *addItems(const QString &member, const QString &id, const QString &title, bool parameters);
    void addLink(const QString &id, const QString &text, std::function<void()> run);
    void setSide(QWidget *widget, int width);
    void showHead();
    void showTabs();
    void showCommands();
    void showState(); ///< everything that follows from state, session and problems
    void fill();

    // Reading
    void start();
    void load(bool keepContent);
    void loaded(const Result<EntityCopy> &result, bool keepContent);
    void checkServer(const EntityCopy &now);
    void begin();
    void beginWith(const std::optional<history::Draft> &draft);
    void edited();

    // Drafts
    void offerDraft();
    void draftFound(const history::Draft &draft);
    void restoreDraft(const history::Draft &draft);
    void discardDraft();
    void warnOfSecrets(const QStringList &missing);
    json::Value draftEdit(const history::Draft &draft, QStringList *missing) const;
    std::optional<history::Draft> makeDraft() const;

    // Writing
    void revert();
    void review();
    void compare();
    void openReview(int mode, const json::Value &now, const QString &nowTitle);
    void saved(const EntityCopy &copy, const QStringList &differences);
    void remove();
    void removeConfirmed();
    void deleted(const QString &detail);
    void createAgain();
    void copyName();

    // Local history (entityhistory.cpp)
    void addHistory();
    void showHistory();
    void compareVersion(const history::Version &version);
    void bringBack(const history::Version &version);
    void takeBack(const json::Value &edit, const QString &done, const QStringList &missing);
    void offerLastVersion();
    void createFrom(const history::Version &version);

    bool isNew() const { return target.kind != kind->targetKind(); }
    history::Key key() const;
    openwhisk::EntityName shownName() const;
    QString readOnlyReason() const;
    QString frozenReason() const;
    QString nameProblem() const;
    QString problem() const; ///< why it cannot be saved now, or empty

    struct Command {
        QAction *action;
        EntityPage::Needs needs;
    };
    struct Items {
        KeyValueEditor *editor;
        QString member;
    };
    EntityPage *q;
    QPointer<openwhisk::Session> session;
    history::Store &store;
    Target target;
    EntityKindPtr kind;
    EntityState state;
    std::unique_ptr<QObject> request; ///< owner of what is being read; the latest wins
    std::unique_ptr<QObject> lookingBack; ///< for what is kept of one that is gone
    DraftKeeper *drafts = nullptr;
    bool askingDraft = false; ///< the store has not said yet whether there is a draft
    bool draftWaits = false;  ///< the user has not said yet what shall become of an older draft
    bool gone = false;        ///< deleted here

    EntityHead *head = nullptr;
    MessageBar *message = nullptr;
    MessageBar *draftBar = nullptr;
    QTabBar *tabBar = nullptr;
    QBoxLayout *tabRow = nullptr;
    QList<QPushButton *> links;
    QStackedWidget *pages = nullptr;
    SideSplitter *splitter = nullptr;
    StateView *stateView = nullptr;
    QWidget *side = nullptr;
    EntityDocument *document = nullptr;
    HistoryTab *versions = nullptr;
    QList<EntityPage::Tab> tabs;
    QList<Items> items;
    QList<Command> commands;
};
