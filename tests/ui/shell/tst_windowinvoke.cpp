#include "core/openwhisk/session.h"
#include "tests/ui/shell/windowfixture.h"
#include "ui/shell/connector.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

const Target hello{Target::Kind::Action, {u"_"_s, {}, u"hello"_s}};
const QByteArray path = "/api/v1/namespaces/_/actions/hello";

} // namespace

/// Ctrl+Return on an action: at once, when its page has loaded, or not at all. Never later by surprise.
class TestWindowInvoke : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> f;

    int posts() const { return f->world.server.count("POST *"); }
    int underWay() const { return f->window->connector().session()->client().inFlight(); }
    Page *page() const { return f->window->tabs().currentPage(); }
    JsonEdit *payload() const { return page()->findChild<JsonEdit *>(u"payload"_s); }
    void openPage()
    {
        f->window->tabs().open(hello);
        QTRY_VERIFY(page()->canInvoke());
        QTRY_COMPARE(f->world.server.count("GET " + path + "*"), 1);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init()
    {
        f = std::make_unique<WindowFixture>();
        f->add(u"a"_s);
        f->world.server.on("GET " + path,
                           answer::json("{\"name\":\"hello\",\"namespace\":\"guest\",\"version\":\"0.0.3\",\"publish\":false,"
                                        "\"annotations\":[],\"parameters\":[],\"limits\":{},\"updated\":1,"
                                        "\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"x\",\"binary\":false}}"));
        f->world.server.on("POST " + path, answer::json("[1]"));
        QVERIFY(f->open(u"a"_s));
    }
    void cleanup() { f.reset(); }

    void opensThePageAndRuns()
    {
        f->tree()->setFocus();
        f->tree()->setCurrentIndex(f->find(u"action:hello"_s));
        QTRY_VERIFY2(f->command("run.invoke")->isEnabled(), qPrintable(f->command("run.invoke")->toolTip()));
        f->command("run.invoke")->trigger();
        QVERIFY(page());
        QCOMPARE(page()->target(), hello);
        QTRY_COMPARE(posts(), 1);
    }

    void brokenPayloadsDoNotRunOnceTheyAreMended()
    {
        openPage();
        payload()->setText(u"{\"a\": "_s);
        QTRY_VERIFY(!page()->canInvoke());
        f->command("run.invoke")->trigger();
        payload()->setText(u"{}"_s);
        QTRY_VERIFY(page()->canInvoke());
        Q_EMIT page()->changed(); // as with the next key in the code
        QTRY_COMPARE(underWay(), 0);
        QCOMPARE(posts(), 0);
        f->command("run.invoke")->trigger();
        QTRY_COMPARE(posts(), 1);
    }

    void throttledOnesWaitForTheUser()
    {
        FakeAnswer refusal = answer::error(429, "Too many requests in the last minute (count: 61, allowed: 60).");
        refusal.headers.emplaceBack("Date", "Sat, 21 Nov 2026 10:00:01 GMT"); // else the minute may end while this runs
        f->world.server.once("POST " + path, refusal);
        openPage();
        f->command("run.invoke")->trigger();
        auto *wait = page()->findChild<QLabel *>(u"throttleText"_s);
        QTRY_VERIFY(wait->isVisible());
        f->command("run.invoke")->trigger(); // asked again: each attempt would be charged
        page()->findChild<QPushButton *>(u"throttleCancel"_s)->click();
        QVERIFY(page()->canInvoke());
        Q_EMIT page()->changed();
        QTRY_COMPARE(underWay(), 0);
        QCOMPARE(posts(), 1);
    }
};

QTEST_MAIN(TestWindowInvoke)
#include "tst_windowinvoke.moc"
