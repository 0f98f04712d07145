#pragma once

#include "core/async/result.h"
#include "core/history/records.h"
#include "ui/gateway/resource/resourcetab.h"
#include "ui/models/tablemodel.h"

#include <memory>

class DiffView;
class QLabel;
class QPushButton;
class QTableView;
class StateView;

/// What the local history keeps of the object, beside what is edited now. A version can be brought back into the editor.
class VersionsTab : public ResourceTab {
    Q_OBJECT
public:
    explicit VersionsTab(ResourceState &state, QWidget *parent = nullptr);
    ~VersionsTab() override;

    QString title() const override;
    int count() const override;
    bool hasSide() const override { return false; }
    void refresh(); ///< something was kept

Q_SIGNALS:
    void restoreWanted(const history::Version &version);

private:
    void build();
    void keyChanged();
    void came(const Result<QList<history::VersionInfo>> &versions);
    void readCurrent();
    void versionCame(const Result<std::optional<history::Version>> &version);
    void compare();
    void enable();

    history::Key m_key;
    bool m_known = false;
    std::unique_ptr<QObject> m_listing; ///< the latest wins
    std::unique_ptr<QObject> m_reading;
    std::optional<history::Version> m_shown;
    TableModel<history::VersionInfo> *m_model;
    QTableView *m_table;
    DiffView *m_diff;
    QLabel *m_note;
    QPushButton *m_restore;
    StateView *m_state;
};
