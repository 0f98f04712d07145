#include "core/sandbox/api/madeup.h"
#include "core/sandbox/store/activations.h"
#include "core/sandbox/store/feeder.h"
#include "core/json/text.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 2000000000000;

StoredActivation stored(const QString &id, qint64 start, const QString &name = u"a"_s, qint64 visible = 0)
{
    StoredActivation one;
    one.id = id;
    one.ns = u"guest"_s;
    one.name = name;
    one.start = start;
    one.visible = visible;
    one.summary = '"' + id.toUtf8() + '"';
    one.head = "{\"activationId\":\"" + id.toUtf8() + "\",\"end\":2,\"name\":\"a\",\"publish\":false,\"start\":1}";
    one.response = "{\"success\":true}";
    one.logs = "[\"x\"]";
    return one;
}

} // namespace

/// The store of activations: order, filters, what is not to be seen yet.
class TestActivationsStore : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ActivationStore> m_store;

    void open(const QString &name)
    {
        QString notice, error;
        m_store.reset();
        m_database.reset();
        m_database = Database::open(m_dir.filePath(name), &notice, &error);
        QVERIFY2(m_database && error.isEmpty(), qPrintable(error));
        m_store = std::make_unique<ActivationStore>(*m_database);
        QCOMPARE(m_store->open(), QString());
    }
    QByteArray ids(ActivationStore::Filter filter, qsizetype skip = 0, qsizetype limit = 30)
    {
        filter.ns = u"guest"_s;
        filter.asOf = filter.asOf ? filter.asOf : now;
        return m_store->summaries(filter, skip, limit).join().replace('"', "");
    }

    /// What one record of a mix says of others has to be so.
    static void check(const json::Value &record, const QHash<QString, json::Value> &all, qint64 time, bool ends, QMap<QString, int> *seen)
    {
        const auto number = [](const json::Value &of, QStringView name) { return of.value(name).toInteger().value_or(0); };
        const qint64 start = number(record, u"start");
        QVERIFY(ends ? start <= time && number(record, u"end") <= time : start >= time);
        const auto annotations = json::compact(record.value(u"annotations"));
        if (!record.contains(u"end")) {
            ++(*seen)[u"fire"_s];
            for (const json::Value &line : record.value(u"logs").items())
                checkRule(json::read(line.toString().toUtf8())->value, record, all, seen);
        } else if (annotations.contains("\"topmost\"")) {
            ++(*seen)[number(record.value(u"response"), u"size") && !record.value(u"response").value(u"success").toBool()
                          ? u"failed sequence"_s : u"sequence"_s];
            QVERIFY(record.value(u"logs").size() > 0);
            QVERIFY(number(record, u"duration") <= number(record, u"end") - start);
        } else if (record.contains(u"cause") && all.contains(record.value(u"cause").toString())) {
            ++(*seen)[u"member"_s];
            const json::Value whole = all.value(record.value(u"cause").toString());
            QVERIFY(json::compact(whole.value(u"logs")).contains(record.value(u"activationId").toString().toLatin1()));
            QVERIFY(start >= number(whole, u"start") && number(record, u"end") <= number(whole, u"end"));
        } else {
            ++(*seen)[u"single"_s];
        }
        if (annotations.contains("\"timeout\",\"value\":true"))
            ++(*seen)[u"timeout"_s];
    }
    static void checkRule(const json::Value &line, const json::Value &fire, const QHash<QString, json::Value> &all, QMap<QString, int> *seen)
    {
        if (!line.value(u"success").toBool()) {
            ++(*seen)[u"off"_s];
            return;
        }
        const QString id = line.value(u"activationId").toString();
        if (!all.contains(id))
            return; // the last of them may not have been made yet
        QVERIFY(*all[id].value(u"start").toInteger() >= *fire.value(u"start").toInteger());
        QVERIFY(!all[id].contains(u"cause"));
        QVERIFY(line.value(u"action").toString().endsWith(all[id].value(u"name").toString()));
    }

