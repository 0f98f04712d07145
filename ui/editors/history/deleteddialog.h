#pragma once

#include "core/async/result.h"
#include "core/history/records.h"
#include "ui/models/tablemodel.h"
#include "ui/models/target.h"
#include "ui/widgets/dialog.h"

#include <functional>

class QPushButton;
class QTableView;
class StateView;

namespace history {
class Store;
}

/// What was deleted from this connection, newest first, as the local history keeps it. The page of the chosen one offers
/// to create it again.
class DeletedDialog : public Dialog {
    Q_OBJECT
public:
    /// there: the server's lists have it again.
    DeletedDialog(history::Store &store, const QString &profileId, std::function<bool(const Target &)> there,
                  QWidget *parent = nullptr);
    ~DeletedDialog() override;

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    struct Row {
        Target target;
        history::VersionInfo info;
        bool operator==(const Row &) const = default;
    };
    void build();
    void read();
    void came(const Result<QList<history::VersionInfo>> &versions);
    void take();

    history::Store &m_store;
    QString m_profileId;
    std::function<bool(const Target &)> m_there;
    TableModel<Row> *m_model;
    QTableView *m_table;
    StateView *m_state;
    QPushButton *m_open;
    QPushButton *m_close;
};
