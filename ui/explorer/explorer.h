#pragma once

#include "core/openwhisk/rulestates.h"
#include "core/openwhisk/session.h"
#include "ui/explorer/explorernode.h"

#include <QSet>
#include <QWidget>

namespace gateway {
class Session;
}
class ExplorerModel;
class ExplorerView;
class QLabel;
class QTimer;
class SearchField;
class StateView;

/// One tree for the connection: packages with their actions, bindings, triggers, rules; below them the gateway's routes
/// and the rest. Filters as you type.
class Explorer : public QWidget {
    Q_OBJECT
public:
    explicit Explorer(QWidget *parent = nullptr);
    ~Explorer() override;

    /// nullptr: none. The gateway is that of the same connection, where it has one.
    void setSession(openwhisk::Session *session, gateway::Session *gateway = nullptr);
    void showConnecting(const QString &what);     ///< before there is a session
    void showProblem(const Error &error);
    void showNoConnection();

    const ExplorerNode *current() const;
    QList<Target> selected() const; ///< entities alone, from the top
    QString packageAt(const ExplorerNode *node) const; ///< where a new action there would go, "" for none
    void expireRuleStates(); ///< a rule was switched
    void reveal(const Target &target); ///< selects it, as soon as it is there
    void focusFilter();
    QStringList expandedKeys() const;
    void setExpandedKeys(const QStringList &keys); ///< for the session that comes next

Q_SIGNALS:
    void openRequested(const Target &target);
    void newActionRequested();
    void newConnectionRequested();
    void editConnectionRequested();
    void retryRequested();
    void menuRequested(const QPoint &global);
    void currentChanged(); ///< the current row, or what is selected
    void expansionChanged();
    void deleteRequested();
    void renameRequested();
    void filesDropped(const QStringList &paths, const QString &package);

private:
    void connectView();
    void connectFilter();
    void connectStates();
    void scheduleRebuild(bool otherTree);
    void rebuild();
    ExplorerSource source() const;
    void showTree(std::shared_ptr<const ExplorerTree> tree);
    void restoreExpansion();
    void restoreSelection(const QString &key);
    void expandFirstTime();
    void showState();
    bool showProblemOfLists();
    void showFailure(const Error &error);
    void expanded(const QModelIndex &index);
    void collapsed(const QModelIndex &index);
    void loadBinding(const openwhisk::EntityName &binding);
    void refreshBindings();
    void open(const QModelIndex &index);
    void openFirstHit();
    void sessionChanged(openwhisk::Collection collection);
    void connectGateway();
    void gatewayChanged();
    std::optional<ExplorerGateway> gatewaySource() const;
    bool openGatewayNote(const ExplorerNode &node);
    bool gatewayIsShown() const;
    void connectRuleStates();
    void askRuleStates();
    void showRuleState(const QString &rule);

    openwhisk::Session *m_session = nullptr;
    gateway::Session *m_gateway = nullptr;
    SearchField *m_filter;
    QLabel *m_hits;
    ExplorerView *m_view;
    ExplorerModel *m_model;
    StateView *m_states;
    QTimer *m_filterPause;
    QTimer *m_rebuildSoon;
    QTimer *m_askSoon;
    QTimer *m_gatewaySoon;
    std::unique_ptr<openwhisk::RuleStates> m_ruleStates;
    std::unique_ptr<QObject> m_building;       ///< of the newest build; older answers vanish
    std::unique_ptr<QObject> m_sessionContext; ///< connections and requests of this session
    std::shared_ptr<const ExplorerTree> m_tree;
    QHash<QString, ExplorerBinding> m_bindings;
    QSet<QString> m_expanded;
    bool m_expansionKnown = false; ///< restored, or chosen by the user
    bool m_otherTree = true;       ///< the next build is no refresh of what is shown
    bool m_restoring = false;
    std::optional<Target> m_wanted; ///< to be revealed once its row has come
};
