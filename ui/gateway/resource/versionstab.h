#pragma once

#include "core/history/records.h"
#include "ui/gateway/resource/resourcetab.h"

class DiffView;
class QPushButton;
class VersionList;

namespace history {
class Store;
}

/// What the local history keeps of the object, beside what is edited now. A version can be brought back into the editor.
class VersionsTab : public ResourceTab {
    Q_OBJECT
public:
    VersionsTab(ResourceState &state, history::Store &store, QWidget *parent = nullptr);

    QString title() const override;
    int count() const override;
    bool hasSide() const override { return false; }
    void refresh(); ///< something was kept

Q_SIGNALS:
    void restoreWanted(const history::Version &version);

private:
    void keyChanged();
    void compare();
    void enable();

    VersionList *m_list;
    DiffView *m_diff;
    QPushButton *m_restore;
};
