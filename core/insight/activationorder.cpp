#include "core/insight/activationquery.h"

#include "core/insight/rowcursor.h"

namespace insight {

namespace {

constexpr qint32 none = -1;

/// "0.0.10" comes after "0.0.9".
QString versionKey(const QString &version)
{
    QStringList parts = version.split(u'.', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = part.rightJustified(10, u'0');
    return parts.join(u'.');
}

/// Places of the labels when sorted by a text of theirs; equal texts share one.
template<typename Text> std::vector<qint32> ranks(const ActivationTable &table, Text text)
{
    QList<std::pair<QString, qsizetype>> texts;
    for (qsizetype i = 0; i < table.labels().size(); ++i)
        texts.append({text(table.labels().at(i)), i});
    std::sort(texts.begin(), texts.end(), [](const auto &a, const auto &b) {
        const int order = a.first.compare(b.first, Qt::CaseInsensitive);
        return order ? order < 0 : a.first < b.first;
    });
    std::vector<qint32> places(size_t(texts.size()), none);
    qint32 place = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (i > 0 && texts[i].first != texts[i - 1].first)
            ++place;
        places[size_t(texts[i].second)] = texts[i].first.isEmpty() ? none : place;
    }
    return places;
}

std::vector<qint32> labelRanks(const ActivationTable &table, ActivationColumn column)
{
    switch (column) {
    case ActivationColumn::Name:
        return ranks(table, [](const ActivationLabel &label) { return label.name.shown(); });
    case ActivationColumn::Version:
        return ranks(table, [](const ActivationLabel &label) { return versionKey(label.version); });
    case ActivationColumn::Kind:
        return ranks(table, [](const ActivationLabel &label) { return label.kind; });
    default:
        return {};
    }
}

qint32 numberOf(const ActivationRow &row, ActivationColumn column)
{
    switch (column) {
    case ActivationColumn::Outcome:
        return qint32(row.outcome());
    case ActivationColumn::Duration:
        return row.duration;
    case ActivationColumn::Wait:
        return row.wait;
    case ActivationColumn::Init:
        return row.init;
    default:
        return row.run();
    }
}

/// Sorts by key(row), a number that is not negative where there is one: key and index in one word, so that ties keep
/// the order of the table.
template<typename Key> void sortByNumber(ActivationView &view, bool descending, Key key)
{
    std::vector<quint64> keys;
    std::vector<quint32> without;
    keys.reserve(view.rows.size());
    RowCursor cursor(*view.table);
    for (const quint32 index : view.rows) {
        const qint32 number = key(cursor.row(index));
        if (number < 0)
            without.push_back(index);
        else
            keys.push_back(quint64(descending ? ~quint32(number) : quint32(number)) << 32 | index);
    }
    std::sort(keys.begin(), keys.end());
    std::sort(without.begin(), without.end());
    auto to = view.rows.begin();
    for (const quint64 word : keys)
        *to++ = quint32(word);
    std::copy(without.begin(), without.end(), to);
}

void sortById(ActivationView &view, bool descending, ActivationId ActivationRow::*member)
{
    std::vector<std::pair<ActivationId, quint32>> keys;
    keys.reserve(view.rows.size());
    RowCursor cursor(*view.table);
    for (const quint32 index : view.rows)
        keys.push_back({cursor.row(index).*member, index});
    std::sort(keys.begin(), keys.end(), [descending](const auto &a, const auto &b) {
        if (a.first == b.first)
            return a.second < b.second;
        if (a.first.isNull() || b.first.isNull())
            return b.first.isNull();
        return descending ? b.first < a.first : a.first < b.first;
    });
    std::transform(keys.begin(), keys.end(), view.rows.begin(), [](const auto &key) { return key.second; });
}

/// The table is newest first already; the oldest first is its reverse, but for ties.
void sortByStart(ActivationView &view, bool descending)
{
    std::sort(view.rows.begin(), view.rows.end());
    if (descending)
        return;
    std::reverse(view.rows.begin(), view.rows.end());
    RowCursor cursor(*view.table);
    for (auto from = view.rows.begin(); from != view.rows.end();) {
        const qint64 start = cursor.row(*from).start;
        const auto to = std::find_if(from, view.rows.end(), [&](quint32 index) { return cursor.row(index).start != start; });
        std::reverse(from, to);
        from = to;
    }
}

} // namespace

ActivationView sorted(ActivationView view, const ActivationOrder &order, const std::stop_token &stop)
{
    view.stopped = view.stopped || stop.stop_requested();
    if (view.stopped || !view.table)
        return view;
    const bool descending = order.order == Qt::DescendingOrder;
    switch (order.column) {
    case ActivationColumn::Start:
        sortByStart(view, descending);
        break;
    case ActivationColumn::Id:
        sortById(view, descending, &ActivationRow::id);
        break;
    case ActivationColumn::Cause:
        sortById(view, descending, &ActivationRow::cause);
        break;
    case ActivationColumn::Name:
    case ActivationColumn::Version:
    case ActivationColumn::Kind:
        sortByNumber(view, descending,
                     [places = labelRanks(*view.table, order.column)](const ActivationRow &row) { return places[row.what]; });
        break;
    default:
        sortByNumber(view, descending, [&order](const ActivationRow &row) { return numberOf(row, order.column); });
    }
    view.stopped = stop.stop_requested();
    return view;
}

} // namespace insight
