#pragma once

#include "ui/editors/trigger/rulerows.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <memory>

class LastRuns;
class MessageBar;
class QLabel;
class QPushButton;
class QTableView;
template<typename Row> class TableModel;

namespace openwhisk {
class Session;
}

/// The rules that a trigger feeds: switches that write at once, broken ones in red with a way to mend them.
class RulesBox : public QWidget {
    Q_OBJECT
public:
    explicit RulesBox(openwhisk::Session &session, QWidget *parent = nullptr);
    ~RulesBox() override;

    void setTrigger(const openwhisk::Trigger &trigger);
    void readLastRuns(); ///< it has fired
    void setReadOnly(const QString &reason);
    qsizetype count() const;
    const LastRuns &lastRuns() const { return *m_last; }
    QList<openwhisk::RuleLink> links() const;              ///< as shown now
    QSet<openwhisk::EntityName> missingActions() const;

Q_SIGNALS:
    void changed(); ///< links(), missingActions() or the last runs
    void openRequested(const Target &target);
    void written(const openwhisk::EntityName &rule);
    void deleteRequested(const openwhisk::EntityName &rule);

private:
    void build();
    QTableView *makeTable();
    void showRows();
    void checkActions();
    void checkNext();
    void judge(const openwhisk::EntityName &action, openwhisk::End end);
    void toggle(int row);
    void link(const openwhisk::EntityName &rule, bool active);
    enum class Means { Status, Link };
    void write(RuleRow &row, bool active, Means means);
    void writeNext();
    void answered(const Result<Done> &answer);
    void reread();
    void enable();
    void showMenu(const QPoint &place);
    void fillMenu(class QMenu *menu, const RuleRow &row);
    void enableOrExplainAction(class QAction *action) const;

    struct Write {
        openwhisk::EntityName rule;
        openwhisk::EntityName action;
        bool active;
        Means means;
    };
    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_trigger;
    QString m_readOnly;
    QList<RuleRow> m_rows;
    QList<openwhisk::EntityName> m_unchecked;
    QHash<openwhisk::EntityName, openwhisk::End> m_ends;
    QList<Write> m_writes; ///< one after the other: each rewrites the trigger, and two at once end in 409 (facts 0.4)
    bool m_writing = false;
    std::unique_ptr<QObject> m_reading;
    std::unique_ptr<QObject> m_checking;
    LastRuns *m_last;
    TableModel<RuleRow> *m_model;
    QTableView *m_table;
    QLabel *m_hint;
    MessageBar *m_message;
    QPushButton *m_mend;
    QPushButton *m_addRule;
    QPushButton *m_addAction;
};
