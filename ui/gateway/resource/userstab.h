#pragma once

#include "core/insight/gatewayuses.h"
#include "ui/gateway/resource/resourcetab.h"
#include "ui/models/tablemodel.h"

class QLabel;
class QTableView;
class StateView;

/// What refers to the object, worked out from the lists.
class UsersTab : public ResourceTab {
    Q_OBJECT
public:
    explicit UsersTab(ResourceState &state, QWidget *parent = nullptr);

    QString title() const override;
    int count() const override;
    bool hasSide() const override { return false; }

private:
    void build();
    void showUsers();
    void askForMissing();

    TableModel<insight::GatewayUse> *m_model;
    QTableView *m_table;
    QLabel *m_note;
    StateView *m_state;
    bool m_known = false;
};
