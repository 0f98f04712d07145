#include "core/history/activationfile.h"

#include "core/history/activationrows.h"
#include "core/history/activationschema.h"
#include "core/history/searchtext.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

/// Searching a file of activations, and keeping it small.
namespace history {

Result<ActivationHits> ActivationFile::search(const QString &text, qsizetype limit)
{
    ActivationHits hits;
    const QString match = matchQuery(text);
    if (!match.isEmpty()) {
        auto query = m_database.run(u"SELECT id FROM run WHERE key IN (SELECT rowid FROM words WHERE words MATCH ?)"
                                    " OR label IN (SELECT rowid FROM label_words WHERE label_words MATCH ?) OR id = ?"
                                    " ORDER BY start DESC LIMIT ?"_s,
                                    {match, match, idValue(text.trimmed().toLower()), limit + 1});
        if (!query)
            return query.error();
        while (query->next())
            hits.ids.append(idFrom(query->value(0)));
    }
    hits.more = hits.ids.size() > limit;
    if (hits.more)
        hits.ids.removeLast();
    const auto held = holding();
    if (!held)
        return held.error();
    hits.holding = *held;
    return hits;
}

Result<ActivationHolding> ActivationFile::holding()
{
    auto query = m_database.run(u"SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM record),"
                                " (SELECT count(*) FROM record WHERE cut = 1), (SELECT min(start) FROM run),"
                                " NOT EXISTS (SELECT 1 FROM setting WHERE name = 'off' AND value = 1)"_s);
    if (!query)
        return query.error();
    const auto bytes = usedBytes();
    if (!bytes)
        return bytes.error();
    query->next();
    ActivationHolding held;
    held.rows = query->value(0).toLongLong();
    held.records = query->value(1).toLongLong();
    held.cut = query->value(2).toLongLong();
    held.oldestMs = query->value(3).toLongLong();
    held.enabled = query->value(4).toBool();
    held.bytes = *bytes;
    return held;
}

Result<qint64> ActivationFile::usedBytes()
{
    return number(u"SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), pragma_freelist_count(),"
                  " pragma_page_size()"_s);
}

Result<Done> ActivationFile::runAll(const QStringList &statements)
{
    for (const QString &sql : statements) {
        if (auto ran = m_database.run(sql); !ran)
            return ran.error();
    }
    return Done{};
}

Result<Done> ActivationFile::empty()
{
    m_labels.clear();
    const auto emptied = m_database.transaction([this] {
        return runAll(dropSearchIndex() + makeSearchIndex()
                      + QStringList{u"DELETE FROM record"_s, u"DELETE FROM run"_s, u"DELETE FROM label"_s});
    });
    return emptied ? giveBackSpace(0) : emptied;
}

/// What was freed goes back to the disk once it is a quarter of the file, so that the bound holds for the file, too.
Result<Done> ActivationFile::giveBackSpace(qint64 least)
{
    const auto pages = number(u"PRAGMA freelist_count"_s);
    if (!pages || *pages <= least)
        return pages.transform([](qint64) { return Done{}; });
    auto freeing = m_database.run(u"PRAGMA incremental_vacuum"_s);
    if (!freeing)
        return freeing.error();
    while (freeing->next()) { } // a page each
    freeing->finish();
    const auto written = m_database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // later, when another console reads
    return written.transform([](const QSqlQuery &) { return Done{}; });
}

/// Versions that no row has any more.
Result<Done> ActivationFile::dropUnusedLabels()
{
    m_labels.clear();
    return m_database.transaction([this] {
        return runAll({u"DELETE FROM label_words WHERE rowid NOT IN (SELECT label FROM run)"_s,
                       u"DELETE FROM label WHERE id NOT IN (SELECT label FROM run)"_s});
    });
}

Result<qsizetype> ActivationFile::remove(const QString &which, const QVariantList &values)
{
    qsizetype count = 0;
    const auto removed = m_database.transaction([&]() -> Result<Done> {
        auto ran = m_database.run("CREATE TEMP TABLE IF NOT EXISTS going (key INTEGER PRIMARY KEY)"_L1);
        for (const QString &sql : {u"DELETE FROM going"_s, "INSERT INTO going SELECT key FROM run "_L1 + which,
                                   u"DELETE FROM words WHERE rowid IN (SELECT key FROM going JOIN record USING (key))"_s,
                                   u"DELETE FROM record WHERE key IN (SELECT key FROM going)"_s,
                                   u"DELETE FROM run WHERE key IN (SELECT key FROM going)"_s}) {
            if (ran)
                ran = m_database.run(sql, sql.contains(u'?') ? values : QVariantList());
        }
        count = ran ? ran->numRowsAffected() : 0;
        return ran.transform([](const QSqlQuery &) { return Done{}; });
    });
    return removed.transform([count](const Done &) { return count; });
}

/// The index keeps words of rows that went until it is merged; a full merge costs as much as the index is large, so it
/// comes after many rows, bit by bit.
Result<bool> ActivationFile::mergeIndex()
{
    const auto before = number(u"SELECT total_changes()"_s);
    auto merged = m_database.run(u"INSERT INTO words (words, rank) VALUES ('merge', -256)"_s);
    if (!merged)
        return merged.error();
    const auto after = number(u"SELECT total_changes()"_s);
    return after && before && *after - *before >= 2; // as SQLite tells that there was something to merge
}

/// Down to nine tenths, so that not each new row makes an old one go.
Result<bool> ActivationFile::shrink(qint64 most)
{
    if (m_tooMany > 0) {
        const auto gone = remove(u"ORDER BY start LIMIT ?"_s, {std::min<qint64>(m_tooMany, prunedAtOnce)});
        m_tooMany = gone && *gone > 0 ? m_tooMany - *gone : 0;
        m_merging = true;
        return gone.transform([](qsizetype) { return true; });
    }
    if (m_merging) {
        const auto more = mergeIndex();
        m_merging = more && *more;
        return more.transform([](bool) { return true; });
    }
    const auto used = usedBytes();
    const auto rows = number(u"SELECT count(*) FROM run"_s);
    if (!used || !rows)
        return used ? rows.error() : used.error();
    if (*used > most && *rows > 0)
        m_tooMany = std::max<qint64>(1, qint64(double(*rows) * (double(*used) - 0.9 * double(most)) / double(*used)));
    return m_tooMany > 0;
}

Result<bool> ActivationFile::prune(const ActivationBounds &bounds)
{
    constexpr qint64 day = 24 * 3600 * 1000LL;
    if (bounds.days > 0) {
        const qint64 oldest = QDateTime::currentMSecsSinceEpoch() - bounds.days * day;
        const auto gone = remove(u"WHERE start < ? ORDER BY start LIMIT ?"_s, {oldest, prunedAtOnce});
        if (!gone || *gone > 0)
            return gone.transform([](qsizetype) { return true; });
    }
    if (bounds.bytes > 0) {
        const auto more = shrink(bounds.bytes);
        if (!more || *more)
            return more;
    }
    const auto tidied = m_tidied ? Result<Done>(Done{}) : dropUnusedLabels();
    m_tidied = true;
    const auto pages = number(u"PRAGMA page_count"_s);
    return tidied.andThen([&](const Done &) { return pages ? giveBackSpace(*pages / 4) : pages.error(); })
        .transform([](const Done &) { return false; });
}

} // namespace history
