#include "core/insight/activationtable.h"
#include "tests/core/insight/activationrows.h"

#include <QMap>
#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// What a table must hold, made the plain way.
class Model {
public:
    void put(const QList<ActivationSummary> &came)
    {
        for (const ActivationSummary &row : came)
            m_rows.insert(row.id, row);
    }
    QList<ActivationSummary> rows() const
    {
        QList<ActivationSummary> sorted = m_rows.values();
        std::sort(sorted.begin(), sorted.end(), [](const ActivationSummary &a, const ActivationSummary &b) {
            return a.start != b.start ? a.start > b.start : a.id > b.id;
        });
        return sorted;
    }
    void keep(qsizetype newest)
    {
        const auto sorted = rows();
        for (const ActivationSummary &row : sorted.mid(newest))
            m_rows.remove(row.id);
    }

private:
    QMap<QString, ActivationSummary> m_rows;
};

QList<ActivationSummary> contents(const ActivationTable &table)
{
    QList<ActivationSummary> rows;
    for (qsizetype i = 0; i < table.size(); ++i)
        rows.append(table.summary(i));
    return rows;
}

/// The rows of a table, and whether each of them is found where it is.
bool isWhole(const ActivationTable &table)
{
    qsizetype next = 0;
    table.scan(0, table.size(), [&](quint32 index, const ActivationRow &row) {
        const auto place = table.find(row.id);
        const bool good = qsizetype(index) == next && place == qsizetype(index) && table.row(index) == row;
        next += good;
        return good;
    });
    return next == table.size();
}

} // namespace

class TestActivationTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatItGot();
    void keepsIdsOfAnyForm();
    void tellsLabelsApart();
    void knowsHowARunEnded();
    void mergesAsAPlainMapDoes();
    void putsLateFinishersInTheirPlace();
    void keepsTheNewest();
    void movesARowThatStartsAtAnotherTime();
    void isTheSameWhereNothingChanged();
    void keepsARefusalThatListsDoNotTell();
    void findsTimes();
    void leavesEarlierSnapshotsAlone();
    void sharesWhatDidNotChange();
    void takesFewBytesARow();
};

void TestActivationTable::givesBackWhatItGot()
{
    ActivationSummary full = rows::one(1, 1'700'000'000'123, 1392, u"reserve-stock"_s);
    full.name.package = u"orders"_s;
    full.binding = u"guest/orders-de"_s;
    full.initMs = 0;
    full.waitMs = 12'412;
    full.cause = rows::id(77);
    full.status = ActivationStatus::DeveloperError;
    full.timedOut = true;
    full.end = full.start + 2000; // of a sequence not start + duration
    ActivationSummary bare;
    bare.id = rows::id(2);
    bare.name = {u"_"_s, {}, u"trigger"_s};
    bare.start = full.start - 1;
    bare.throttled = true;
    const auto table = ActivationTable::withRows({}, {bare, full});
    QCOMPARE(contents(*table), (QList{full, bare}));
    QVERIFY(table->row(0).isCold());
    QVERIFY(!table->row(0).isRoot());
    QCOMPARE(table->row(0).run(), 1392);
    QVERIFY(!table->row(1).isCold());
    QCOMPARE(table->row(1).run(), -1);
}

void TestActivationTable::keepsIdsOfAnyForm()
{
    QList<ActivationSummary> came;
    for (const QString &id : {u"0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f11"_s, u"0B2F8C3F4C4E4B0FBF8C3F4C4E8B0F11"_s, u"42"_s,
                              u"a-b-c ü"_s, u"0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f1"_s, QString(32, u'0')}) {
        ActivationSummary row = rows::one(0, 1000 + came.size());
        row.id = id;
        row.cause = came.isEmpty() ? QString() : came.last().id;
        came.append(row);
    }
    came.removeLast(); // nobody has the null id
    const auto table = ActivationTable::withRows({}, came);
    QCOMPARE(table->size(), came.size());
    for (const ActivationSummary &row : came)
        QCOMPARE(table->summary(table->find(row.id).value()), row);
    QVERIFY(!table->find(u"43"_s));
    QVERIFY(!table->find(QString()));
}

