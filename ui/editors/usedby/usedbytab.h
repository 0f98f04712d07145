#pragma once

#include "core/insight/usesload.h"
#include "ui/models/tablemodel.h"
#include "ui/models/target.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTableView;
class StateView;

/// Which rules, sequences and bindings need an action, a package or a trigger. Reads only while it is looked at.
class UsedByTab : public QWidget {
    Q_OBJECT
public:
    UsedByTab(openwhisk::Session &session, insight::Subject subject, QWidget *parent = nullptr);
    ~UsedByTab() override;

    void setName(const openwhisk::EntityName &name); ///< empty: it does not exist yet
    const insight::Uses *uses() const { return m_load ? &m_load->uses() : nullptr; }
    bool complete() const { return m_load && m_load->complete(); }

Q_SIGNALS:
    void openRequested(const Target &target);
    void changed(); ///< uses(): for the count in the tab

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Row {
        Target target;
        QString glyph;
        QString name;
        QString how;
        QString state;
        int tone = 0;
        bool operator==(const Row &) const = default;
    };
    void build();
    void begin();
    void again();
    void showUses();
    QList<Row> rows() const;
    static Row ruleRow(const insight::RuleUse &use);

    QPointer<openwhisk::Session> m_session;
    insight::Subject m_subject;
    openwhisk::EntityName m_name;
    std::unique_ptr<insight::UsesLoad> m_load;
    TableModel<Row> *m_model;
    QTableView *m_table;
    QLabel *m_note;
    QPushButton *m_again;
    StateView *m_state;
};
