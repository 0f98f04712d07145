#pragma once

#include "core/openwhisk/triggers.h"

#include <QTableView>

template<typename Row> class TableModel;

/// What each action will get from a fire: one line a member, with where it comes from.
class EventView : public QTableView {
    Q_OBJECT
public:
    explicit EventView(QWidget *parent = nullptr);
    void setEvent(const QList<openwhisk::KeyValue> &parameters, const json::Value &payload);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void share();
    TableModel<openwhisk::EventMember> *m_model;
};
