#pragma once

#include "ui/editors/actionpage.h"
#include "ui/editors/actionparts.h"
#include "ui/editors/actionstate.h"
#include "ui/editors/editframe.h"

#include <QPointer>

class QAction;
class ReviewDialog;

namespace insight {
struct Uses;
}
namespace net {
class Upload;
}

/// The works of ActionPage: what it shows (actionview.cpp) and what it does (actionpage.cpp, actionflow.cpp).
class ActionPage::Private : public EditFrame, public ActionParts {
    Q_OBJECT
public:
    Private(ActionPage *page, openwhisk::Session &session, history::Store &store, const Target &target);

    // View
    void build();
    void buildTabs();
    void buildCommands();
    QAction *addCommand(const QString &id, const QString &text, void (Private::*run)());
    void connectView();
    void showHead();
    void showPackages();
    void showKinds();
    void showTabs();
    void showState() override;
    void fillEditors();
    void fillAnnotations(); ///< when somebody else than their own editor changed them
    void nameEditors(); ///< the tabs that show names and addresses
    void connectParts();

    // What it does
    void open();
    void load(bool keepContent) override;
    void loaded(Result<LoadedAction> result, bool keepContent);
    void checkServer(const LoadedAction &now);
    void begin();
    void beginWith(const std::optional<history::Draft> &draft);
    void followKind();
    void chooseKind(const QString &kind);
    void createAgain();
    void copyFrom(const openwhisk::EntityName &source);
    void draftFound(const history::Draft &draft) override;
    void restoreDraft(const history::Draft &draft) override;
    openwhisk::ActionEdit draftEdit(const history::Draft &draft, QStringList *missing) const;
    std::optional<history::Draft> makeDraft() const override;
    void edited();
    void commit(); ///< all that was typed is in the state
    void revert();
    void review();
    void compare();
    void openReview(int mode, const openwhisk::ActionEdit &now, const QString &nowTitle);
    void saved(const LoadedAction &action, const QStringList &differences);
    void duplicate();
    void remove();
    void removeConfirmed();
    void copyName();

    // Local history (actionhistory.cpp)
    void addHistory();
    void showHistory();
    void compareVersion(const history::Version &version);
    void bringBack(const history::Version &version);
    void takeBack(const openwhisk::ActionEdit &edit, const QString &done, const QStringList &missing);
    void offerLastVersion();
    void createFrom(const history::Version &version);

    // Beyond text (code/actionextras.cpp)
    void buildExtras();
    void showExtras(const QString &frozen);
    void showUsesCount();
    void showSidePane();
    QString extrasProblem() const;
    void beginSequence();
    void takeFile(const QString &path);
    void takePending();
    void fileTaken(const QString &path);
    bool waitsForCode();
    bool waitsToClose();
    void followUpload(ReviewDialog *dialog, const std::shared_ptr<net::Upload> &sending);
    void moveOrCopy();
    void usesCame();
    void askToRemove(const insight::Uses &found, bool all);

    std::optional<QString> exposeBan; ///< see Page::allowExpose()
    bool isNew() const { return target.kind == Target::Kind::NewAction || target.kind == Target::Kind::NewSequence; }
    history::Key key() const override;
    openwhisk::EntityName shownName() const;
    QString readOnlyReason() const override;
    QString problem() const; ///< why it cannot be saved now, or empty
    QString nameTaken(const openwhisk::EntityName &name) const;

    ActionPage *q;
    QPointer<openwhisk::Session> session;
    history::Store &store;
    Target target;
    ActionState state;
    QString templateKind; ///< of a new action, as long as its code is the template
    QList<QAction *> commands;
};
