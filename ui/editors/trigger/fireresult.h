#pragma once

#include "core/openwhisk/triggers.h"

#include <QTableView>

template<typename Row> class TableModel;

/// What became of each rule of a fire. A double click or Return leads to the activation that it started.
class FireResult : public QTableView {
    Q_OBJECT
public:
    explicit FireResult(QWidget *parent = nullptr);
    void setRuns(const QList<openwhisk::RuleRun> &runs);

Q_SIGNALS:
    void openRequested(const QString &activationId, const openwhisk::EntityName &action);

private:
    TableModel<openwhisk::RuleRun> *m_model;
};
