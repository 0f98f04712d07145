#include "core/openwhisk/activationfeed.h"
#include "tests/ui/editors/triggerpagetest.h"
#include "ui/editors/trigger/firefollower.h"
#include "ui/editors/trigger/firetracer.h"
#include "ui/editors/trigger/firetree.h"

#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QSignalSpy>
#include <QTreeView>

using namespace Qt::StringLiterals;

/// Fires that others made are traced while the trigger's page is seen.
class TestFireFollower : public QObject, TriggerPageTest {
    Q_OBJECT

    std::unique_ptr<openwhisk::ActivationFeed> feed;
    QByteArrayList rows; ///< newest first, as the server lists them

    static QByteArray id(int number) { return QByteArray::number(number, 16).rightJustified(32, '0'); }
    static QString idText(int number) { return QString::fromLatin1(id(number)); }
    void add(int number, const QByteArray &name = "every-night", const QByteArray &annotations = "[]", qint64 ageMs = 0)
    {
        rows.prepend("{\"activationId\":\"" + id(number) + "\",\"name\":\"" + name + "\",\"namespace\":\"guest\",\"version\":\"0.0.3\","
                     + "\"annotations\":" + annotations + ",\"start\":" + QByteArray::number(QDateTime::currentMSecsSinceEpoch() + number - ageMs) + '}');
        f->server.on("GET /api/v1/namespaces/_/activations/" + id(number), answer::json(rows.constFirst().chopped(1)
                     + ",\"response\":{\"status\":\"success\",\"result\":{}},\"logs\":[]}"));
    }
    void follow()
    {
        page.reset(editors::createPage(*f->session, *f->store, {Target::Kind::Trigger, {u"_"_s, {}, u"every-night"_s}, {}}, nullptr, feed.get()));
        page->resize(1100, 800);
        page->show();
        QTRY_VERIFY(ready());
        QTRY_VERIFY(feed->state().live);
    }
    QTreeView *tree() { return child<QTreeView>(page.get(), "fireTree"); }
    QStringList fires()
    {
        QStringList texts;
        for (int row = 0; row < tree()->model()->rowCount(); ++row)
            texts.append(tree()->model()->index(row, 0).data(FireTree::IdRole).toString() + u' '
                         + tree()->model()->index(row, 0).data().toString().section(u"  "_s, 1));
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        begin();
        rows.clear();
        f->server.on("GET /api/v1/namespaces/_/activations?*", [this](const FakeRequest &) { return answer::json('[' + rows.join(',') + ']'); });
        feed = std::make_unique<openwhisk::ActivationFeed>(f->session->client());
        feed->setInterval(20);
    }
    void cleanup()
    {
        page.reset();
        feed.reset();
        end();
    }

    void whatComesIsTraced()
    {
        add(1, "every-night", "[]", 3'600'000); // long over
        follow();
        add(2, "hello", "[{\"key\":\"kind\",\"value\":\"nodejs:20\"}]");
        add(3, "lonely");
        add(4);
        QTRY_COMPARE(fires(), QStringList{idText(4) + u" from elsewhere"_s});
        QVERIFY(tree()->isVisible());
        add(5);
        QTRY_COMPARE(fires(), (QStringList{idText(5) + u" from elsewhere"_s, idText(4) + u" from elsewhere"_s}));
        QTRY_COMPARE(child<QLabel>(page.get(), "tracerState")->text(), u"✓ all ended"_s);
        QSignalSpy opened(page.get(), &Page::openRequested);
        tree()->setCurrentIndex(tree()->model()->index(1, 0));
        QTest::keyClick(tree(), Qt::Key_Return);
        QCOMPARE(opened.first().first().value<Target>().id, idText(4));
    }

    void notWhileNobodyLooksNorWhenUnwanted()
    {
        follow();
        child<QCheckBox>(page.get(), "followFires")->setChecked(false);
        QObject other;
        feed->addViewer(&other);
        QSignalSpy came(feed.get(), &openwhisk::ActivationFeed::came);
        add(1);
        QTRY_VERIFY(!came.isEmpty());
        QVERIFY(fires().isEmpty());
        child<QCheckBox>(page.get(), "followFires")->setChecked(true);
        page->hide();
        came.clear();
        add(2);
        QTRY_VERIFY(!came.isEmpty());
        page->show();
        add(3);
        QTRY_COMPARE(fires(), QStringList{idText(3) + u" from elsewhere"_s}); // what it missed the activations show
    }

    void firedHereIsNoSecondFire()
    {
        follow();
        add(0x77);
        QTRY_COMPARE(fires().size(), 1);
        auto *tracer = child<FireTracer>(page.get(), "fireTracer");
        tracer->watch(idText(0x77)); // the feed was faster than the answer
        QCOMPARE(fires(), QStringList{idText(0x77) + u" by hand"_s});
        tracer->watch(idText(0x78));
        add(0x78);
        add(0x79);
        QTRY_COMPARE(fires().size(), 3);
        QCOMPARE(fires().at(1), idText(0x78) + u" by hand"_s);
    }

    void manyAtOnceAreCounted()
    {
        follow();
        auto *tracer = child<FireTracer>(page.get(), "fireTracer");
        add(1);
        tracer->watch(idText(1));
        QStringList many;
        for (int i = 10; i < 40; ++i) {
            add(i);
            many.append(idText(i));
        }
        QTRY_VERIFY(fires().contains(idText(39) + u" from elsewhere"_s));
        QTRY_COMPARE(fires().size(), 5);
        QTRY_VERIFY(child<QLabel>(page.get(), "tracerLeft")->text().contains(u"came too fast"_s));
        QVERIFY(fires().contains(idText(1) + u" by hand"_s)); // what was fired here stays longer
    }

    void theUsersViewStays()
    {
        follow();
        auto *tracer = child<FireTracer>(page.get(), "fireTracer");
        tracer->watch(QString::fromLatin1(f->fired));
        QTRY_COMPARE(tree()->model()->rowCount(tree()->model()->index(0, 0)), 2);
        tree()->collapse(tree()->model()->index(0, 0));
        tree()->setCurrentIndex(tree()->model()->index(0, 0));
        add(5);
        QTRY_COMPARE(fires().size(), 2);
        QVERIFY(!tree()->isExpanded(tree()->model()->index(1, 0)));
        QCOMPARE(tree()->currentIndex().data(FireTree::IdRole).toString(), QString::fromLatin1(f->fired));
    }

    void endsWithTheConnection()
    {
        follow();
        add(1);
        QTRY_COMPARE(fires().size(), 1);
        feed.reset();
        f->session.reset();
        QVERIFY(!child<QWidget>(page.get(), "followFires")->isVisible());
        QCOMPARE(fires().size(), 1);
    }

    void withoutAFeedNothingIsPromised()
    {
        open();
        QVERIFY(!child<QWidget>(page.get(), "followFires")->isVisible());
    }
};

QTEST_MAIN(TestFireFollower)
#include "tst_firefollower.moc"
