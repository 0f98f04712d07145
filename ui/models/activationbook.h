#pragma once

#include "core/insight/activationtable.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace history {
class ActivationStore;
}
namespace openwhisk {
class ActivationFeed;
}

/// All activations that are known of a connection, as one table: what the local store has of it, and what the feed
/// brings, which is written there. Rows are put in on a worker.
class ActivationBook : public QObject {
    Q_OBJECT
public:
    using Rows = openwhisk::List<openwhisk::ActivationSummary>;
    static constexpr qsizetype usualCapacity = 200'000;

    /// store: none, or one that lives longer. Without a profile nothing is kept.
    ActivationBook(openwhisk::ActivationFeed &feed, history::ActivationStore *store, const QString &profileId,
                   QObject *parent = nullptr);
    ~ActivationBook() override; ///< what has come is still written

    const insight::ActivationTable::Ptr &table() const { return m_table; } ///< never null
    bool loading() const { return m_loading; } ///< the store's rows are still read
    qsizetype capacity() const { return m_capacity; }
    void setCapacity(qsizetype rows); ///< the newest so many stay in memory
    void add(const Rows &rows);       ///< that came another way than by the feed

Q_SIGNALS:
    void tableChanged();              ///< at most five times a second; also when loading() ends
    void notice(const QString &text); ///< the store cannot be read or written; said once

private:
    void readStore();
    void crawls(bool crawling);
    void schedule();
    void merge();
    void take(const insight::ActivationTable::Ptr &merged, bool loaded);
    void tell();
    void keep(const QList<Rows> &rows);
    void fail(const Error &error);

    insight::ActivationTable::Ptr m_table;
    history::ActivationStore *m_store;
    QString m_profileId;
    QList<Rows> m_waiting; ///< to be put in
    QList<Rows> m_unkept;  ///< of these and earlier ones: to be written
    QTimer m_mergeTimer;
    QTimer m_tellTimer;
    QElapsedTimer m_told;   ///< the last time
    QElapsedTimer m_merged; ///< since it began
    int m_tookMs = 0;
    qsizetype m_capacity = usualCapacity;
    bool m_loading = false;
    bool m_loaded = false; ///< since, but not told yet
    bool m_merging = false;
    bool m_crawling = false;
    bool m_hurries = false; ///< nothing more comes of a crawl
    bool m_more = false; ///< came since the timer was started
    bool m_failed = false;
};
