#include "ui/models/tablemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/readingorder.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <numeric>

using namespace Qt::StringLiterals;

class TestSmallWidgets : public QObject {
    Q_OBJECT

    /// Answers the question that opens next.
    static void answer(const std::function<void(QDialog *)> &act)
    {
        QTimer::singleShot(0, qApp, [act] { act(qobject_cast<QDialog *>(QApplication::activeModalWidget())); });
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void chip()
    {
        Chip chip(u"success"_s, Chip::Tone::Success);
        const int width = chip.sizeHint().width();
        chip.set(u"application error"_s, Chip::Tone::Error);
        QVERIFY(chip.sizeHint().width() > width);
        QCOMPARE(chip.tone(), Chip::Tone::Error);
        chip.show();
        const QImage image = chip.grab().toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, 2), theme::current().errorSoft);
    }

    void longWordsBreak()
    {
        const QString name(256, u'x');
        const QString plain = u"Firing runs orders/price-quote and nothing else."_s;
        QCOMPARE(breakable(plain), plain);
        const QString broken = breakable(u"There is no "_s + name + u'.');
        QCOMPARE(QString(broken).remove(QChar(0x200b)), u"There is no "_s + name + u'.');
        QCOMPARE(broken.count(QChar(0x200b)), 256 / 48);
        const QString address = u"at https://host.example/api/v1/web/guest/orders/price-quote-of-today.json"_s;
        QCOMPARE(breakable(address), address); // copied as it stands
        QVERIFY(breakable(QString(100, u' ')) == QString(100, u' ') && breakable({}).isEmpty());
        MessageBar bar;
        bar.show(MessageBar::Kind::Error, name);
        QVERIFY2(bar.minimumSizeHint().width() < 600, qPrintable(QString::number(bar.minimumSizeHint().width())));
        QCOMPARE(bar.text(), name);
    }

    void phaseWidths_data()
    {
        QTest::addColumn<double>("wait");
        QTest::addColumn<double>("init");
        QTest::addColumn<double>("run");
        QTest::addColumn<QList<int>>("widths");
        QTest::newRow("in proportion") << 9. << 23. << 18. << QList<int>{18, 46, 36};
        QTest::newRow("no init") << 50. << 0. << 50. << QList<int>{50, 0, 50};
        QTest::newRow("tiny ones are seen") << 1. << 1. << 60000. << QList<int>{1, 1, 98};
        QTest::newRow("nothing") << 0. << 0. << 0. << QList<int>{0, 0, 100};
        QTest::newRow("negative") << -5. << 0. << 10. << QList<int>{0, 0, 100};
    }
    void phaseWidths()
    {
        QFETCH(double, wait);
        QFETCH(double, init);
        QFETCH(double, run);
        QFETCH(QList<int>, widths);
        QCOMPARE(::phaseWidths({wait, init, run}, 100), widths);
        QCOMPARE(std::accumulate(widths.begin(), widths.end(), 0), 100);
    }

    void phaseBar()
    {
        PhaseBar bar;
        bar.resize(100, 20);
        bar.setPhases({50, 0, 50, false, true});
        QCOMPARE(bar.toolTip(), u"wait 50 ms, run 50 ms"_s);
        const QImage image = bar.grab().toImage();
        QCOMPARE(image.pixelColor(40, 2), theme::current().wait);
        QCOMPARE(image.pixelColor(90, 2), theme::current().error);
        bar.setPhases({9, 23, 18, true, false});
        QCOMPARE(bar.accessibleDescription(), u"wait 9 ms, init 23 ms (cold start), run 18 ms"_s);
    }

    void delegatesPaint()
    {
        QStandardItemModel model(1, 2);
        model.setData(model.index(0, 0), u"✓ success"_s);
        model.setData(model.index(0, 0), int(Chip::Tone::Success), widgets::ToneRole);
        model.setData(model.index(0, 1), QVariant::fromValue(Phases{10, 0, 90}), widgets::PhasesRole);
        QTableView table;
        table.setModel(&model);
        setUpTable(&table);
        table.setItemDelegateForColumn(0, new ChipDelegate(&table));
        table.setItemDelegateForColumn(1, new PhaseDelegate(&table));
        table.resize(300, 80);
        const QImage image = table.viewport()->grab().toImage();
        QCOMPARE(table.rowHeight(0), theme::current().rowHeight);
        const int middle = table.rowHeight(0) / 2;
        QCOMPARE(image.pixelColor(14, middle - 8), theme::current().successSoft);
        QCOMPARE(image.pixelColor(180, middle + 1), theme::current().run);
    }

    void switchByKeyAndClick()
    {
        Switch toggle(u"Raw HTTP"_s);
        toggle.show();
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(toggle.isChecked());
        QTest::mouseClick(&toggle, Qt::LeftButton);
        QVERIFY(!toggle.isChecked());
        toggle.grab();
    }

    void searchFieldKeys()
    {
        SearchField field(u"Filter"_s, u"Ctrl Shift F"_s);
        field.show();
        QSignalSpy escaped(&field, &SearchField::escaped), down(&field, &SearchField::downPressed);
        QTest::keyClicks(&field, u"abc"_s);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
        QCOMPARE(escaped.count(), 0);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(escaped.count(), 1);
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(down.count(), 1);
        QCOMPARE(field.accessibleName(), u"Filter"_s);
    }

    void tabsAsOneReads()
    {
        Dialog screen;
        QGridLayout grid(&screen);
        QList<QPushButton *> buttons;
        for (int i = 0; i < 6; ++i)
            buttons += new QPushButton(QString::number(i), &screen);
        for (int i = 0; i < 6; ++i) // made from the last to the first
            grid.addWidget(buttons.at(5 - i), i / 2, i % 2);
        buttons.at(2)->setEnabled(false);
        QWidget flat(&screen);
        flat.setGeometry(0, 3, 40, 0); // has no middle of its own
        screen.show();
        screen.activateWindow();
        buttons.at(5)->setFocus();
        QTRY_VERIFY(buttons.at(5)->hasFocus());
        for (const int next : {4, 3, 1, 0, 5}) {
            QTest::keyClick(screen.focusWidget(), Qt::Key_Tab);
            QTRY_VERIFY(buttons.at(next)->hasFocus());
        }
    }

    void confirmAnswers()
    {
        using confirm::Answer;
        const confirm::Question question{.title = u"Delete?"_s, .text = u"<b>hello</b>"_s, .yes = u"Delete"_s, .no = u"Keep"_s, .dangerous = true};
        answer([](QDialog *dialog) { dialog->findChild<QPushButton *>(u"yes"_s)->click(); });
        QCOMPARE(confirm::ask(nullptr, question), Answer::Yes);
        answer([](QDialog *dialog) { dialog->findChild<QPushButton *>(u"no"_s)->click(); });
        QCOMPARE(confirm::ask(nullptr, question), Answer::No);
        answer([](QDialog *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
        QCOMPARE(confirm::ask(nullptr, question), Answer::Cancel);
        answer([](QDialog *dialog) { QTest::keyClick(dialog, Qt::Key_Return); }); // the safe one is the default
        QCOMPARE(confirm::ask(nullptr, question), Answer::Cancel);
        confirm::setNextAnswer(Answer::No);
        QCOMPARE(confirm::ask(nullptr, question), Answer::No);
    }

    void confirmByTyping()
    {
        const confirm::Question question{.title = u"Delete?"_s, .text = {}, .yes = u"Delete"_s, .typeToConfirm = u"price-quote"_s};
        answer([](QDialog *dialog) {
            auto *yes = dialog->findChild<QPushButton *>(u"yes"_s);
            auto *typed = dialog->findChild<QLineEdit *>(u"typeToConfirm"_s);
            QTest::keyClicks(typed, u"price"_s);
            QVERIFY(!yes->isEnabled());
            QTest::keyClicks(typed, u"-quote"_s);
            QVERIFY(yes->isEnabled());
            yes->click();
        });
        QCOMPARE(confirm::ask(nullptr, question), confirm::Answer::Yes);
    }
};

QTEST_MAIN(TestSmallWidgets)
#include "tst_smallwidgets.moc"
