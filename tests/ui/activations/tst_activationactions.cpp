#include "tests/support/await.h"
#include "tests/ui/activations/traceworld.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/compare/comparedialog.h"
#include "ui/activations/compare/compareselected.h"
#include "ui/activations/detail/activationcommands.h"
#include "ui/activations/detail/bundlejob.h"
#include "ui/activations/detail/inputpane.h"
#include "ui/activations/detail/invokeagain.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"
#include "core/zip/archive.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

/// What is done with an activation: invoked again, compared, exported.
class TestActivationActions : public QObject {
    Q_OBJECT

    static constexpr const char *invokes = "POST /api/v1/namespaces/guest/actions/orders/price-quote*";
    static Target target(int number) { return {Target::Kind::Activation, {}, TraceWorld::idText(number)}; }
    static void remember(TraceWorld &world, const QString &text)
    {
        QVERIFY(await(world.store->rememberSent({u"fake"_s, target(TraceWorld::Plain).toText()}, text)));
    }
    static std::unique_ptr<ActivationPage> open(TraceWorld &world, int number = TraceWorld::Plain)
    {
        auto page = std::make_unique<ActivationPage>(*world.session, ActivationDetail::Sources{.payloads = world.store.get()}, target(number));
        page->resize(1100, 700);
        page->show();
        if (!QTest::qWaitFor([&] { return page->findChild<StateView *>(u"activationState"_s)->state() == StateView::Content; }, 30'000))
            qFatal("the record did not come");
        return page;
    }
    static QAction *command(const ActivationPage &page, const QString &id)
    {
        for (QAction *one : page.commands())
            if (one->objectName() == id)
                return one;
        return nullptr;
    }
    static InvokeAgain *again(const ActivationPage &page) { return page.findChild<InvokeAgain *>(); }
    static FakeAnswer accepted() { return answer::json("{\"activationId\":\"" + TraceWorld::id(5) + "\"}", 202); }
    static void press(QWidget *parent, const char *name) { parent->findChild<QPushButton *>(QLatin1String(name))->click(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void inputIsKnown()
    {
        TraceWorld world;
        world.addPlain();
        remember(world, u"{\"sku\": \"MUG-0042\", \"password\": \"x\"}"_s);
        auto page = open(world);
        auto *input = page->findChild<InputPane *>();
        QTRY_VERIFY(input->payload());
        QVERIFY(page->findChild<JsonView *>(u"activationInput"_s)->text().contains("MUG-0042"));
        QVERIFY(page->findChild<QLabel *>(u"inputNote"_s)->text().contains(u"/password"_s));
    }

    void inputIsNotKnown()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world);
        auto *view = page->findChild<JsonView *>(u"activationInput"_s);
        QTRY_VERIFY(view->findChild<QLabel *>(u"jsonMessage"_s)->text().startsWith(u"The payload is not known"_s));
    }

    void invokesAgainWithTheSamePayload()
    {
        TraceWorld world;
        world.addPlain();
        remember(world, u"{\"sku\":\"MUG-0042\",\"count\":1.50}"_s);
        world.server.on(invokes, accepted());
        auto page = open(world);
        QTRY_VERIFY(page->findChild<InputPane *>()->payload());
        QVERIFY(page->canInvoke());
        page->invoke();
        QVERIFY(again(*page));
        QCOMPARE(again(*page)->findChild<JsonEdit *>(u"againPayload"_s)->text(), u"{\"sku\":\"MUG-0042\",\"count\":1.50}"_s);
        QCOMPARE(world.server.count(invokes), 0); // it is looked at first
        QSignalSpy opened(page.get(), &Page::openRequested);
        press(again(*page), "againInvoke");
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<Target>().id, TraceWorld::idText(5));
        QCOMPARE(world.server.requests().last().body, QByteArray("{\"sku\":\"MUG-0042\",\"count\":1.50}"));
        // What the new run was given is known, too.
        const auto sent = await(world.store->recentSent({u"fake"_s, target(5).toText()}));
        QVERIFY(sent && sent->size() == 1);
    }

    void unknownAndSecretPayloadsAreTold()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world);
        page->invoke();
        QVERIFY(again(*page)->findChild<MessageBar *>(u"againAbout"_s)->text().contains(u"not known"_s));
        auto *edit = again(*page)->findChild<JsonEdit *>(u"againPayload"_s);
        edit->setText(u"[1]"_s);
        QTRY_VERIFY(!again(*page)->findChild<QPushButton *>(u"againInvoke"_s)->isEnabled());
        press(again(*page), "againCancel");
        history::Payload secret;
        secret.text = u"{}"_s;
        secret.leftOut = QStringList{u"/password"_s};
        InvokeAgain dialog(*world.session, nullptr, page->detail()->summary(), secret, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(dialog.findChild<MessageBar *>(u"againAbout"_s)->text().contains(u"/password"_s));
    }

