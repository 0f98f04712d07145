#pragma once

#include "ui/editors/history/versionlist.h"

class EntityDocument;

/// What the local history keeps of one entity: each version as it was before it was overwritten or deleted here. It can
/// be looked at, compared with the server and brought back.
class HistoryTab : public VersionList {
    Q_OBJECT
public:
    explicit HistoryTab(history::Store &store, QWidget *parent = nullptr);
    ~HistoryTab() override;

    void setReadOnly(const QString &reason);

Q_SIGNALS:
    void compareWanted(const history::Version &version);
    void restoreWanted(const history::Version &version);

private:
    void showChosen();
    void enable();

    QString m_readOnly;
    std::unique_ptr<QObject> m_baring; ///< the latest wins
    EntityDocument *m_document;
    QPushButton *m_compare;
    QPushButton *m_restore;
};
