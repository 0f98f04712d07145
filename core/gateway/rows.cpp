#include "core/gateway/rows.h"

#include "core/gateway/rowreader.h"
#include "core/json/decode.h"

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr qsizetype usualItem = 400; ///< bytes
constexpr qsizetype mostReserved = 50'000;
constexpr qsizetype readAhead = 64; ///< that the decoder may look behind the end without another copy

/// Where it stands in the text, or in room where it had to be unescaped.
QByteArrayView pathOf(json::Field &field, QByteArray *room)
{
    const auto plain = field.plainString();
    if (!plain)
        *room = field.string().toUtf8();
    return plain.value_or(*room);
}

/// {"key": "/apisix/routes/1", "value": {...}, "createdIndex": 1, "modifiedIndex": 2}
void readItem(json::Field &item, RowReader &reader, Row &row)
{
    QByteArrayView path;
    QByteArray escaped;
    item.members([&](QByteArrayView name, json::Field &field) {
        if (name == "value")
            reader.read(field, row);
        else if (name == "key")
            path = pathOf(field, &escaped);
        else if (name == "createdIndex")
            row.createdIndex = field.integer().value_or(0);
        else if (name == "modifiedIndex")
            row.modifiedIndex = field.integer().value_or(0);
    });
    reader.identify(row, path);
}

/// v2 lists consumers together with their credentials.
bool belongs(const Row &row, Kind kind)
{
    return !row.key.id.isEmpty() && (kind != Kind::Consumer || !row.key.id.contains(u'/'));
}

void readItems(json::Field &list, RowReader &reader, Kind kind, QList<Row> &rows)
{
    list.items([&](json::Field &item) {
        Row &row = rows.emplaceBack(); // in place: rows are large
        readItem(item, reader, row);
        if (!belongs(row, kind))
            rows.removeLast();
    });
}

/// Walks through the whole text as the only item of a list.
Result<Done> decodeWhole(QByteArrayView body, json::Field::Items visit)
{
    QByteArray text;
    text.reserve(body.size() + 2 + readAhead);
    text.append('[').append(body).append(']');
    return json::decodeItems(text, visit, json::roomBehind(text));
}

Result<Rows> shared(const Result<Done> &done, QList<Row> &&rows)
{
    if (!done)
        return done.error();
    return std::make_shared<const QList<Row>>(std::move(rows));
}

bool has(const QStringList &texts, QStringView needle)
{
    return std::any_of(texts.begin(), texts.end(), [needle](const QString &text) { return text.contains(needle, Qt::CaseInsensitive); });
}

bool hasLabel(const Row &row, QStringView needle)
{
    return std::any_of(row.labels.begin(), row.labels.end(), [needle](const Label &label) {
        return label.name.contains(needle, Qt::CaseInsensitive) || label.value.contains(needle, Qt::CaseInsensitive)
            || QString(label.name + u':' + label.value).contains(needle, Qt::CaseInsensitive);
    });
}

bool hasReference(const Row &row, QStringView needle)
{
    return std::any_of(row.references.begin(), row.references.end(),
                       [needle](const Key &key) { return key.id.contains(needle, Qt::CaseInsensitive); });
}

} // namespace

Result<Rows> decodeList(QByteArrayView body, Kind kind, const QString &parent)
{
    QList<Row> rows;
    rows.reserve(std::min(body.size() / usualItem, mostReserved));
    RowReader reader(kind, parent);
    const auto done = decodeWhole(body, [&](json::Field &answer) {
        answer.members([&](QByteArrayView name, json::Field &field) {
            if (name == "list")
                readItems(field, reader, kind, rows);
            else if (name == "node")
                field.members([&](QByteArrayView inner, json::Field &nodes) {
                    if (inner == "nodes")
                        readItems(nodes, reader, kind, rows);
                });
        });
    });
    return shared(done, std::move(rows));
}

Result<Rows> decodeConfigs(QByteArrayView body, Kind kind)
{
    QList<Row> rows;
    RowReader reader(kind, {});
    const QByteArray wanted = kind == Kind::Credential ? QByteArray("consumers") : rulesOf(kind).path;
    const auto done = decodeWhole(body, [&](json::Field &configs) {
        configs.members([&](QByteArrayView name, json::Field &field) {
            if (name != wanted)
                return;
            field.items([&](json::Field &item) {
                Row &row = rows.emplaceBack();
                reader.read(item, row);
                reader.identify(row, row.key.id.toUtf8());
                if (!belongs(row, kind) || (kind == Kind::Credential && row.key.parent.isEmpty()))
                    rows.removeLast();
            });
        });
    });
    return shared(done, std::move(rows));
}

bool contains(const Row &row, QStringView needle)
{
    for (const QString *text : {&row.key.id, &row.name, &row.desc, &row.detail})
        if (text->contains(needle, Qt::CaseInsensitive))
            return true;
    for (const QStringList *texts : {&row.uris, &row.hosts, &row.plugins, &row.methods, &row.nodes, &row.addresses})
        if (has(*texts, needle))
            return true;
    if (row.function && (row.function->action.contains(needle, Qt::CaseInsensitive) || row.function->package.contains(needle, Qt::CaseInsensitive)))
        return true;
    return hasLabel(row, needle) || hasReference(row, needle);
}

} // namespace gateway
