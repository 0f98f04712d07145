#pragma once

#include "core/insight/memberbook.h"
#include "core/insight/sequencecache.h"
#include "ui/editors/actionstate.h"
#include "ui/editors/sequence/memberfinder.h"
#include "ui/editors/sequence/memberrows.h"

#include <QPointer>
#include <QWidget>

class MembersModel;
class MessageBar;
class QLabel;
class QTableView;
class SequenceRun;

/// The members of a sequence: searched, added, moved; those that are gone keep their place and are marked. What the
/// server would refuse is said here, in its words, before anything is sent.
class SequenceTab : public QWidget {
    Q_OBJECT
public:
    SequenceTab(ActionState &state, openwhisk::Session &session, QWidget *parent = nullptr);

    void setSelf(const openwhisk::EntityName &name, bool exists); ///< a new one has no runs
    void setReadOnly(const QString &reason);
    QString problem() const; ///< why it cannot be saved, or empty
    void looksAgain();       ///< members may be others by now
    QWidget *lastRun() const; ///< stands beside this tab
    void showRun(const openwhisk::Activation &record, const QByteArray &payload); ///< it was invoked from here

Q_SIGNALS:
    void memberActivated(const openwhisk::EntityName &name);
    void createRequested(const openwhisk::EntityName &name);
    void activationRequested(const QString &id);
    void problemChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildTable();
    QWidget *buildLimits();
    void connectParts();
    void fill();
    void showTable(const QStringList &components);
    void showBroken();
    void takeWay(MemberWay way, int row);
    void showLimits();
    openwhisk::SequenceCount count(const QStringList &components) const;
    QStringList components() const { return m_state.now().exec.components; }
    void setComponents(const QStringList &components, int current);
    QString componentFor(const openwhisk::EntityName &name) const;
    MemberFinder::Verdict judge(const openwhisk::EntityName &name) const;
    void add(const openwhisk::EntityName &name);
    void insert(const QList<openwhisk::EntityName> &names, int before);
    void move(int from, int before);
    void removeRow(int row);
    void replaceRow(int row);
    openwhisk::EntityName inOwnWords(openwhisk::EntityName name) const;

    ActionState &m_state;
    QPointer<openwhisk::Session> m_session;
    insight::MemberBook m_book;
    openwhisk::EntityName m_self;
    bool m_exists = false;
    QString m_reason;
    QString m_problem;
    bool m_asked = false; ///< for the members of other sequences
    int m_replacing = -1; ///< the row for which another is being chosen
    MembersModel *m_model;
    QTableView *m_table;
    QList<MemberTrouble> m_troubles;
    MessageBar *m_bar;
    MemberFinder *m_finder;
    QLabel *m_count;
    QLabel *m_longest;
    QLabel *m_memory;
    SequenceRun *m_run;
};