void TestActivationTable::tellsLabelsApart()
{
    QList<ActivationSummary> came;
    for (int i = 0; i < 300; ++i) { // the same words in texts of their own, the same texts, and none at all
        ActivationSummary row = rows::one(0, 1000 + i);
        row.id = u"%1"_s.arg(i + 1, 32, 16, QLatin1Char('0'));
        const QString shared = i % 3 == 1 ? came.last().name.name : u"a%1"_s.arg(i % 90 / 3);
        row.name = i % 3 == 2 ? EntityName() : EntityName{u"g"_s, {}, shared};
        for (QString *text : {&row.version, &row.kind, &row.binding})
            text->clear();
        came.append(row);
    }
    const auto table = ActivationTable::withRows({}, came);
    QCOMPARE(table->labels().size(), 31);
    for (const ActivationSummary &row : came)
        QCOMPARE(table->summary(table->find(row.id).value()), row);
}

void TestActivationTable::knowsHowARunEnded()
{
    ActivationRow row;
    QCOMPARE(row.outcome(), Outcome::Unknown);
    QVERIFY(!row.isError());
    row.status = ActivationStatus::Success;
    QCOMPARE(row.outcome(), Outcome::Success);
    row.status = ActivationStatus::InternalError;
    QCOMPARE(row.outcome(), Outcome::InternalError);
    row.status = ActivationStatus::DeveloperError;
    row.flags = ActivationRow::IsTimedOut;
    QCOMPARE(row.outcome(), Outcome::TimedOut);
    row.flags |= ActivationRow::IsThrottled;
    QCOMPARE(row.outcome(), Outcome::Throttled);
    QVERIFY(row.isError());
}

