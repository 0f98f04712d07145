#include "core/history/schema.h"

using namespace Qt::StringLiterals;

namespace history {

const QList<QStringList> &schemaSteps()
{
    static const QList<QStringList> steps{
        {u"CREATE TABLE payload (id INTEGER PRIMARY KEY, profile TEXT NOT NULL, target TEXT NOT NULL,"
         " name TEXT, text TEXT NOT NULL, left_out TEXT NOT NULL, saved INTEGER NOT NULL)"_s,
         // Payloads without a name are those that were sent.
         u"CREATE UNIQUE INDEX payload_name ON payload (profile, target, name) WHERE name IS NOT NULL"_s,
         u"CREATE INDEX payload_sent ON payload (profile, target, saved) WHERE name IS NULL"_s,
         u"CREATE TABLE draft (profile TEXT NOT NULL, target TEXT NOT NULL, document BLOB NOT NULL,"
         " base BLOB NOT NULL, left_out TEXT NOT NULL, saved INTEGER NOT NULL, PRIMARY KEY (profile, target))"_s,
         u"CREATE TABLE version (id INTEGER PRIMARY KEY, profile TEXT NOT NULL, target TEXT NOT NULL,"
         " reason INTEGER NOT NULL, version TEXT NOT NULL, document BLOB NOT NULL, bytes INTEGER NOT NULL,"
         " left_out TEXT NOT NULL, kept INTEGER NOT NULL)"_s,
         u"CREATE INDEX version_of ON version (profile, target, kept)"_s}};
    return steps;
}

} // namespace history
