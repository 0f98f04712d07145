#include "tests/ui/shell/fakeworld.h"
#include "ui/explorer/explorer.h"
#include "ui/explorer/explorermodel.h"
#include "ui/models/entitymime.h"
#include "ui/widgets/stateview.h"

#include <QAbstractItemModelTester>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

class Screen {
public:
    Screen()
    {
        explorer->resize(264, 700);
        explorer->show();
    }
    void open()
    {
        session = world.session();
        explorer->setSession(session.get());
        session->open();
    }
    /// With what a FakeWorld has, until the lists are there and packages unfolded.
    bool openFilled()
    {
        world.fill();
        open();
        return QTest::qWaitFor([this] {
            return states()->state() == StateView::Content && find(u"action:orders/price-quote"_s).isValid()
                && tree()->isExpanded(find(u"package:orders"_s));
        }, 30'000);
    }
    QTreeView *tree() const { return explorer->findChild<QTreeView *>(u"explorerTree"_s); }
    QLineEdit *filter() const { return explorer->findChild<QLineEdit *>(u"explorerFilter"_s); }
    StateView *states() const { return explorer->findChild<StateView *>(); }
    QModelIndex find(const QString &key) const { return static_cast<ExplorerModel *>(tree()->model())->indexOf(key); }

    FakeWorld world;
    std::unique_ptr<openwhisk::Session> session;
    std::unique_ptr<Explorer> explorer = std::make_unique<Explorer>();
};

void serveRule(Screen &screen, const QByteArray &name, const QByteArray &status)
{
    QByteArray document = FakeWorld::rule(name);
    document.chop(1);
    screen.world.server.on("GET /api/v1/namespaces/_/rules/" + name, answer::json(document + R"(,"status":")" + status + R"("})"));
}

} // namespace

