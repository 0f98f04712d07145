#include "core/history/activationschema.h"

using namespace Qt::StringLiterals;

namespace history {

QStringList makeSearchIndex()
{
    return {u"CREATE VIRTUAL TABLE words USING fts5(name, result, logs, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"_s,
            // Rows without a record are found by what ran alone.
            u"CREATE VIRTUAL TABLE label_words USING fts5(name, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"_s};
}

QStringList dropSearchIndex()
{
    return {u"DROP TABLE words"_s, u"DROP TABLE label_words"_s};
}

QStringList activationPragmas()
{
    return {u"PRAGMA auto_vacuum=INCREMENTAL"_s};
}

const QList<QStringList> &activationSteps()
{
    static const QList<QStringList> steps{
        QStringList{u"CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
                    // What ran; many rows share one.
                    u"CREATE TABLE label (id INTEGER PRIMARY KEY, ns TEXT NOT NULL, package TEXT NOT NULL, name TEXT NOT NULL,"
                    " version TEXT NOT NULL, kind TEXT NOT NULL, binding TEXT NOT NULL,"
                    " UNIQUE (ns, package, name, version, kind, binding))"_s,
                    u"CREATE TABLE run (key INTEGER PRIMARY KEY, id NOT NULL UNIQUE, start INTEGER NOT NULL,"
                    " label INTEGER NOT NULL, cause, end INTEGER, duration INTEGER, wait INTEGER, init INTEGER,"
                    " status INTEGER NOT NULL, flags INTEGER NOT NULL)"_s,
                    u"CREATE INDEX run_start ON run (start)"_s,
                    u"CREATE TABLE record (key INTEGER PRIMARY KEY, document BLOB NOT NULL, left_out TEXT NOT NULL,"
                    " masked INTEGER NOT NULL, cut INTEGER NOT NULL, kept INTEGER NOT NULL)"_s,
                    u"CREATE INDEX record_cut ON record (cut)"_s}
        + makeSearchIndex()};
    return steps;
}

} // namespace history