    void refusedInvokesAreTold()
    {
        TraceWorld world;
        world.addPlain();
        world.server.on(invokes, answer::error(404, "The requested resource does not exist."));
        auto page = open(world);
        page->invoke();
        press(again(*page), "againInvoke");
        auto *message = again(*page)->findChild<MessageBar *>(u"againMessage"_s);
        QTRY_VERIFY(message->text().startsWith(u"The requested resource does not exist."_s));
        QVERIFY(again(*page)->findChild<QPushButton *>(u"againInvoke"_s)->isEnabled());
        world.session.reset();
        QTRY_VERIFY(!again(*page) || !again(*page)->isVisible());
    }

    void productionAsksAgain()
    {
        TraceWorld world;
        world.addPlain();
        world.session->setProduction(true);
        world.server.on(invokes, accepted());
        auto page = open(world);
        page->invoke();
        confirm::setNextAnswer(confirm::Answer::Cancel);
        press(again(*page), "againInvoke");
        QCOMPARE(world.server.count(invokes), 0);
        confirm::setNextAnswer(confirm::Answer::Yes);
        press(again(*page), "againInvoke");
        QTRY_COMPARE(world.server.count(invokes), 1);
    }

    void readOnlyDoesNotInvoke()
    {
        TraceWorld world(true);
        world.addPlain();
        auto page = open(world);
        QVERIFY(!page->canInvoke());
        QVERIFY(command(*page, u"activation.invokeAgain"_s)->toolTip().contains(u"read-only"_s));
    }

