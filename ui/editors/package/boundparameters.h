#pragma once

#include "core/openwhisk/effective.h"

#include <QWidget>

class QLabel;
class QTableView;
template <typename Row> class TableModel;

/// With what the actions of a binding begin: the package's parameters below those of the binding.
class BoundParameters : public QWidget {
    Q_OBJECT
public:
    explicit BoundParameters(QWidget *parent = nullptr);
    ~BoundParameters() override;
    /// saved: what the binding has on the server.
    void setParameters(const QList<openwhisk::KeyValue> &ofProvider, const QList<openwhisk::KeyValue> &own,
                       const QList<openwhisk::KeyValue> &saved);
    qsizetype count() const;

private:
    struct Row {
        QString key;
        QString provider;
        QString binding;
        QString arrives;
        QString winner;
        bool lost = false;
        bool operator==(const Row &) const = default;
    };
    static Row rowOf(const openwhisk::EffectiveRow &row);

    QTableView *m_table;
    QLabel *m_note;
    TableModel<Row> *m_model;
};
