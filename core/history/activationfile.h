#pragma once

#include "core/history/activations.h"
#include "core/history/database.h"

#include <QHash>

namespace history {

constexpr int prunedAtOnce = 500; ///< rows: a step holds others up for some milliseconds

/// The activations of one profile. Used on the store's thread only.
class ActivationFile {
public:
    explicit ActivationFile(const QString &file);

    Result<Done> prepare(); ///< opens it where that is still to be done
    QString takeNotice() { return m_database.takeNotice(); } ///< about a file that was set aside

    Result<qsizetype> keep(const QList<SeenActivation> &rows, const ActivationBounds &bounds);
    Result<Done> keepRecord(const SeenActivation &row, const json::Value &document, const ActivationBounds &bounds);
    Result<SeenActivations> rows(qsizetype limit);
    Result<std::optional<KeptActivation>> record(const QString &id);
    Result<QStringList> withoutRecord(const QStringList &ids);
    Result<ActivationHits> search(const QString &text, qsizetype limit);
    Result<ActivationHolding> holding();
    Result<Done> setEnabled(bool enabled);
    Result<Done> empty();
    /// One step; false when the bounds are kept and nothing is left to do.
    Result<bool> prune(const ActivationBounds &bounds);

private:
    using Label = QStringList; ///< namespace, package, name, version, kind, binding
    Result<bool> enabled();
    Result<qint64> number(const QString &sql, const QVariantList &values = {});
    Result<qint64> usedBytes();
    Result<Done> forgetOldLabels();
    Result<qint64> labelOf(const SeenActivation &row);
    Result<qint64> makeLabel(const Label &label);
    Result<bool> put(QSqlQuery &statement, const SeenActivation &row);
    Result<qsizetype> putAll(const QList<SeenActivation> &rows, qint64 notBefore);
    Result<Done> putRecord(const SeenActivation &row, const json::Value &document);
    Result<Done> runAll(const QStringList &statements);
    Result<qsizetype> remove(const QString &which, const QVariantList &values);
    Result<bool> shrink(qint64 most);
    Result<bool> mergeIndex();
    Result<Done> dropUnusedLabels();
    Result<Done> giveBackSpace(qint64 least);

    Database m_database;
    QHash<Label, qint64> m_labels; ///< as long as nobody else writes
    qint64 m_version = -1;         ///< data_version that they belong to
    int m_openings = 0;
    qint64 m_tooMany = 0;          ///< rows that are still to go for the bound of size
    bool m_merging = false;        ///< the search index still holds what went
    bool m_tidied = false;         ///< once a session is enough
};

/// The file, what SQLite has beside it and copies from before a migration; not what was set aside.
Result<Done> removeFiles(const QString &file);

} // namespace history
