#include "ui/editors/package/packagerows.h"

#include "core/json/text.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

PackageRow rowOf(const json::Value &entry, bool feed)
{
    PackageRow row;
    row.name = entry.value(u"name").toString();
    row.version = entry.value(u"version").toString();
    row.annotations = keyValuesFromJson(entry.value(u"annotations"));
    if (const json::Value *kind = findValue(row.annotations, u"exec"))
        row.kind = kind->toString();
    row.description = descriptionOf(row.annotations);
    row.feed = feed;
    row.web = isTrue(row.annotations, u"web-export");
    return row;
}

ParameterNote noteOf(const json::Value &item)
{
    ParameterNote note;
    note.name = item.value(u"name").toString();
    note.type = item.value(u"type").toString();
    note.description = item.value(u"description").toString();
    note.required = item.value(u"required").toBool();
    note.bound = item.value(u"bindTime").toBool();
    for (const QStringView key : {u"value", u"default", u"defaultValue"})
        if (const json::Value *value = item.find(key); value && note.value.isEmpty())
            note.value = QString::fromUtf8(json::compact(*value));
    return note;
}

} // namespace

QList<PackageRow> packageRows(const json::Value &document)
{
    QList<PackageRow> rows;
    for (const auto &[member, feed] : {std::pair{u"actions", false}, {u"feeds", true}})
        for (const json::Value &entry : document.value(member).items())
            rows.append(rowOf(entry, feed));
    std::stable_sort(rows.begin(), rows.end(), [](const PackageRow &a, const PackageRow &b) {
        return a.feed != b.feed ? b.feed : a.name < b.name;
    });
    return rows;
}

QList<ParameterNote> parameterNotes(const QList<KeyValue> &annotations)
{
    QList<ParameterNote> notes;
    if (const json::Value *list = findValue(annotations, u"parameters"))
        for (const json::Value &item : list->items())
            if (item.value(u"name").isString())
                notes.append(noteOf(item));
    return notes;
}

QString descriptionOf(const QList<KeyValue> &annotations)
{
    const json::Value *text = findValue(annotations, u"description");
    if (!text)
        return {};
    return text->isString() ? text->toString() : QString::fromUtf8(json::compact(*text));
}

QString sampleText(const QList<KeyValue> &annotations, QStringView key)
{
    const json::Value *sample = findValue(annotations, key);
    return sample ? QString::fromUtf8(json::pretty(*sample)) : QString();
}