    void comparesWithAnotherRun()
    {
        TraceWorld world;
        world.addPlain();
        world.add({.id = TraceWorld::id(2), .duration = 400, .init = 300, .result = "{\"net\":428.4,\"currency\":\"USD\"}"});
        world.add({.id = TraceWorld::id(3), .status = 1, .result = TraceWorld::error()});
        auto page = open(world);
        command(*page, u"activation.compare"_s)->trigger();
        auto *dialog = page->findChild<CompareDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->state()->state(), StateView::Content);
        auto *others = dialog->findChild<QComboBox *>(u"compareOthers"_s);
        QCOMPARE(others->count(), 2);
        QCOMPARE(others->currentData().toString(), TraceWorld::idText(3)); // a failed one beside one that went well
        QTest::keyClick(others, others->currentIndex() ? Qt::Key_Up : Qt::Key_Down);
        QTRY_COMPARE(dialog->findChild<QLabel *>(u"compareSecond"_s)->text(), u"orders/price-quote 0000…0002"_s);
        auto *tabs = dialog->findChild<QTabWidget *>(u"compareTabs"_s);
        QTRY_COMPARE(tabs->tabText(1), u"Result 1"_s); // 428.40 is 428.4
        QCOMPARE(tabs->tabText(3), u"Logs ="_s);
        const auto *model = dialog->findChild<QTableView *>(u"compareFigures"_s)->model();
        QCOMPARE(model->index(9, 3).data().toString(), u"+359 ms (9.8 × as long)"_s);
        dialog->grab();
        QSignalSpy opened(page.get(), &Page::openRequested);
        press(dialog, "compareOpen");
        QCOMPARE(opened.first().first().value<Target>().id, TraceWorld::idText(2));
    }

    void comparesTwoThatWereChosen()
    {
        TraceWorld world;
        world.addPlain();
        world.add({.id = TraceWorld::id(2)});
        QPointer<CompareDialog> dialog = new CompareDialog(*world.session, nullptr);
        dialog->start(TraceWorld::idText(1), TraceWorld::idText(7));
        QTRY_COMPARE(dialog->state()->state(), StateView::Error_);
        world.add({.id = TraceWorld::id(7)});
        Q_EMIT dialog->state()->retryRequested();
        QTRY_COMPARE(dialog->state()->state(), StateView::Content);
        dialog->close();
        QTRY_VERIFY(!dialog);
    }

    void comparesTwoRowsOfATable()
    {
        TraceWorld world;
        world.addPlain();
        world.add({.id = TraceWorld::id(2)});
        QStandardItemModel model(3, 1);
        QTableView table;
        table.setSelectionBehavior(QAbstractItemView::SelectRows);
        table.setModel(&model);
        table.show();
        QAction *action = addCompareSelected(&table, *world.session, [](int row) { return TraceWorld::idText(row + 1); }, [](const Target &) {});
        table.selectRow(0);
        QVERIFY(!action->isEnabled());
        QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(action->isEnabled());
        action->trigger();
        auto *dialog = table.findChild<CompareDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->state()->state(), StateView::Content);
        QCOMPARE(dialog->findChild<QLabel *>(u"compareFirst"_s)->text(), u"orders/price-quote 0000…0002"_s);
        world.session.reset();
        action->trigger();
    }

    void nothingToCompareWith()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world);
        command(*page, u"activation.compare"_s)->trigger();
        auto *dialog = page->findChild<CompareDialog *>();
        QTRY_COMPARE(dialog->state()->state(), StateView::Empty);
        world.server.hold("GET /api/v1/namespaces/_/activations/*");
        Q_EMIT dialog->state()->retryRequested();
        QTRY_COMPARE(dialog->state()->state(), StateView::Loading);
        world.session.reset();
        QTRY_COMPARE(dialog->state()->state(), StateView::Error_);
        page.reset();
    }

    void bundle()
    {
        TraceWorld world;
        world.addPlain();
        world.server.on("GET /api/v1/namespaces/guest/actions/orders/price-quote*",
                        answer::json("{\"namespace\":\"guest/orders\",\"name\":\"price-quote\",\"version\":\"0.0.7\",\"annotations\":[],"
                                     "\"parameters\":[{\"key\":\"apiKey\",\"value\":\"sesame-street\"}],"
                                     "\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"function main() {}\",\"binary\":false}}"));
        auto page = open(world);
        const auto bytes = await(reproductionBundle(*world.session, *page->detail()->record(), "{\"a\":1}", page.get()));
        QVERIFY(bytes);
        const auto archive = zip::Archive::read(*bytes);
        QVERIFY(archive);
        const auto code = archive->content(archive->find(u"code.js"_s), 1000);
        QVERIFY(code && code->contains("main"));
        for (qsizetype i = 0; i < archive->entries().size(); ++i)
            QVERIFY(!archive->content(i, 1'000'000)->contains("sesame-street"));
    }

    void logsGoToAFileOfTheirRun()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world);
        auto *logs = page->findChild<LogView *>(u"activationLogs"_s);
        QTRY_VERIFY(logs->rowCount() > 0);
        logs->save();
        auto *dialog = page->findChild<QFileDialog *>(u"saveLogDialog"_s);
        QVERIFY(dialog);
        const QString name = QFileInfo(dialog->selectedFiles().value(0)).fileName();
        QVERIFY2(name.endsWith(u".log"_s) && name.contains(page->target().id.left(8)), qPrintable(name));
        dialog->reject();
    }

    void exportsToFiles()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world);
        QSignalSpy notices(page.get(), &Page::notice);
        const auto choose = [&](const char *id, const QString &file) {
            command(*page, QLatin1String(id))->trigger();
            auto *dialog = page->findChild<QFileDialog *>(u"exportDialog"_s);
            Q_EMIT dialog->fileSelected(world.folder.filePath(file));
            dialog->reject();
            delete dialog;
        };
        choose("activation.exportMarkdown", u"a.md"_s);
        QTRY_COMPARE(notices.count(), 1);
        choose("activation.exportJson", u"a.json"_s);
        QTRY_COMPARE(notices.count(), 2);
        choose("activation.exportBundle", u"a.zip"_s);
        QTRY_COMPARE(notices.count(), 3);
        choose("activation.exportJson", u"none/a.json"_s);
        QTRY_COMPARE(notices.count(), 4);
        QVERIFY(notices.last().first().toString().startsWith(u"Not saved"_s));
        QFile json(world.folder.filePath(u"a.json"_s));
        QVERIFY(json.open(QIODevice::ReadOnly));
        QVERIFY(json.readAll().contains("428.40"));
        QVERIFY(!(json.permissions() & QFile::ReadOther));
        QFile zip(world.folder.filePath(u"a.zip"_s));
        QVERIFY(zip.open(QIODevice::ReadOnly));
        QVERIFY(zip::Archive::looksLikeOne(zip.readAll()));
    }
};

QTEST_MAIN(TestActivationActions)
#include "tst_activationactions.moc"
