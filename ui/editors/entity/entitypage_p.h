#pragma once

#include "ui/editors/editframe.h"
#include "ui/editors/entity/entitypage.h"

#include <QPointer>

class EntityDocument;
class HistoryTab;
class QAction;
class QPushButton;
class SideSplitter;
class QStackedWidget;

/// The works of EntityPage: what it shows (entityview.cpp), reads (entitywork.cpp), keeps aside (entitydrafts.cpp,
/// entityhistory.cpp) and writes (entitywrites.cpp).
class EntityPageWorks : public EditFrame {
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
    void showState() override;
    void fill();

    // Reading
    void start();
    void load(bool keepContent) override;
    void loaded(const Result<EntityCopy> &result, bool keepContent);
    void checkServer(const EntityCopy &now);
    void begin();
    void beginWith(const std::optional<history::Draft> &draft);
    void edited();

    // Drafts
    void draftFound(const history::Draft &draft) override;
    void restoreDraft(const history::Draft &draft) override;
    json::Value draftEdit(const history::Draft &draft, QStringList *missing) const;
    std::optional<history::Draft> makeDraft() const override;

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
    history::Key key() const override;
    openwhisk::EntityName shownName() const;
    QString readOnlyReason() const override;
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
    EntityHead *head = nullptr;
    QList<QPushButton *> links;
    QStackedWidget *pages = nullptr;
    SideSplitter *splitter = nullptr;
    QWidget *side = nullptr;
    EntityDocument *document = nullptr;
    HistoryTab *versions = nullptr;
    QList<EntityPage::Tab> tabs;
    QList<Items> items;
    QList<Command> commands;
};
