#pragma once

#include "core/async/result.h"
#include "core/history/records.h"
#include "ui/models/tablemodel.h"

#include <QWidget>

#include <memory>

class EntityDocument;
class QLabel;
class QPushButton;
class QTableView;
class StateView;

namespace history {
class Store;
}

/// What the local history keeps of one entity: each version as it was before it was overwritten or deleted here. It can
/// be looked at, compared with the server and brought back.
class HistoryTab : public QWidget {
    Q_OBJECT
public:
    struct Readable; ///< a version without what looks secret

    explicit HistoryTab(history::Store &store, QWidget *parent = nullptr);
    ~HistoryTab() override;

    void setKey(const history::Key &key); ///< without a target: it does not exist yet
    void refresh();                       ///< something was kept
    qsizetype count() const;              ///< -1: not known yet
    void setReadOnly(const QString &reason);

Q_SIGNALS:
    void changed(); ///< count()
    void compareWanted(const history::Version &version);
    void restoreWanted(const history::Version &version);

private:
    void build();
    void came(const Result<QList<history::VersionInfo>> &versions);
    void showCurrent();
    void documentCame(const Result<Readable> &read);
    void enable();

    history::Store &m_store;
    history::Key m_key;
    QString m_readOnly;
    bool m_known = false;
    std::unique_ptr<QObject> m_listing; ///< the latest wins
    std::unique_ptr<QObject> m_reading;
    std::optional<history::Version> m_shown;
    TableModel<history::VersionInfo> *m_model;
    QTableView *m_table;
    EntityDocument *m_document;
    QLabel *m_note;
    QPushButton *m_compare;
    QPushButton *m_restore;
    StateView *m_state;
};

/// The newest that is kept, if any.
Async<std::optional<history::Version>> lastVersion(history::Store &store, const history::Key &key, QObject *owner);
/// "v0.0.3, until 21 Nov 09:41:02"
QString versionText(const history::VersionInfo &info);