void TestActivationTable::mergesAsAPlainMapDoes()
{
    QRandomGenerator random(3);
    const auto made = rows::many(12'000);
    Model model;
    ActivationTable::Ptr table;
    for (qsizetype from = 0; from < made.size();) {
        auto batch = made.mid(from, random.bounded(1, 4000));
        from += batch.size();
        for (qsizetype i = 0; i < batch.size() / 4; ++i) { // some again, some of them changed
            ActivationSummary again = made[random.bounded(int(from))];
            if (i % 2)
                again.durationMs = random.bounded(1000);
            batch.append(again);
        }
        const qsizetype capacity = from > 9000 ? 7000 : 1'000'000;
        table = ActivationTable::withRows(table, batch, capacity);
        model.put(batch);
        model.keep(capacity);
        QVERIFY(isWhole(*table));
    }
    QCOMPARE(table->size(), 7000);
    QVERIFY(contents(*table) == model.rows());
}

void TestActivationTable::putsLateFinishersInTheirPlace()
{
    auto table = ActivationTable::withRows({}, rows::many(10'000, 0, 1'000'000));
    const auto late = rows::one(1, 500'000, 50'000);
    table = ActivationTable::withRows(table, {late});
    QCOMPARE(table->size(), 10'001);
    const auto place = table->find(late.id);
    QVERIFY(place && *place > 4000 && *place < 6000);
    QCOMPARE(table->summary(*place), late);
    QVERIFY(table->row(*place - 1).start >= 500'000 && table->row(*place + 1).start <= 500'000);
}

void TestActivationTable::keepsTheNewest()
{
    auto table = ActivationTable::withRows({}, rows::many(5000, 0, 1'000'000), 1000);
    QCOMPARE(table->size(), 1000);
    const qint64 oldest = table->row(999).start;
    const auto tooOld = rows::one(1, oldest - 1);
    const auto same = ActivationTable::withRows(table, {tooOld}, 1000);
    QCOMPARE(same->size(), 1000);
    QVERIFY(!same->find(tooOld.id));
    QVERIFY(isWhole(*same));
    const auto small = ActivationTable::withRows(table, {}, 10); // the bound was lowered
    QCOMPARE(small->size(), 10);
    QVERIFY(isWhole(*small));
}

void TestActivationTable::movesARowThatStartsAtAnotherTime()
{
    const auto made = rows::many(9000, 0, 1'000'000);
    auto table = ActivationTable::withRows({}, made);
    Model model;
    model.put(made);
    QList<ActivationSummary> moved;
    for (qsizetype i = 0; i < 300; ++i) {
        ActivationSummary row = made[i * 30];
        row.start = 1'000'000 - row.start;
        row.end = row.start + *row.durationMs;
        moved.append(row);
    }
    table = ActivationTable::withRows(table, moved);
    model.put(moved);
    QVERIFY(contents(*table) == model.rows());
    QVERIFY(isWhole(*table));
}

void TestActivationTable::isTheSameWhereNothingChanged()
{
    const auto made = rows::many(500);
    const auto table = ActivationTable::withRows({}, made);
    QCOMPARE(ActivationTable::withRows(table, made.mid(100, 50)), table);
    QCOMPARE(ActivationTable::withRows(table, {}), table);
    QVERIFY(ActivationTable::withRows({}, {})->isEmpty());
}

void TestActivationTable::keepsARefusalThatListsDoNotTell()
{
    auto row = rows::one(1, 1000);
    row.throttled = true;
    const auto table = ActivationTable::withRows({}, {row});
    row.throttled = false;
    QCOMPARE(ActivationTable::withRows(table, {row}), table);
}

void TestActivationTable::findsTimes()
{
    QList<ActivationSummary> made;
    for (quint64 i = 0; i < 10'000; ++i)
        made.append(rows::one(i + 1, qint64(i / 2) * 10));
    const auto table = ActivationTable::withRows({}, made);
    QCOMPARE(table->firstNotAfter(1'000'000), 0);
    QCOMPARE(table->firstNotAfter(49'990), 0);
    QCOMPARE(table->firstNotAfter(49'989), 2);
    QCOMPARE(table->firstNotAfter(0), 9998);
    QCOMPARE(table->firstNotAfter(-1), 10'000);
    QCOMPARE(ActivationTable().firstNotAfter(5), 0);
    QVERIFY(!ActivationTable().find(rows::id(1)));
}

void TestActivationTable::leavesEarlierSnapshotsAlone()
{
    const auto made = rows::many(6000);
    const auto first = ActivationTable::withRows({}, made.mid(0, 5000));
    const auto before = contents(*first);
    auto table = first;
    for (int i = 0; i < 10; ++i)
        table = ActivationTable::withRows(table, made.mid(5000 + i * 100, 100), 5100);
    QCOMPARE(table->size(), 5100);
    QVERIFY(contents(*first) == before);
    QVERIFY(isWhole(*first));
}

void TestActivationTable::sharesWhatDidNotChange()
{
    const auto first = ActivationTable::withRows({}, rows::many(20'000, 0, 1'000'000));
    const auto second = ActivationTable::withRows(first, {rows::one(1, 2'000'000)});
    qsizetype shared = 0;
    for (qsizetype i = 0; i < first->size(); ++i)
        shared += &first->row(i) == &second->row(i + 1);
    QVERIFY2(shared > 15'000, qPrintable(QString::number(shared)));
}

void TestActivationTable::takesFewBytesARow()
{
    auto table = ActivationTable::withRows({}, rows::many(20'000));
    for (int i = 0; i < 20; ++i) // and does not grow by many small steps
        table = ActivationTable::withRows(table, rows::many(200, 1'700'003'600'000 + i * 1000, 1000), 20'000);
    QCOMPARE(table->size(), 20'000);
    QVERIFY2(table->bytes() < 200 * table->size(), qPrintable(QString::number(table->bytes())));
}

QTEST_APPLESS_MAIN(TestActivationTable)
#include "tst_activationtable.moc"
