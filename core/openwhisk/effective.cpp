#include "core/openwhisk/effective.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

const KeyValue *findItem(const QList<KeyValue> &items, QStringView key)
{
    // Of a name that comes twice the server keeps the last value.
    const auto found = std::find_if(items.rbegin(), items.rend(), [key](const KeyValue &item) { return item.key == key; });
    return found == items.rend() ? nullptr : &*found;
}

/// The layers that count: a sequence hands its argument on and takes nothing else.
bool counts(const CallSetup &setup, size_t layer)
{
    return !setup.sequence || Layer(layer) == Layer::Call;
}

QStringList keysInOrder(const CallSetup &setup)
{
    constexpr std::array order{Layer::Call, Layer::Package, Layer::Binding, Layer::Action};
    QStringList keys;
    const auto add = [&keys](const QList<KeyValue> &items) {
        for (const KeyValue &item : items)
            if (!keys.contains(item.key))
                keys.append(item.key);
    };
    for (const Layer layer : order)
        if (counts(setup, size_t(layer)))
            add(setup.items[size_t(layer)]);
    for (const Layer layer : order)
        if (const auto &saved = setup.saved[size_t(layer)]; saved && counts(setup, size_t(layer)))
            add(*saved);
    return keys;
}

std::optional<EffectiveCell> cellOf(const CallSetup &setup, size_t layer, const QString &key)
{
    const KeyValue *item = counts(setup, layer) ? findItem(setup.items[layer], key) : nullptr;
    if (!item)
        return std::nullopt;
    EffectiveCell cell{*item};
    if (setup.saved[layer]) {
        const KeyValue *before = findItem(*setup.saved[layer], key);
        cell.unsaved = !before || !(*before == *item);
    }
    return cell;
}

/// What arrives by what the server has now; nullptr: nothing.
const KeyValue *savedWinner(const CallSetup &setup, const QString &key)
{
    for (size_t layer = layerCount; layer-- > 0;) {
        if (!counts(setup, layer))
            continue;
        const KeyValue *item = findItem(setup.saved[layer] ? *setup.saved[layer] : setup.items[layer], key);
        if (item)
            return item;
    }
    return nullptr;
}

/// The strongest layer below the call that has it.
const KeyValue *declared(const EffectiveRow &row)
{
    for (size_t layer = size_t(Layer::Call); layer-- > 0;)
        if (row.cells[layer])
            return &row.cells[layer]->item;
    return nullptr;
}

void judge(const CallSetup &setup, EffectiveRow &row)
{
    const bool called = row.cells[size_t(Layer::Call)].has_value();
    const KeyValue *below = declared(row);
    row.overridable = !(setup.final && below && !below->value.isNull());
    row.reserved = setup.web && isReservedWebName(row.key);
    row.refused = called && (!row.overridable || row.reserved);
    row.init = below && below->init;
    row.onlyCold = called && row.init;
}

EffectiveRow rowOf(const CallSetup &setup, const QString &key)
{
    EffectiveRow row;
    row.key = key;
    bool any = false;
    for (size_t layer = 0; layer < layerCount; ++layer) {
        row.cells[layer] = cellOf(setup, layer, key);
        if (!row.cells[layer])
            continue;
        if (any)
            row.cells[size_t(row.winner)]->lost = true;
        row.winner = Layer(layer);
        any = true;
    }
    const KeyValue *before = savedWinner(setup, key);
    if (!any) {
        row.unsavedGone = true;
        row.untilSaved = *before;
        return row;
    }
    judge(setup, row);
    if (row.refused) // what the call gives is struck out, and nothing arrives
        row.cells[size_t(Layer::Call)]->lost = true;
    else if (before && !(before->value == row.arrives().value))
        row.untilSaved = *before;
    return row;
}

} // namespace

Effective effectiveParameters(const CallSetup &setup)
{
    Effective effective;
    const QStringList keys = keysInOrder(setup);
    for (const QString &key : keys) {
        effective.rows.append(rowOf(setup, key));
        if (effective.rows.last().refused)
            effective.refused.append(key);
    }
    return effective;
}

QString refusedWords()
{
    return u"Request defines parameters that are not allowed (e.g., reserved properties)."_s;
}

bool isReservedWebName(QStringView key)
{
    static const QStringList names{u"__ow_method"_s, u"__ow_headers"_s, u"__ow_path"_s,
                                   u"__ow_user"_s,   u"__ow_body"_s,    u"__ow_query"_s};
    return names.contains(key);
}

QList<KeyValue> bindingsOwn(const QList<KeyValue> &merged, const QList<KeyValue> &ofProvider)
{
    QList<KeyValue> own;
    for (const KeyValue &item : merged) {
        const KeyValue *theirs = findItem(ofProvider, item.key);
        if (!theirs || theirs->init != item.init || !equal(theirs->value, item.value))
            own.append(item);
    }
    return own;
}

} // namespace openwhisk
