#include "tests/ui/namelesscontrols.h"
#include "tests/ui/shell/gatewaywindow.h"
#include "tests/ui/tabwalk.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTabBar>

using namespace Qt::StringLiterals;

/// The whole window by Tab: explorer, page and dock in the order in which one reads them; and one that is small.
class TestWindowReach : public QObject {
    Q_OBJECT

    static constexpr QSize small{960, 640};
    std::unique_ptr<GatewayWindow> f;

    bool settled() const
    {
        const auto views = f->window->findChildren<StateView *>();
        return std::none_of(views.begin(), views.end(), [](const StateView *view) { return view->isVisible() && view->state() == StateView::Loading; });
    }
    Page *show(const Target &target)
    {
        f->window->tabs().open(target);
        return QTest::qWaitFor([&] { return f->window->tabs().currentPage() && f->window->tabs().currentPage()->target() == target && settled(); }, 30'000)
            ? f->window->tabs().currentPage()
            : nullptr;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init()
    {
        f = std::make_unique<GatewayWindow>();
        f->serveHello();
        f->addWithGateway();
        QVERIFY(f->openWhole());
        f->window->resize(small);
    }
    void cleanup() { f.reset(); }

    void pages_data()
    {
        QTest::addColumn<Target>("target");
        QTest::newRow("action") << Target{Target::Kind::Action, {u"_"_s, {}, u"hello"_s}, {}};
        QTest::newRow("routes") << gatewayList(gateway::Kind::Route);
        QTest::newRow("route") << helloRoute();
        QTest::newRow("activations") << Target{Target::Kind::Activations, {}, {}};
    }
    void pages()
    {
        QFETCH(Target, target);
        Page *page = show(target);
        QVERIFY(page);
        QTRY_VERIFY(f->window->width() <= small.width());
        QTRY_VERIFY2(page->minimumSizeHint().width() <= page->width(),
                     qPrintable(u"needs %1 of %2"_s.arg(page->minimumSizeHint().width()).arg(page->width())));
        QVERIFY2(namelessControls(*f->window).isEmpty(), qPrintable(namelessControls(*f->window).join(u", "_s)));
        const QString walked = tabProblems(*f->window);
        QVERIFY2(walked.isEmpty(), qPrintable(walked));
    }

    void aLongNameLeavesRoomForOthers()
    {
        const QByteArray id(64, 'i');
        f->admin.add("routes", id, "{\"uri\":\"/" + QByteArray(200, 'p') + "\"}");
        QVERIFY(show(helloRoute()));
        QVERIFY(show(gatewayObject({gateway::Kind::Route, QString::fromLatin1(id), {}})));
        const auto *strip = f->part<QTabBar>("tabs");
        QTRY_COMPARE(strip->count(), 2);
        QTRY_VERIFY(strip->tabRect(1).width() <= 240);
    }
};

QTEST_MAIN(TestWindowReach)
#include "tst_windowreach.moc"