private Q_SLOTS:
    void init() { open(QString::fromLatin1(QTest::currentTestFunction())); }

    void listsNewestFirst()
    {
        QCOMPARE(m_store->add({stored(u"a"_s, 10), stored(u"b"_s, 30), stored(u"c"_s, 20), stored(u"d"_s, 30)}).get(), QString());
        QCOMPARE(ids({}), QByteArray("dbca"));
        QCOMPARE(ids({}, 1, 2), QByteArray("bc"));
        QCOMPARE(ids({.ns = {}, .since = 20}), QByteArray("dbc"));
        QCOMPARE(ids({.ns = {}, .since = 20, .upto = 20}), QByteArray("c"));
        QCOMPARE(m_store->count({.ns = u"guest"_s, .upto = 20, .asOf = now}), 2);
        QCOMPARE(m_store->count({.ns = u"other"_s, .asOf = now}), 0);
    }

    void findsByName()
    {
        m_store->add({stored(u"a"_s, 10, u"x"_s), stored(u"b"_s, 20, u"p/x"_s), stored(u"c"_s, 30, u"x"_s)});
        QCOMPARE(ids({.ns = {}, .name = u"x"_s}), QByteArray("ca"));
        QCOMPARE(ids({.ns = {}, .name = u"p/x"_s}), QByteArray("b"));
        QCOMPARE(ids({.ns = {}, .name = u"X"_s}), QByteArray(""));
    }

    void showsThePast()
    {
        m_store->add({stored(u"a"_s, 10, u"x"_s, 1000), stored(u"b"_s, 20, u"x"_s, 2000)});
        QCOMPARE(ids({.ns = {}, .asOf = 1500}), QByteArray("a"));
        QVERIFY(!m_store->find(u"guest"_s, u"b"_s, 1999));
        QVERIFY(m_store->find(u"guest"_s, u"b"_s, 2000));
        QVERIFY(!m_store->find(u"other"_s, u"b"_s, 2000));
    }

    void putsTheRecordTogether()
    {
        m_store->add({stored(u"a"_s, 1)});
        const QByteArray whole = R"({"activationId":"a","end":2,"logs":["x"],"name":"a","publish":false,)"
                                 R"("response":{"success":true},"start":1})";
        QCOMPARE(detailOf(*m_store->find(u"guest"_s, u"a"_s, now)), whole);
        QCOMPARE(m_store->details({.ns = u"guest"_s, .asOf = now}, 0, 10), QList<QByteArray>{whole});
    }

    void survivesReopening()
    {
        m_store->add({stored(u"a"_s, 1)}).wait();
        open(u"survivesReopening"_s);
        QCOMPARE(ids({}), QByteArray("a"));
    }

    void pagesOfManyAreQuick()
    {
        MadeUp madeUp(u"guest"_s, 1);
        std::vector<StoredActivation> many;
        for (int i = 0; i < 20000; ++i) {
            many.push_back(madeUp.next(1000000 + i * 100));
            many.back().visible = 0;
        }
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_store->add(std::move(many)).get(), QString());
        const qint64 written = timer.restart();
        ActivationStore::Filter filter{.ns = u"guest"_s, .since = 1500000, .asOf = now};
        QCOMPARE(m_store->summaries(filter, 10000, 200).size(), 200);
        QCOMPARE(m_store->count(filter), 15000);
        // By an index: to look through all of them takes a good part of what writing them took, whatever the machine.
        QVERIFY2(timer.elapsed() < qMax<qint64>(written, 500), qPrintable(u"%1 of %2 ms"_s.arg(timer.elapsed()).arg(written)));
    }

    void madeUpOnesAreVaried()
    {
        MadeUp madeUp(u"guest"_s, 7);
        QSet<QString> seen, ids;
        for (int i = 0; i < 2000; ++i) {
            const auto one = madeUp.next(1000000 + i);
            const auto row = json::read(one.summary)->value;
            ids.insert(one.id);
            seen.insert(one.name);
            seen.insert(u"status %1"_s.arg(row.value(u"statusCode").toInteger().value_or(-1)));
            seen.insert(one.summary.contains("initTime") ? u"cold"_s : u"warm"_s);
            seen.insert(one.logs == "[]" ? u"quiet"_s : u"logs"_s);
            QVERIFY(json::read(detailOf(one)));
        }
        QCOMPARE(ids.size(), 2000);
        for (const auto &wanted : {u"orders/price-quote"_s, u"heartbeat"_s, u"status 0"_s, u"status 1"_s, u"status 2"_s, u"cold"_s,
                                   u"warm"_s, u"quiet"_s, u"logs"_s})
            QVERIFY2(seen.contains(wanted), qPrintable(wanted));
    }

    void mixedOnesBelongTogether_data()
    {
        QTest::addColumn<bool>("ends");
        QTest::newRow("starts") << false;
        QTest::newRow("ends") << true;
    }
    void mixedOnesBelongTogether()
    {
        QFETCH(bool, ends);
        constexpr qint64 time = 1'000'000'000'000;
        MadeUp madeUp(u"guest"_s, 11);
        QHash<QString, json::Value> all;
        for (int i = 0; i < 1500; ++i) {
            const auto one = madeUp.mixed(time, ends ? MadeUp::Anchor::Ends : MadeUp::Anchor::Starts);
            const auto record = json::read(detailOf(one))->value;
            QCOMPARE(record.value(u"activationId").toString(), one.id);
            all.insert(one.id, record);
        }
        QCOMPARE(all.size(), 1500);
        QMap<QString, int> seen;
        for (const json::Value &record : std::as_const(all))
            check(record, all, time, ends, &seen);
        for (const auto &wanted : {u"single"_s, u"sequence"_s, u"member"_s, u"failed sequence"_s, u"fire"_s, u"off"_s, u"timeout"_s})
            QVERIFY2(seen.value(wanted) > 0, qPrintable(wanted));
    }

    void feedsSteadily()
    {
        std::atomic<int> given = 0;
        QElapsedTimer timer;
        timer.start();
        {
            const Feeder feeder(200, [&](int count) { given += count; });
            QTRY_VERIFY(given >= 60);
            QVERIFY(timer.elapsed() >= 250);
        }
        const int before = given;
        QTest::qWait(100);
        QCOMPARE(given.load(), before);
    }
};

QTEST_GUILESS_MAIN(TestActivationsStore)
#include "tst_activations_store.moc"
