#pragma once

#include "core/history/records.h"
#include "core/insight/usesload.h"
#include "core/openwhisk/rename.h"
#include "ui/widgets/dialog.h"

class MessageBar;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace history {
class Store;
}

/// Renames, moves or copies an action. Says first what will be done in which order and what refers to the old name;
/// then how far it is, and after a failure what the server has.
class MoveDialog : public Dialog {
    Q_OBJECT
public:
    MoveDialog(openwhisk::Session &session, history::Store &store, const openwhisk::EntityName &name,
               const history::Key &key, bool keepOld, QWidget *parent = nullptr);
    ~MoveDialog() override;
    void reject() override;

Q_SIGNALS:
    void moved(const openwhisk::EntityName &to, bool oldGone);
    void left(const openwhisk::EntityName &to, const QString &stand); ///< half way: what the server has now

private:
    void build();
    QLabel *aboutLabel();
    void fillPackages();
    void proposeUses();
    void showUses();
    void showPlan();
    void enable();
    QString problem() const;
    openwhisk::MovePlan plan() const;
    void run();
    void ran();
    void keepOld();
    void failed(const Error &error);
    void showDone();

    QPointer<openwhisk::Session> m_session;
    history::Store &m_store;
    openwhisk::EntityName m_from;
    history::Key m_key;
    insight::UsesLoad m_uses;
    openwhisk::MoveJob *m_job = nullptr;
    bool m_running = false;
    QComboBox *m_package;
    QLineEdit *m_name;
    QCheckBox *m_keep;
    QLabel *m_usesTitle;
    QListWidget *m_usesList;
    QListWidget *m_steps;
    QLabel *m_problem;
    MessageBar *m_message;
    QPushButton *m_go;
    QPushButton *m_cancel;
};
