#include "core/history/activationstore.h"
#include "core/openwhisk/activationfeed.h"
#include "tests/core/openwhisk/fakeactivations.h"
#include "tests/support/await.h"
#include "ui/models/activationbook.h"
#include "ui/models/seenactivations.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using openwhisk::ActivationFeed;
using openwhisk::ActivationSummary;

namespace {

ActivationSummary row(int number, qint64 start)
{
    ActivationSummary summary;
    summary.id = QString::number(number + 1).rightJustified(32, u'0');
    summary.name = {u"guest"_s, u"orders"_s, u"price"_s};
    summary.version = u"0.0.1"_s;
    summary.kind = u"nodejs:20"_s;
    summary.start = start;
    summary.end = start + 12;
    summary.durationMs = 12;
    summary.status = openwhisk::ActivationStatus::Success;
    return summary;
}

/// The store drops what is too old.
const qint64 lately = QDateTime::currentMSecsSinceEpoch() - 3'600'000;

ActivationBook::Rows rows(int from, int count, qint64 start = lately)
{
    auto list = std::make_shared<QList<ActivationSummary>>();
    for (int i = from; i < from + count; ++i)
        list->append(row(i, start + i));
    return list;
}

} // namespace

class TestActivationBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        m_list = std::make_unique<FakeActivations>(*m_server);
        m_client = std::make_unique<net::Client>(endpointOf(*m_server), nullptr);
        m_feed = std::make_unique<ActivationFeed>(*m_client);
        m_feed->setTiming({30, 75'000, 200, 15'000, 20});
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<history::ActivationStore>(m_dir->path());
    }
    void cleanup()
    {
        m_feed.reset();
        m_client.reset();
        m_server.reset();
        m_store.reset();
    }
    void convertsThereAndBack()
    {
        ActivationSummary all = row(7, 1'700'000'000'000);
        all.waitMs = 3;
        all.initMs = 4;
        all.cause = u"abc"_s;
        all.binding = u"guest/bound"_s;
        all.timedOut = true;
        all.throttled = true;
        all.status = openwhisk::ActivationStatus::DeveloperError;
        QCOMPARE(summaryOf(seenOf(all)), all);
        QCOMPARE(summaryOf(seenOf(ActivationSummary())), ActivationSummary());
        history::SeenActivation later;
        later.status = 99;
        QCOMPARE(summaryOf(later).status, openwhisk::ActivationStatus::Unknown);
    }
    void takesWhatTheFeedBrings()
    {
        ActivationBook book(*m_feed, nullptr, {});
        QVERIFY(book.table() && book.table()->isEmpty() && !book.loading());
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_list->run(now, 3);
        m_feed->addViewer(this);
        QTRY_COMPARE(book.table()->size(), 3);
        m_list->run(now + 1, 300);
        QTRY_COMPARE_WITH_TIMEOUT(book.table()->size(), 303, 30'000);
        QCOMPARE(book.table()->row(0).start, now + 1);
        m_feed->removeViewer(this);
    }
    void tellsSeldom()
    {
        ActivationBook book(*m_feed, nullptr, {});
        QSignalSpy changed(&book, &ActivationBook::tableChanged);
        QElapsedTimer clock; // begun before the first one: what is late only adds to it
        clock.start();
        int given = 0;
        QTimer stream;
        connect(&stream, &QTimer::timeout, &book, [&] { book.add(rows(given++, 1)); });
        stream.start(2);
        QTRY_VERIFY(changed.count() >= 5);
        const qint64 passed = clock.elapsed();
        QVERIFY2(passed >= (changed.count() - 1) * 190, qPrintable(QString::number(passed))); // timers may be 5 % early
        QVERIFY(given > changed.count());
        stream.stop();
        QTRY_COMPARE(book.table()->size(), given);
    }
    void keepsSoManyInMemory()
    {
        ActivationBook book(*m_feed, nullptr, {});
        book.setCapacity(100);
        book.add(rows(0, 250));
        QTRY_COMPARE(book.table()->size(), 100);
        QCOMPARE(book.table()->row(0).start, lately + 249);
    }
    void beginsWithWhatTheStoreHas()
    {
        {
            ActivationBook book(*m_feed, m_store.get(), u"home"_s);
            QVERIFY(book.loading());
            book.add(rows(0, 50));
            QTRY_COMPARE(book.table()->size(), 50);
            book.add(rows(50, 5)); // still waiting when it ends
        }
        ActivationBook book(*m_feed, m_store.get(), u"home"_s);
        QTRY_VERIFY(!book.loading());
        QTRY_COMPARE(book.table()->size(), 55);
        book.add(rows(40, 20));
        QTRY_COMPARE(book.table()->size(), 60);
        QCOMPARE(book.table()->summary(59), row(0, lately));
        QTRY_COMPARE((*await(m_store->rows(u"home"_s, 100)))->size(), 60);
        ActivationBook other(*m_feed, m_store.get(), u"work"_s);
        QSignalSpy otherChanged(&other, &ActivationBook::tableChanged);
        QTRY_COMPARE(otherChanged.count(), 1); // nothing to show is news, too
        QVERIFY(other.table()->isEmpty() && !other.loading());
    }
    void aBrokenStoreIsToldOnce()
    {
        QFile file(m_dir->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        history::ActivationStore broken(file.fileName()); // no folder
        ActivationBook book(*m_feed, &broken, u"home"_s);
        QSignalSpy notice(&book, &ActivationBook::notice);
        book.add(rows(0, 10));
        QTRY_COMPARE(notice.count(), 1);
        QTRY_COMPARE(book.table()->size(), 10);
        book.add(rows(10, 10));
        QTRY_COMPARE(book.table()->size(), 20);
        QVERIFY(!book.loading());
        QCOMPARE(notice.count(), 1);
    }
    void goesWhileItWorks()
    {
        auto book = std::make_unique<ActivationBook>(*m_feed, m_store.get(), u"home"_s);
        book->add(rows(0, 5000));
        QCoreApplication::processEvents();
        book.reset();
        QCOMPARE((*await(m_store->rows(u"home"_s, 10'000)))->size() % 5000, 0);
    }

private:
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeActivations> m_list;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<ActivationFeed> m_feed;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<history::ActivationStore> m_store;
};

QTEST_GUILESS_MAIN(TestActivationBook)
#include "tst_activationbook.moc"
