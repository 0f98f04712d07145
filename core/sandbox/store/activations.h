#pragma once

#include "core/json/value.h"
#include "core/sandbox/store/database.h"

#include <optional>
#include <vector>

namespace sandbox {

class Feeder;

/// A record as it is stored: texts that are ready to send, so that pages of them cost nothing.
struct StoredActivation {
    QString id;
    QString ns;
    QString name;        ///< what the filter looks for: "name", or "package/name"
    qint64 start = 0;
    qint64 visible = 0;  ///< ms of the machine's clock; from then on it can be read
    QByteArray summary;  ///< its row in lists
    QByteArray head;     ///< the record without logs and response, members sorted
    QByteArray response;
    QByteArray logs;     ///< array of texts
};

/// The whole record, members sorted.
QByteArray detailOf(const StoredActivation &activation);

/// The records of all runs, newest start first.
class ActivationStore {
public:
    explicit ActivationStore(Database &database);
    ~ActivationStore();

    /// Makes the table; what went wrong, or nothing.
    QString open();

    /// Stores without waiting; the future tells when it is done.
    std::future<QString> add(std::vector<StoredActivation> activations);

    struct Filter {
        QString ns;
        QString name = {};                ///< empty: all
        std::optional<qint64> since = {}; ///< start, inclusive
        std::optional<qint64> upto = {};
        qint64 asOf = 0; ///< ms of the machine's clock: as it was then
    };
    qint64 count(const Filter &filter) const;
    QList<QByteArray> summaries(const Filter &filter, qsizetype skip, qsizetype limit) const;
    QList<QByteArray> details(const Filter &filter, qsizetype skip, qsizetype limit) const;
    std::optional<StoredActivation> find(const QString &ns, const QString &id, qint64 asOf) const;

    /// Takes what adds activations while the store lives.
    void feed(std::unique_ptr<Feeder> feeder);

private:
    Database &m_database;
    std::unique_ptr<Feeder> m_feeder;
};

} // namespace sandbox
