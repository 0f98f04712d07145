#pragma once

#include "core/async/result.h"
#include "core/history/records.h"
#include "ui/models/tablemodel.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QSplitter;
class QTableView;
class StateView;

namespace history {
class Store;
}

struct VersionColumn {
    Column<history::VersionInfo> column;
    int width = 0; ///< 0: what the others leave
};
VersionColumn untilColumn();
VersionColumn reasonColumn();

/// The versions that the local history keeps of one thing, read for the chosen one. What is made of that stands below.
class VersionList : public QWidget {
    Q_OBJECT
public:
    VersionList(history::Store &store, const QList<VersionColumn> &columns, QWidget *parent = nullptr);
    ~VersionList() override;

    void setDetail(QWidget *detail); ///< once; it shows chosen()
    void setFoot(const QString &note, const QList<QPushButton *> &buttons); ///< once

    void setKey(const history::Key &key); ///< without a target: it does not exist yet
    void refresh();                       ///< something was kept
    qsizetype count() const;              ///< -1: not known yet
    const std::optional<history::Version> &chosen() const { return m_chosen; }

Q_SIGNALS:
    void changed();       ///< count()
    void chosenChanged(); ///< chosen(): none while it is read
    void opened();        ///< by Return or two clicks

private:
    void came(const Result<QList<history::VersionInfo>> &versions);
    void readCurrent();
    void versionCame(const Result<std::optional<history::Version>> &version);

    history::Store &m_store;
    history::Key m_key;
    bool m_known = false;
    std::unique_ptr<QObject> m_listing; ///< the latest wins
    std::unique_ptr<QObject> m_reading;
    std::optional<history::Version> m_chosen;
    TableModel<history::VersionInfo> *m_model;
    QTableView *m_table;
    QSplitter *m_splitter;
    StateView *m_state;
};

/// The newest that is kept, if any.
Async<std::optional<history::Version>> lastVersion(history::Store &store, const history::Key &key, QObject *owner);
/// "v0.0.3, until 21 Nov 09:41:02"
QString versionText(const history::VersionInfo &info);
