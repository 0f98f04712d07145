#include "core/history/activationstore.h"
#include "core/json/text.h"
#include "tests/support/await.h"
#include "ui/models/recordfetch.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using openwhisk::Activation;

namespace {

const QString shop = u"p1"_s;

QString id(int n)
{
    return u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
}

QStringList ids(int from, int count)
{
    QStringList made;
    for (int n = from; n < from + count; ++n)
        made.append(id(n));
    return made;
}

/// A server; the test says when it answers.
struct Server {
    QStringList asked;
    QStringList missing;
    bool broken = false, holds = false;
    QList<std::pair<QString, std::shared_ptr<QPromise<Result<Activation>>>>> held;

    Result<Activation> answer(const QString &wanted) const
    {
        if (broken)
            return Error{Error::Kind::Network, u"no way"_s, {}};
        if (missing.contains(wanted))
            return Error{Error::Kind::NotFound, u"not there"_s, {}};
        const QByteArray start = QByteArray::number(QDateTime::currentMSecsSinceEpoch());
        return Activation::fromJson(*json::parse("{\"activationId\":\"" + wanted.toLatin1() + "\",\"name\":\"a\",\"namespace\":\"guest\",\"start\":" + start
                                                 + ",\"response\":{\"status\":\"application error\",\"result\":{\"error\":\"Too many requests in the last minute\"}},"
                                                   "\"logs\":[\"needle\"]}"));
    }
    RecordFetch::Get get()
    {
        return [this](const QString &wanted, QObject *) {
            asked.append(wanted);
            auto promise = std::make_shared<QPromise<Result<Activation>>>();
            promise->start();
            held.append({wanted, promise});
            if (!holds)
                release();
            return promise->future();
        };
    }
    void release()
    {
        for (const auto &[wanted, promise] : std::exchange(held, {})) {
            promise->addResult(answer(wanted));
            promise->finish();
        }
    }
};

} // namespace

class TestRecordFetch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = {};
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<history::ActivationStore>(m_dir->path());
    }
    void cleanup() { m_store.reset(); }
    void keepsWhatIsMissing();
    void asksFewAtATimeAndNotTooMany();
    void countsWhatTheServerHasNot();
    void endsWithAnError();
    void asksNothingWhereNothingIsKept();
    void canBeCanceled();
    void goesInTheMiddle();

private:
    Server m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<history::ActivationStore> m_store;
};

void TestRecordFetch::keepsWhatIsMissing()
{
    RecordFetch fetch(m_server.get(), *m_store, shop);
    QSignalSpy came(&fetch, &RecordFetch::came);
    fetch.start(ids(1, 5));
    QVERIFY(fetch.running());
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(fetch.done(), 5);
    QCOMPARE(fetch.total(), 5);
    QCOMPARE(came.size(), 5);
    const auto rows = came.first().first().value<openwhisk::List<openwhisk::ActivationSummary>>();
    QVERIFY(rows->first().throttled); // told by the record alone
    QCOMPARE(await(m_store->search(shop, u"needle"_s, 10))->ids.size(), 5);
    m_server.asked.clear();
    fetch.start(ids(3, 5));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(m_server.asked, ids(6, 2));
    fetch.start(ids(1, 7));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(m_server.asked.size(), 2);
    QVERIFY(!fetch.error());
}

void TestRecordFetch::asksFewAtATimeAndNotTooMany()
{
    m_server.holds = true;
    RecordFetch fetch(m_server.get(), *m_store, shop);
    fetch.start(ids(1, 700));
    QTRY_COMPARE(fetch.total(), RecordFetch::most);
    QTRY_COMPARE(m_server.held.size(), RecordFetch::atOnce);
    m_server.release();
    QTRY_COMPARE(m_server.held.size(), RecordFetch::atOnce);
    QTRY_COMPARE(fetch.done(), 2);
}

void TestRecordFetch::countsWhatTheServerHasNot()
{
    m_server.missing = {id(2)};
    RecordFetch fetch(m_server.get(), *m_store, shop);
    fetch.start(ids(1, 3));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(fetch.done(), 3);
    QCOMPARE(fetch.missing(), 1);
    QVERIFY(!fetch.error());
}

void TestRecordFetch::endsWithAnError()
{
    m_server.broken = true;
    RecordFetch fetch(m_server.get(), *m_store, shop);
    fetch.start(ids(1, 50));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(fetch.error()->message, u"no way"_s);
    QVERIFY(m_server.asked.size() <= RecordFetch::atOnce); // not fifty times the same
}

void TestRecordFetch::asksNothingWhereNothingIsKept()
{
    QVERIFY(await(m_store->setEnabled(shop, false)));
    RecordFetch fetch(m_server.get(), *m_store, shop);
    fetch.start(ids(1, 5));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(fetch.error()->kind, Error::Kind::Rejected);
    QVERIFY(m_server.asked.isEmpty());
}

void TestRecordFetch::canBeCanceled()
{
    m_server.holds = true;
    RecordFetch fetch(m_server.get(), *m_store, shop);
    fetch.start(ids(1, 10));
    QTRY_COMPARE(m_server.held.size(), RecordFetch::atOnce);
    fetch.cancel();
    QVERIFY(!fetch.running());
    m_server.release();
    m_server.holds = false;
    fetch.start(ids(20, 2));
    QTRY_VERIFY(!fetch.running());
    QCOMPARE(fetch.done(), 2);
    QCOMPARE(m_server.asked.size(), RecordFetch::atOnce + 2);
}

void TestRecordFetch::goesInTheMiddle()
{
    m_server.holds = true;
    auto fetch = std::make_unique<RecordFetch>(m_server.get(), *m_store, shop);
    fetch->start(ids(1, 10));
    QTRY_COMPARE(m_server.held.size(), RecordFetch::atOnce);
    fetch.reset();
    m_server.release();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(await(m_store->holding(shop))->records, 0);
}

QTEST_GUILESS_MAIN(TestRecordFetch)
#include "tst_recordfetch.moc"
