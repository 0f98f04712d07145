#pragma once

#include "ui/editors/entity/entityhead.h"
#include "ui/editors/entity/entitystate.h"
#include "ui/widgets/page.h"

#include <functional>

class KeyValueEditor;
class MessageBar;
class StateView;

namespace history {
struct Key;
class Store;
}

/// The page of a package, trigger or rule, also of one that does not exist yet: head, tabs, loading, drafts, review and
/// save, delete. A subclass adds its tabs in its constructor and ends that with start(). Once a new one is created,
/// target() is that of an ordinary one.
class EntityPage : public Page {
    Q_OBJECT
public:
    ~EntityPage() override;

    Target target() const override;
    QString title() const override;
    bool modified() const override;
    void refresh() override;
    void save() override;
    void revert() override;
    bool canSave() const override;
    QList<QAction *> commands() const override;
    bool prepareClose() override;

protected:
    /// A target whose kind is not kind->targetKind() is a new one.
    EntityPage(openwhisk::Session &session, history::Store &store, const Target &target, EntityKindPtr kind,
               QWidget *parent);

    struct Tab {
        QString id;         ///< object name of the content
        QString title;
        QWidget *content = nullptr;
        QStringList members = {};             ///< of the edit: changed ones mark the tab
        std::function<qsizetype()> count = {}; ///< shown beside the title; -1: not known
        bool withSide = true;                 ///< the widget of setSide() is shown beside it
    };
    enum class Needs { Nothing, Server, Write }; ///< a command is off, with the reason, where it is not on the server,
                                                 ///< or may not be changed
    void addTab(const Tab &tab);
    KeyValueEditor *addParametersTab();
    KeyValueEditor *addAnnotationsTab();
    void addLink(const QString &id, const QString &text, std::function<void()> run); ///< beside the tabs; of one that exists
    void addDocumentTab(); ///< the whole answer of the server, without secrets
    void setSide(QWidget *side, int width = 380);
    QAction *addCommand(const QString &id, const QString &text, std::function<void()> run,
                        Needs needs = Needs::Nothing);
    void start(); ///< loads, or begins a new one

    // What a subclass says
    virtual Target::Kind newKind() const = 0;              ///< of a target for one that does not exist yet
    virtual json::Value emptyEdit() const;                 ///< a new one begins with it
    virtual QString newTitle() const;                      ///< "New package"
    virtual QString proposedName() const { return {}; }
    virtual QString nameProblem(const QString &name) const; ///< beside grammar and names taken
    virtual QList<EntityChip> chips() const { return {}; }
    virtual void fill() {}                                 ///< the edit is another one: own widgets show it
    virtual void showState() {}                            ///< something changed: enable, mark, explain
    virtual QString problem() const { return {}; }         ///< why own fields cannot be saved
    virtual QString ownReadOnlyReason() const { return {}; }
    virtual Error explained(const Error &error) const; ///< why it cannot be loaded, in plain words: as the kind has them
    virtual void loadFailed(const Error &) {}              ///< after it is shown: stateView().addButton() ...
    virtual void written(bool created, const openwhisk::EntityName &name); ///< saved: tells the shell
    virtual QString deleteText() const { return {}; }      ///< what else becomes of it
    virtual void remove();                                 ///< asks, keeps it in the history, deletes

    // What a subclass may use
    EntityState &state();
    const EntityState &state() const;
    openwhisk::Session *session() const; ///< nullptr: closed
    history::Store &store() const;
    history::Key key() const;
    StateView &stateView() const;
    MessageBar &message() const;
    openwhisk::EntityName name() const; ///< of a new one: as typed
    bool isNew() const;
    QString readOnlyReason() const; ///< may not be changed at all, or empty
    QString frozenReason() const;   ///< nor for a moment, while a draft is decided on
    void load(bool keepContent);
    void review();
    void compare();
    void deleted(const QString &detail = {}); ///< it is gone: the page says so and offers to create it again
    void removeOther(const Target &other); ///< what a table of this page lists: by the plan that every delete shows
    void chooseTab(const QString &id);
    void setTabShown(const QString &id, bool shown);
    void showCounts(); ///< what Tab::count gives is another number
    void showProblem(); ///< problem() or what else showState() depends on is another: head, tabs and commands follow

private:
    friend class EntityPageWorks;
    std::unique_ptr<class EntityPageWorks> d;
};
