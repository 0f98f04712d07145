#include "core/openwhisk/activationfeed.h"
#include "tests/ui/editors/triggerfixture.h"
#include "tests/ui/namelesscontrols.h"
#include "tests/ui/tabwalk.h"
#include "ui/editors/apis/apidialog.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/code/movedialog.h"
#include "ui/editors/history/deleteddialog.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/theme.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using Kind = Target::Kind;

/// Every page and dialog of an editor: what the keyboard reaches has a name, and small screens hold it.
class TestEditorReach : public QObject {
    Q_OBJECT

    static constexpr int smallScreen = 1116; ///< of 1366 what the explorer leaves
    static constexpr int narrow = 690;       ///< of a window 960 wide, as of 1920 with letters twice as large
    std::unique_ptr<TriggerFixture> f;

    static Target target(Kind kind, const QString &name = {}, const QString &package = {}, const QString &id = {})
    {
        return {kind, {u"_"_s, package, name}, id};
    }
    std::unique_ptr<Page> page(const Target &shown)
    {
        std::unique_ptr<Page> made(editors::createPage(*f->session, *f->store, shown));
        made->resize(smallScreen, 700);
        made->show();
        return made;
    }
    bool quiet() const { return f->session->client().inFlight() == 0; }
    /// What came is shown, which is later than its last byte.
    bool settled(const QWidget &page) const
    {
        const auto views = page.findChildren<StateView *>();
        return quiet() && std::none_of(views.begin(), views.end(), [&page](const StateView *view) {
            return view->isVisibleTo(&page) && view->state() == StateView::Loading;
        });
    }
    static QString longName(char letter) { return QString(256, QLatin1Char(letter)); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init() { f = std::make_unique<TriggerFixture>(); }
    void cleanup() { f.reset(); }

    void pages_data()
    {
        QTest::addColumn<Target>("shown");
        QTest::newRow("action") << target(Kind::Action, u"price-quote"_s, u"orders"_s);
        QTest::newRow("new action") << editors::newAction();
        QTest::newRow("new sequence") << target(Kind::NewSequence, {}, {}, u"1"_s);
        QTest::newRow("package") << target(Kind::Package, u"orders"_s);
        QTest::newRow("new package") << target(Kind::NewPackage, {}, {}, u"1"_s);
        QTest::newRow("new binding") << target(Kind::NewBinding, {}, {}, u"1"_s);
        QTest::newRow("trigger") << target(Kind::Trigger, u"every-night"_s);
        QTest::newRow("new trigger") << target(Kind::NewTrigger, {}, {}, u"1"_s);
        QTest::newRow("rule") << target(Kind::Rule, u"night-to-report"_s);
        QTest::newRow("new rule") << target(Kind::NewRule, {}, {}, u"1"_s);
        QTest::newRow("public packages") << Target{Kind::PublicPackages, {}, {}};
        QTest::newRow("APIs") << Target{Kind::Apis, {}, {}};
        QTest::newRow("server") << Target{Kind::Server, {}, {}};
        QTest::newRow("gone") << target(Kind::Trigger, u"gone"_s);
    }
    void pages()
    {
        QFETCH(Target, shown);
        const auto made = page(shown);
        QTRY_VERIFY(settled(*made));
        auto *tabs = made->findChild<QTabBar *>();
        const int count = tabs ? tabs->count() : 1;
        for (int tab = 0; tab < count; ++tab) {
            if (tabs && !tabs->isTabVisible(tab))
                continue;
            if (tabs)
                tabs->setCurrentIndex(tab);
            QTRY_VERIFY(settled(*made));
            const QString part = tabs ? tabs->tabText(tab) : QString();
            QVERIFY2(namelessControls(*made).isEmpty(), qPrintable(part + u": "_s + namelessControls(*made).join(u", "_s)));
            const int width = made->minimumSizeHint().width();
            QVERIFY2(width <= narrow, qPrintable(u"%1 needs %2"_s.arg(part).arg(width)));
            const QString walked = tabProblems(*made);
            QVERIFY2(walked.isEmpty(), qPrintable(part + u": "_s + walked));
        }
    }

    void dialogs()
    {
        const openwhisk::EntityName name{u"_"_s, u"orders"_s, u"price-quote"_s};
        QList<QDialog *> dialogs{new MoveDialog(*f->session, *f->store, name, f->key(), false),
                                 new ApiDialog(*f->session, {}, {}, nullptr),
                                 new DeletedDialog(*f->store, u"profile-1"_s, [](const Target &) { return false; }),
                                 new BulkDialog(bulk::planDelete(*f->session, *f->store, {target(Kind::Trigger, u"lonely"_s)}), {})};
        for (QDialog *dialog : std::as_const(dialogs)) {
            dialog->show();
            QTRY_VERIFY(quiet());
            QVERIFY2(namelessControls(*dialog).isEmpty(), qPrintable(namelessControls(*dialog).join(u", "_s)));
            QVERIFY(!dialog->windowTitle().isEmpty());
            const QString walked = tabProblems(*dialog);
            QVERIFY2(walked.isEmpty(), qPrintable(dialog->windowTitle() + u": "_s + walked));
            delete dialog;
        }
    }

    void longNamesFitSmallScreens()
    {
        const QByteArray trigger = longName('t').toLatin1(), rule = longName('r').toLatin1(), action = longName('a').toLatin1();
        json::Value made = f->triggers[u"lonely"_s];
        made.set(u"name", json::Value::string(longName('t')));
        made.set(u"rules", json::read("{\"guest/" + rule + "\":{\"action\":{\"path\":\"guest\",\"name\":\"" + action
                                      + "\"},\"status\":\"active\"}}")->value);
        made.set(u"parameters", json::read("[{\"key\":\"" + longName('k').toLatin1() + "\",\"value\":1}]")->value);
        f->triggers[longName('t')] = made;
        f->rules[longName('r')] = TriggerFixture::rule(rule, trigger, "guest", action);
        for (const Target &shown : {target(Kind::Trigger, longName('t')), target(Kind::Rule, longName('r'))}) {
            const auto open = page(shown);
            QTRY_VERIFY(quiet());
            QTRY_COMPARE(child<StateView>(open.get(), "entityState")->state(), StateView::Content);
            auto *tabs = open->findChild<QTabBar *>();
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                for (QTableView *table : open->findChildren<QTableView *>(u"entries"_s))
                    table->setCurrentIndex(table->model()->index(0, 0)); // what is beside it shows the whole name
                QTRY_VERIFY2(open->minimumSizeHint().width() <= narrow, qPrintable(QString::number(open->minimumSizeHint().width())));
            }
        }
    }
};

QTEST_MAIN(TestEditorReach)
#include "tst_editorreach.moc"
