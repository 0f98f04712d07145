#include "core/history/activationfile.h"

#include "core/history/activationrows.h"
#include "core/history/activationschema.h"
#include "core/history/masking.h"
#include "core/history/packing.h"
#include "core/history/searchtext.h"
#include "core/history/text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace history {

namespace {

Result<Done> done(const Result<QSqlQuery> &query)
{
    return query.transform([](const QSqlQuery &) { return Done{}; });
}

qint64 oldestAllowed(const ActivationBounds &bounds)
{
    constexpr qint64 day = 24 * 3600 * 1000LL;
    return bounds.days > 0 ? QDateTime::currentMSecsSinceEpoch() - bounds.days * day : 0;
}

} // namespace

ActivationFile::ActivationFile(const QString &file) : m_database(file, activationSteps(), activationPragmas()) {}

Result<Done> ActivationFile::prepare()
{
    return m_database.open();
}

Result<qint64> ActivationFile::number(const QString &sql, const QVariantList &values)
{
    auto query = m_database.run(sql, values);
    if (!query)
        return query.error();
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<bool> ActivationFile::enabled()
{
    return number(u"SELECT count(*) FROM setting WHERE name = 'off' AND value = 1"_s).transform([](qint64 off) { return off == 0; });
}

Result<Done> ActivationFile::setEnabled(bool enabled)
{
    return done(m_database.run(u"INSERT OR REPLACE INTO setting (name, value) VALUES ('off', ?)"_s, {enabled ? 0 : 1}));
}

/// Another console may have emptied the file, or this one have begun a new file.
Result<Done> ActivationFile::forgetOldLabels()
{
    const auto version = number(u"PRAGMA data_version"_s);
    if (!version)
        return version.error();
    if (*version != m_version || m_openings != m_database.openings())
        m_labels.clear();
    m_version = *version;
    m_openings = m_database.openings();
    return Done{};
}

Result<qint64> ActivationFile::makeLabel(const Label &label)
{
    const QVariantList values(label.begin(), label.end());
    const auto known = number(u"SELECT id FROM label WHERE ns = ? AND package = ? AND name = ? AND version = ? AND kind = ?"
                              " AND binding = ?"_s, values);
    if (!known || *known)
        return known;
    auto made = m_database.run(u"INSERT INTO label (ns, package, name, version, kind, binding) VALUES (?, ?, ?, ?, ?, ?)"_s, values);
    if (!made)
        return made.error();
    const qint64 id = made->lastInsertId().toLongLong();
    made = m_database.run(u"INSERT INTO label_words (rowid, name) VALUES (?, ?)"_s, {id, label.join(u' ')});
    return made.transform([id](const QSqlQuery &) { return id; });
}

Result<qint64> ActivationFile::labelOf(const SeenActivation &row)
{
    const Label label{row.ns, row.package, row.name, row.version, row.kind, row.binding};
    if (const qint64 known = m_labels.value(label))
        return known;
    const auto made = makeLabel(label);
    if (made)
        m_labels.insert(label, *made);
    return made;
}

/// True where it was new or changed.
Result<bool> ActivationFile::put(QSqlQuery &statement, const SeenActivation &row)
{
    const auto label = labelOf(row);
    if (!label)
        return label.error();
    const auto stored = m_database.repeat(statement, valuesOf(row, *label));
    return stored.transform([&statement](const Done &) { return statement.numRowsAffected() > 0; });
}

Result<qsizetype> ActivationFile::putAll(const QList<SeenActivation> &rows, qint64 notBefore)
{
    if (auto ready = forgetOldLabels(); !ready)
        return ready.error();
    auto statement = m_database.prepare(putRow());
    if (!statement)
        return statement.error();
    qsizetype count = 0;
    for (const SeenActivation &row : rows) {
        if (row.start < notBefore)
            continue; // would be pruned at once
        const auto stored = put(*statement, row);
        if (!stored)
            return stored.error();
        count += *stored;
    }
    return count;
}

Result<qsizetype> ActivationFile::keep(const QList<SeenActivation> &rows, const ActivationBounds &bounds)
{
    const auto on = enabled();
    if (!on)
        return on.error();
    if (!*on || rows.isEmpty())
        return qsizetype(0);
    qsizetype count = 0;
    const auto stored = m_database.transaction([&]() -> Result<Done> {
        const auto put = putAll(rows, oldestAllowed(bounds));
        count = put ? *put : 0;
        return put.transform([](qsizetype) { return Done{}; });
    });
    if (!stored)
        m_labels.clear(); // those made were rolled back
    return stored.transform([count](const Done &) { return count; });
}

Result<Done> ActivationFile::putRecord(const SeenActivation &row, const json::Value &document)
{
    const auto key = number(u"SELECT key FROM run WHERE id = ?"_s, {idValue(row.id)});
    if (!key || !*key)
        return key.transform([](qint64) { return Done{}; }); // older than what is kept
    const Masked masked = maskedDocument(document);
    const SearchText text = searchTextOf(masked.document);
    auto result = m_database.run(u"INSERT OR REPLACE INTO record (key, document, left_out, masked, cut, kept) VALUES (?, ?, ?, ?, ?, ?)"_s,
                                 {*key, packed(masked.document), packedList(masked.leftOut), masked.masked, text.cut,
                                  QDateTime::currentMSecsSinceEpoch()});
    if (result)
        result = m_database.run(u"DELETE FROM words WHERE rowid = ?"_s, {*key});
    if (result)
        result = m_database.run(u"INSERT INTO words (rowid, name, result, logs) VALUES (?, ?, ?, ?)"_s,
                                {*key, QStringList{row.ns, row.package, row.name, row.version, row.kind, row.binding}.join(u' '),
                                 text.result, text.logs});
    return done(result);
}

Result<Done> ActivationFile::keepRecord(const SeenActivation &row, const json::Value &document, const ActivationBounds &bounds)
{
    const auto on = enabled();
    if (!on || !*on)
        return on.transform([](bool) { return Done{}; });
    const auto stored = m_database.transaction([&]() -> Result<Done> {
        const auto put = putAll({row}, oldestAllowed(bounds));
        return put ? putRecord(row, document) : put.error();
    });
    if (!stored)
        m_labels.clear();
    return stored;
}

Result<SeenActivations> ActivationFile::rows(qsizetype limit)
{
    auto query = m_database.run(readRows(), {limit});
    if (!query)
        return query.error();
    return SeenActivations(std::make_shared<const QList<SeenActivation>>(rowsFrom(*query)));
}

Result<std::optional<KeptActivation>> ActivationFile::record(const QString &id)
{
    auto query = m_database.run(u"SELECT document, left_out, masked, kept FROM record JOIN run USING (key) WHERE id = ?"_s,
                                {idValue(id)});
    if (!query)
        return query.error();
    if (!query->next())
        return std::optional<KeptActivation>();
    const auto document = unpacked(query->value(0).toByteArray());
    if (!document)
        return document.error();
    return std::optional(KeptActivation{*document, unpackedList(query->value(1).toString()), query->value(2).toBool(),
                                        query->value(3).toLongLong()});
}

Result<QStringList> ActivationFile::withoutRecord(const QStringList &ids)
{
    auto statement = m_database.prepare(u"SELECT 1 FROM record JOIN run USING (key) WHERE id = ?"_s);
    if (!statement)
        return statement.error();
    QStringList missing;
    for (const QString &id : ids) {
        if (auto looked = m_database.repeat(*statement, {idValue(id)}); !looked)
            return looked.error();
        if (!statement->next())
            missing.append(id);
    }
    return missing;
}

Result<Done> removeFiles(const QString &file)
{
    const QFileInfo info(file);
    const QString name = info.fileName();
    const QDir folder = info.dir();
    for (const QString &one : folder.entryList({name, name + "-wal"_L1, name + "-shm"_L1, name + ".before-v*"_L1}, QDir::Files)) {
        if (!QFile::remove(folder.filePath(one)))
            return Error{Error::Kind::Rejected, Text::tr("%1 could not be deleted.").arg(folder.filePath(one)), {}};
    }
    return Done{};
}

} // namespace history
