#include "ui/shell/requestspanel.h"
#include "ui/shell/requesttext.h"
#include "ui/widgets/stateview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

net::LogEntry entry(const QByteArray &method, const QByteArray &target, int status, const QString &failure = {})
{
    net::LogEntry made;
    made.startedMs = 1'700'000'000'000;
    made.durationMs = 12;
    made.method = method;
    made.target = target;
    made.base = u"http://127.0.0.1:3233"_s;
    made.status = status;
    made.receivedBytes = 2048;
    made.responseBody = "{\"a\":1}";
    made.transactionId = "tid42";
    made.failure = failure;
    return made;
}

class Screen {
public:
    Screen()
    {
        panel.resize(900, 200);
        panel.show();
    }
    QTreeView *list() const { return panel.findChild<QTreeView *>(u"requestList"_s); }
    int rows() const { return list()->model()->rowCount(); }
    QString cell(int row, int column) const { return list()->model()->index(row, column).data().toString(); }
    template<typename T> T *part(const char *name) const { return panel.findChild<T *>(QLatin1StringView(name)); }

    net::RequestLog log;
    RequestsPanel panel{log};
};

const QByteArray actionPath = "/api/v1/namespaces/_/actions/hello";

} // namespace

class TestRequestsPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsTheNewestFirst()
    {
        Screen screen;
        QAbstractItemModelTester tester(screen.list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(screen.panel.findChild<StateView *>()->state(), StateView::Empty);
        screen.log.begin(entry("GET", "/old", 200));
        screen.log.begin(entry("GET", "/new", 404, u"Not there."_s));
        QTRY_COMPARE(screen.rows(), 2);
        QCOMPARE(screen.cell(0, 2), u"/new"_s);
        QCOMPARE(screen.cell(0, 3), u"✕ 404"_s);
        QCOMPARE(screen.cell(1, 4), u"12 ms"_s);
        QCOMPARE(screen.cell(1, 5), u"2.0 KB"_s);
    }

    void followsOneUnderWay()
    {
        Screen screen;
        auto running = entry("POST", actionPath, 0);
        running.durationMs = -1;
        running.id = screen.log.begin(running);
        QTRY_COMPARE(screen.rows(), 1);
        QCOMPARE(screen.cell(0, 3), u"under way"_s);
        screen.list()->setCurrentIndex(screen.list()->model()->index(0, 0));
        running.durationMs = 30;
        running.status = 200;
        screen.log.update(running);
        QTRY_COMPARE(screen.cell(0, 3), u"200"_s);
        QVERIFY(screen.part<QPlainTextEdit>("requestDetail")->toPlainText().contains("Status 200"_L1));
    }

    void filters()
    {
        Screen screen;
        screen.log.begin(entry("GET", "/a", 200));
        screen.log.begin(entry("PUT", "/b", 409, u"Conflict."_s));
        QTRY_COMPARE(screen.rows(), 2);
        QTest::mouseClick(screen.part<QCheckBox>("requestFailedOnly"), Qt::LeftButton, {}, QPoint(8, 8));
        QCOMPARE(screen.rows(), 1);
        QTest::keyClicks(screen.part<QLineEdit>("requestFilter"), u"get"_s);
        QCOMPARE(screen.rows(), 0);
        auto *states = screen.panel.findChild<StateView *>();
        QCOMPARE(states->text(), u"No request matches."_s);
        Q_EMIT states->emptyActionRequested();
        QCOMPARE(screen.rows(), 2);
    }

    void copiesWithoutTheKey()
    {
        Screen screen;
        screen.log.begin(entry("GET", actionPath, 200));
        QTRY_COMPARE(screen.rows(), 1);
        QVERIFY(!screen.part<QPushButton>("requestCurl")->isEnabled());
        screen.list()->setCurrentIndex(screen.list()->model()->index(0, 0));
        QTest::mouseClick(screen.part<QPushButton>("requestCurl"), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().startsWith("curl "_L1));
        QVERIFY(QApplication::clipboard()->text().contains("$WHISK_AUTH"_L1));
        QTest::mouseClick(screen.part<QPushButton>("requestWsk"), Qt::LeftButton);
        QVERIFY2(QApplication::clipboard()->text().contains("action get"_L1), qPrintable(QApplication::clipboard()->text()));
    }

    void saysThatWskHasNoCommand()
    {
        Screen screen;
        screen.log.begin(entry("GET", "/nothing/of/openwhisk", 200));
        QTRY_COMPARE(screen.rows(), 1);
        screen.list()->setCurrentIndex(screen.list()->model()->index(0, 0));
        QVERIFY(!screen.part<QPushButton>("requestWsk")->isEnabled());
        QVERIFY(!screen.part<QPushButton>("requestWsk")->toolTip().isEmpty());
    }

    void selectsAndClears()
    {
        Screen screen;
        const auto id = screen.log.begin(entry("GET", "/a", 200));
        screen.log.begin(entry("GET", "/b", 200));
        QTRY_COMPARE(screen.rows(), 2);
        screen.panel.select(id);
        QCOMPARE(screen.list()->currentIndex().row(), 1);
        QTest::mouseClick(screen.part<QPushButton>("requestClear"), Qt::LeftButton);
        QCOMPARE(screen.rows(), 0);
        QSignalSpy notices(&screen.panel, &RequestsPanel::notice);
        screen.panel.select(id);
        QCOMPARE(notices.count(), 1);
    }

    void tellsWhatWasSaid()
    {
        auto logged = entry("PUT", actionPath, 502, u"Bad gateway."_s);
        logged.requestBody = "{\"exec\":1}";
        const QString text = requestText(logged);
        for (const auto *part : {"PUT http://127.0.0.1:3233/api/v1/namespaces/_/actions/hello", "{\"exec\":1}", "Status 502", "tid42",
                                 "Bad gateway.", "{\"a\":1}", "2023-11-14T22:13:20.000Z", "2.0 KB in all"})
            QVERIFY2(text.contains(QLatin1StringView(part)), part);
        logged.status = 0;
        QVERIFY(requestText(logged).contains("No answer"_L1));
    }

    void hiddenItDoesNothing()
    {
        Screen screen;
        screen.panel.hide();
        QSignalSpy inserted(screen.list()->model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&screen.log, &net::RequestLog::changed);
        screen.log.begin(entry("GET", "/a", 200));
        QTRY_VERIFY(changed.count() > 0);
        QCOMPARE(inserted.count(), 0);
        screen.panel.show();
        QCOMPARE(screen.rows(), 1);
    }
};

QTEST_MAIN(TestRequestsPanel)
#include "tst_requestspanel.moc"