class TestExplorer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loads()
    {
        Screen screen;
        screen.world.fill();
        screen.world.server.hold("GET *");
        screen.open();
        QCOMPARE(screen.states()->state(), StateView::Loading);
        QVERIFY(!screen.filter()->isEnabled());
        QAbstractItemModelTester tester(screen.tree()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        screen.world.server.release("GET *");
        QTRY_VERIFY(screen.find(u"action:orders/price-quote"_s).isValid());
        QTRY_COMPARE(screen.states()->state(), StateView::Content);
        QTRY_VERIFY(screen.filter()->isEnabled());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        QVERIFY(!screen.tree()->isExpanded(screen.find(u"package:orders-de"_s)));
        QTRY_COMPARE(screen.tree()->model()->index(0, 0).data(ExplorerModel::RightRole).toString(), u"guest"_s);
    }

    void empty()
    {
        Screen screen;
        QSignalSpy wanted(screen.explorer.get(), &Explorer::newActionRequested);
        screen.open();
        QTRY_COMPARE(screen.states()->state(), StateView::Empty);
        QCOMPARE(screen.states()->text(), u"This namespace is empty."_s);
        Q_EMIT screen.states()->emptyActionRequested();
        QCOMPARE(wanted.count(), 1);
    }

    void error()
    {
        Screen screen;
        screen.world.failAll(503);
        screen.open();
        QTRY_COMPARE(screen.states()->state(), StateView::Error_);
        QVERIFY(!screen.filter()->isEnabled());
        screen.world.fill();
        screen.world.recover();
        Q_EMIT screen.states()->retryRequested();
        QTRY_COMPARE(screen.states()->state(), StateView::Content);
    }

    void stale()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        screen.world.failAll();
        screen.session->refresh();
        QTRY_COMPARE(screen.states()->state(), StateView::Stale);
        QVERIFY(screen.find(u"action:hello"_s).isValid());
        screen.world.recover();
        screen.session->refresh();
        QTRY_COMPARE(screen.states()->state(), StateView::Content);
    }

    void closedWhileLoading()
    {
        Screen screen;
        screen.world.fill();
        screen.world.server.hold("GET *");
        screen.open();
        QTRY_VERIFY(screen.world.server.waiting("GET *") > 0);
        screen.explorer.reset();
        screen.world.server.release("GET *");
        QTRY_VERIFY(screen.session->actions().rows);
    }

    void sessionGoneWhileLoading()
    {
        Screen screen;
        screen.world.fill();
        screen.world.server.hold("GET *");
        screen.open();
        QTRY_VERIFY(screen.world.server.waiting("GET *") > 0);
        screen.session.reset();
        screen.explorer->setSession(nullptr);
        QCOMPARE(screen.states()->state(), StateView::Empty);
    }

    void keepsSelectionAndExpansionOverARefresh()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"triggers:"_s)));
        screen.tree()->setExpanded(screen.find(u"triggers:"_s), false);
        screen.tree()->setCurrentIndex(screen.find(u"action:orders/price-quote"_s));
        screen.world.actions.prepend(FakeWorld::action("orders/aaa", "nodejs:20", 9));
        screen.session->refresh();
        QTRY_VERIFY(screen.find(u"action:orders/aaa"_s).isValid());
        QCOMPARE(screen.tree()->currentIndex(), screen.find(u"action:orders/price-quote"_s));
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        QVERIFY(!screen.tree()->isExpanded(screen.find(u"triggers:"_s)));
    }

    void filtersAsOneTypes()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        screen.tree()->setExpanded(screen.find(u"package:orders"_s), false);
        screen.tree()->setFocus();
        QTest::keyClick(screen.tree(), 'q'); // typing in the tree filters
        QTest::keyClicks(screen.filter(), u"uo"_s);
        QTRY_COMPARE(screen.filter()->text(), u"quo"_s);
        QTRY_VERIFY(!screen.find(u"action:hello"_s).isValid());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        QTRY_COMPARE(screen.explorer->findChild<QLabel *>(u"explorerHits"_s)->text(), u"1 of 8 match"_s);
        QSignalSpy opened(screen.explorer.get(), &Explorer::openRequested);
        QTest::keyClick(screen.filter(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QTest::keyClick(screen.filter(), Qt::Key_Escape);
        QTRY_VERIFY(screen.find(u"action:hello"_s).isValid());
        QTRY_VERIFY(!screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
    }

    void saysThatAFilterHasNoHits()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        QTest::keyClicks(screen.filter(), u"zzz"_s);
        QTRY_COMPARE(screen.states()->state(), StateView::Empty);
        QCOMPARE(screen.states()->text(), u"Nothing matches “zzz”."_s);
        Q_EMIT screen.states()->emptyActionRequested();
        QTRY_COMPARE(screen.states()->state(), StateView::Content);
    }

    void unfoldsABinding()
    {
        Screen screen;
        screen.world.fill();
        screen.world.server.on("GET /api/v1/namespaces/_/packages/orders-de",
                               answer::json(R"({"name":"orders-de","namespace":"guest","version":"0.0.1","publish":false,
                                   "annotations":[],"parameters":[],"binding":{"namespace":"guest","name":"orders"},
                                   "actions":[{"name":"price-quote","version":"0.0.1","annotations":[]}],"feeds":[]})"));
        screen.open();
        QTRY_VERIFY(screen.find(u"package:orders-de"_s).isValid());
        QVERIFY(screen.tree()->model()->hasChildren(screen.find(u"package:orders-de"_s)));
        screen.tree()->expand(screen.find(u"package:orders-de"_s));
        QTRY_VERIFY(screen.find(u"action:orders-de/price-quote"_s).isValid());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders-de"_s)));
    }

    void enterOpens()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"rules:"_s)));
        QSignalSpy opened(screen.explorer.get(), &Explorer::openRequested);
        screen.tree()->setCurrentIndex(screen.find(u"action:orders/price-quote"_s));
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<Target>(), (Target{Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}}));
        screen.tree()->scrollTo(screen.find(u"action:hello"_s));
        const auto place = screen.tree()->visualRect(screen.find(u"action:hello"_s)).center();
        QCOMPARE(screen.tree()->indexAt(place), screen.find(u"action:hello"_s));
        QTest::mouseClick(screen.tree()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(screen.tree()->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(opened.count(), 2);
        screen.tree()->setCurrentIndex(screen.find(u"triggers:"_s));
        const bool open = screen.tree()->isExpanded(screen.find(u"triggers:"_s));
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QCOMPARE(screen.tree()->isExpanded(screen.find(u"triggers:"_s)), !open);
    }

    void restoresWhatWasExpanded()
    {
        Screen screen;
        screen.world.fill();
        screen.explorer->setExpandedKeys({u"rules:"_s});
        screen.open();
        QTRY_VERIFY(screen.find(u"rule:order-to-checkout"_s).isValid());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"rules:"_s)));
        QVERIFY(!screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        QCOMPARE(screen.explorer->expandedKeys(), QStringList{u"rules:"_s});
    }

    /// Lists come one by one: what was open is opened when it comes, not only with the first list.
    void restoresWhatComesLater()
    {
        Screen screen;
        screen.world.fill();
        screen.explorer->setExpandedKeys({u"package:orders"_s});
        screen.world.server.hold("GET /api/v1/namespaces/_/actions");
        screen.world.server.hold("GET /api/v1/namespaces/_/packages");
        screen.open();
        QTRY_VERIFY(screen.find(u"rule:order-to-checkout"_s).isValid());
        screen.world.server.release("GET /api/v1/namespaces/_/actions");
        screen.world.server.release("GET /api/v1/namespaces/_/packages");
        QTRY_VERIFY(screen.find(u"action:orders/price-quote"_s).isValid());
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
    }

    /// A page opens before everything is listed: its row is chosen once its package is unfolded, unless the user chose.
    void revealsWhatIsUnfoldedLater_data()
    {
        QTest::addColumn<bool>("chosen");
        QTest::newRow("nothing chosen") << false;
        QTest::newRow("another one chosen") << true;
    }
    void revealsWhatIsUnfoldedLater()
    {
        QFETCH(bool, chosen);
        Screen screen;
        screen.world.fill();
        screen.world.server.hold("GET /api/v1/namespaces/_/rules");
        screen.open();
        const QString wanted = u"action:orders/price-quote"_s;
        QTRY_VERIFY(screen.find(wanted).isValid());
        QVERIFY(!screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        screen.explorer->reveal({Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}, {}});
        if (chosen)
            screen.tree()->setCurrentIndex(screen.find(u"package:orders"_s));
        screen.world.server.release("GET /api/v1/namespaces/_/rules");
        QTRY_VERIFY(screen.tree()->isExpanded(screen.find(u"package:orders"_s)));
        QTRY_COMPARE(screen.tree()->currentIndex(), screen.find(chosen ? u"package:orders"_s : wanted));
    }

    void showsWhetherRulesAreOn()
    {
        Screen screen;
        screen.world.fill();
        screen.world.rules.append(FakeWorld::rule("old-import"));
        screen.world.rules.append(FakeWorld::rule("odd"));
        serveRule(screen, "order-to-checkout", "active");
        serveRule(screen, "old-import", "inactive");
        screen.world.server.on("GET /api/v1/namespaces/_/rules/odd", answer::error(500, "There was an internal server error."));
        screen.open();
        const auto right = [&](const QString &key) { return screen.find(key).data(ExplorerModel::RightRole).toString(); };
        QTRY_COMPARE(right(u"rule:order-to-checkout"_s), u"active"_s);
        QTRY_COMPARE(right(u"rule:old-import"_s), u"inactive"_s);
        QTRY_COMPARE(right(u"rule:odd"_s), u"unreadable"_s);
        QCOMPARE(screen.find(u"rule:old-import"_s).data(Qt::AccessibleTextRole).toString(), u"old-import, inactive"_s);
        serveRule(screen, "order-to-checkout", "inactive"); // changes no list: only a new look shows it
        screen.session->refresh();
        QTRY_COMPARE(right(u"rule:order-to-checkout"_s), u"inactive"_s);
    }

    /// 2,000 rules: those in sight are asked for, two at a time; more as they come into sight.
    void asksOnlyForRulesInSight()
    {
        Screen screen;
        screen.world.fill();
        for (int i = 0; i < 2000; ++i) {
            const auto name = "r" + QByteArray::number(10000 + i);
            screen.world.rules.append(FakeWorld::rule(name));
            serveRule(screen, name, "active");
        }
        screen.world.server.hold("GET /api/v1/namespaces/_/rules/*");
        screen.explorer->setExpandedKeys({u"rules:"_s});
        screen.open();
        auto &server = screen.world.server;
        const QByteArray one = "GET /api/v1/namespaces/_/rules/*";
        QTRY_VERIFY(screen.find(u"rule:r11999"_s).isValid());
        QTRY_COMPARE(server.waiting(one), 2);
        server.release(one);
        QTRY_COMPARE(screen.find(u"rule:r10005"_s).data(ExplorerModel::RightRole).toString(), u"active"_s);
        QVERIFY(server.count(one) < 80);
        screen.tree()->scrollTo(screen.find(u"rule:r11999"_s));
        QTRY_COMPARE(screen.find(u"rule:r11999"_s).data(ExplorerModel::RightRole).toString(), u"active"_s);
        QVERIFY(server.count(one) < 160);
    }

    void selectsSeveral()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        auto *selection = screen.tree()->selectionModel();
        for (const QString &key : {u"rule:order-to-checkout"_s, u"action:orders/price-quote"_s, u"triggers:"_s, u"action:hello"_s})
            selection->select(screen.find(key), QItemSelectionModel::Select);
        const auto targets = screen.explorer->selected();
        QStringList names;
        for (const auto &target : targets)
            names.append(target.name.shown());
        QCOMPARE(names, (QStringList{u"orders/price-quote"_s, u"hello"_s, u"order-to-checkout"_s})); // the folder is none
        QSignalSpy unwanted(screen.explorer.get(), &Explorer::deleteRequested);
        QTest::keyClick(screen.tree(), Qt::Key_Delete);
        QCOMPARE(unwanted.count(), 1);
        const std::unique_ptr<QMimeData> dragged(screen.tree()->model()->mimeData(selection->selectedRows()));
        QCOMPARE(entitymime::read(dragged.get()).size(), 3);
    }

    void takesFiles()
    {
        Screen screen;
        QVERIFY(screen.openFilled());
        QSignalSpy dropped(screen.explorer.get(), &Explorer::filesDropped);
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(u"/tmp/hello.js"_s), QUrl(u"https://example.org/x.js"_s)});
        const QPoint place = screen.tree()->visualRect(screen.find(u"action:orders/price-quote"_s)).center();
        QDragEnterEvent enter(place, Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(screen.tree()->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(place, Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(screen.tree()->viewport(), &event);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.at(0).at(0).toStringList(), QStringList{u"/tmp/hello.js"_s});
        QCOMPARE(dropped.at(0).at(1).toString(), u"orders"_s);
    }

    void everyControlHasAName()
    {
        Screen screen;
        for (const auto *widget : screen.explorer->findChildren<QWidget *>()) {
            if (widget->focusPolicy() != Qt::NoFocus && (qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QTreeView *>(widget)))
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(TestExplorer)
#include "tst_explorer.moc"
