#pragma once

#include "core/history/records.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class DraftKeeper;
class MessageBar;
class QBoxLayout;
class QTabBar;
class StateView;
namespace history {
class Store;
}

/// What every page has that edits one thing: a head above a row of tabs, the state of what is read, a bar for an older
/// draft and one for news. Drafts are kept, found and decided on here; what is in them is the page's own.
class EditFrame : public QObject {
    Q_OBJECT
public:
    EditFrame(QWidget *page, history::Store *store); ///< no store: nothing is kept
    ~EditFrame() override;

    /// parts: how the names of the page's parts begin, e.g. "entity". The state takes the place of content.
    void buildFrame(const QString &parts, QWidget *content);
    void layOutFrame(QWidget *head, QWidget *body);

    // What the page itself knows
    virtual history::Key key() const = 0;
    virtual QString readOnlyReason() const = 0; ///< may not be changed at all, or empty
    virtual void showState() = 0;               ///< everything that follows from state, session and problems
    virtual void load(bool keepContent) = 0;
    virtual std::optional<history::Draft> makeDraft() const = 0; ///< none: nothing is to be kept
    virtual void draftFound(const history::Draft &draft) = 0;
    virtual void restoreDraft(const history::Draft &draft) = 0;

    QString frozenReason() const; ///< nor for a moment, while a draft is decided on
    void offerDraft();
    /// versionNow: of the server; empty where objects have none. compare: may be empty.
    void askAboutDraft(const history::Draft &draft, const QString &versionNow, std::function<void()> compare);
    void warnOfSecrets(const QStringList &missing);
    /// The edit is another one, and the one before is a click away.
    void tellTakenBack(const QString &done, const QStringList &missing, std::function<void()> undo);
    /// It is not on the server (any more): what was deleted from here can be created again.
    void lookForLastVersion(std::function<void(const history::Version &)> offer);

    std::unique_ptr<QObject> request; ///< owner of what is being read; the latest wins
    DraftKeeper *drafts = nullptr;    ///< none without a store
    bool askingDraft = false;         ///< the store has not said yet whether there is a draft
    bool gone = false;                ///< deleted, here or elsewhere

    MessageBar *message = nullptr;
    MessageBar *draftBar = nullptr;
    QTabBar *tabBar = nullptr;
    QBoxLayout *tabRow = nullptr; ///< there is room for more beside the tabs
    StateView *stateView = nullptr;

private:
    void closeDraft();
    void discardDraft();

    QWidget *m_page;
    history::Store *m_store;
    bool m_draftWaits = false; ///< the user has not said yet what shall become of an older draft
    std::unique_ptr<QObject> m_lookingBack;
};

/// "09:41:02", with the day when it is not today's.
QString savedText(qint64 ms);
