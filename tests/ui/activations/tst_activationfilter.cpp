#include "ui/activations/filter/filterchoice.h"

#include "ui/activations/filter/actionpicker.h"
#include "ui/activations/filter/filterbar.h"
#include "ui/activations/filter/filterrow.h"
#include "ui/activations/filter/rangedialogs.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QDateTimeEdit>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using filterwords::Part;
using insight::Outcome;
using openwhisk::EntityName;

class TestActivationFilter : public QObject {
    Q_OBJECT

    static FilterChoice full()
    {
        FilterChoice choice;
        choice.span = FilterChoice::Span::Custom;
        choice.custom = {1000, 2000};
        choice.actions = {{u"_"_s, u"orders"_s, u"checkout"_s}, {u"_"_s, u"订单"_s, {}}};
        choice.outcomes = {Outcome::ApplicationError, Outcome::TimedOut};
        choice.kinds = {u"nodejs:20"_s, QString()};
        choice.versions = {u"0.0.7"_s};
        choice.coldOnly = choice.rootOnly = true;
        choice.minDurationMs = 100;
        choice.maxDurationMs = 2000;
        choice.text = u"out of stock"_s;
        return choice;
    }
    static QAction *entry(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    static QList<ActionChoices::Entry> noEntries() { return {}; }
    QTemporaryDir m_dir;

private Q_SLOTS:
    void keepsWhatItWas()
    {
        QCOMPARE(FilterChoice::fromJson(full().toJson()), full());
        QCOMPARE(FilterChoice::fromJson(FilterChoice{}.toJson()), FilterChoice{});
        QCOMPARE(FilterChoice::fromJson(json::Value::string(u"no filter"_s)), FilterChoice{});
        json::Value odd = full().toJson();
        odd.set(u"span", json::Value::number(99));
        QCOMPARE(FilterChoice::fromJson(odd).span, FilterChoice{}.span);
    }

    void becomesAQuestion()
    {
        const insight::ActivationFilter filter = full().filter(5'000'000);
        QCOMPARE(filter.fromMs, std::optional<qint64>(1000));
        QCOMPARE(filter.toMs, std::optional<qint64>(2000));
        QCOMPARE(filter.actions, full().actions);
        QVERIFY(filter.outcomes.contains(Outcome::TimedOut) && filter.kinds.contains(QString()));
        QVERIFY(filter.coldOnly && filter.rootOnly);
        FilterChoice moving;
        moving.span = FilterChoice::Span::Hour;
        QCOMPARE(moving.filter(5'000'000).fromMs, std::optional<qint64>(1'400'000));
        QVERIFY(!moving.filter(5'000'000).toMs); // what has come since counts
        moving.span = FilterChoice::Span::All;
        QVERIFY(moving.filter(5'000'000).isEmpty());
    }

    void saysWhatItIs()
    {
        const auto words = filterwords::words(full());
        QCOMPARE(words.size(), 8);
        QCOMPARE(words.first().text, u"orders/checkout, 订单/*"_s);
        QCOMPARE(words.at(1).text, u"application error, timed out"_s);
        QCOMPARE(words.at(2).text, u"kind: node 20, trigger"_s);
        QCOMPARE(words.at(6).text, u"100 ms to 2.0 s"_s);
        FilterChoice rest = full();
        for (const auto &word : words)
            rest = filterwords::without(rest, word.part);
        QVERIFY(rest.passesAll());
        QVERIFY(filterwords::words(rest).isEmpty());
        QCOMPARE(filterwords::durations(5, {}), u"5 ms and more"_s);
        QCOMPARE(filterwords::span(FilterChoice{}), u"last 6 hours"_s);
    }

    void savedByName()
    {
        QSettings settings(m_dir.filePath(u"saved.ini"_s), QSettings::IniFormat);
        SavedFilters saved(&settings, u"a"_s);
        QCOMPARE(saved.save(u"late ones"_s, full()), SavedFilters::Saved::Whole);
        QCOMPARE(saved.save(u"all"_s, {}), SavedFilters::Saved::Whole);
        QCOMPARE(SavedFilters(&settings, u"a"_s).names(), (QStringList{u"all"_s, u"late ones"_s}));
        QCOMPARE(*saved.filter(u"late ones"_s), full());
        QVERIFY(SavedFilters(&settings, u"b"_s).names().isEmpty());
        saved.remove(u"all"_s);
        QVERIFY(!saved.filter(u"all"_s));
        saved.setLastSpan(FilterChoice::Span::Week);
        saved.setLastSpan(FilterChoice::Span::Custom); // is over tomorrow
        QCOMPARE(saved.lastSpan(), FilterChoice::Span::Week);
        QCOMPARE(SavedFilters(nullptr, u"a"_s).save(u"x"_s, {}), SavedFilters::Saved::Nowhere);
    }

    void secretsAreNotSaved()
    {
        QSettings settings(m_dir.filePath(u"secret.ini"_s), QSettings::IniFormat);
        SavedFilters saved(&settings, u"a"_s);
        for (const QString &secret : {u"Bearer abcdefgh12345678ijklmnop"_s, u"password=hunter2"_s, u"AKIAIOSFODNN7EXAMPLE1234"_s}) {
            FilterChoice choice = full();
            choice.text = secret;
            QCOMPARE(saved.save(u"x"_s, choice), SavedFilters::Saved::WithoutText);
            QVERIFY(saved.filter(u"x"_s)->text.isEmpty());
            QCOMPARE(saved.filter(u"x"_s)->actions, choice.actions);
        }
        FilterChoice harmless;
        harmless.text = u"3b1f9c0d2e4f5a6b7c8d9e0f1a2bc04d"_s; // an activation
        QCOMPARE(saved.save(u"y"_s, harmless), SavedFilters::Saved::Whole);
        settings.sync();
        QFile file(settings.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("hunter2"));
    }

    void choicesOfActions()
    {
        ActionChoices choices;
        const QAbstractItemModelTester tester(&choices, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&choices, &ActionChoices::chosenChanged);
        choices.setEntries({{{u"_"_s, u"orders"_s, {}}, u"package"_s}, {{u"_"_s, u"orders"_s, u"checkout"_s}, u"action"_s}, {{u"_"_s, {}, u"你好"_s}, u"action"_s}});
        QCOMPARE(choices.rowCount(), 3);
        QCOMPARE(choices.index(0).data().toString(), u"orders/*"_s);
        choices.setText(u"check ord"_s);
        QCOMPARE(choices.rowCount(), 1);
        QVERIFY(choices.setData(choices.index(0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(choices.chosen().first().shown(), u"orders/checkout"_s);
        choices.setText({});
        QCOMPARE(choices.index(0).data().toString(), u"orders/checkout"_s); // chosen ones first
        choices.setChosen({{u"_"_s, {}, u"gone"_s}}); // the server does not list it (any more)
        QCOMPARE(choices.rowCount(), 4);
        QCOMPARE(choices.index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        choices.toggle(0);
        QVERIFY(choices.chosen().isEmpty());
    }

    void buttonsAndChips()
    {
        FilterState state;
        QSettings settings(m_dir.filePath(u"row.ini"_s), QSettings::IniFormat);
        QWidget window;
        FilterBar bar(state, noEntries, &window);
        FilterRow row(state, SavedFilters(&settings, u"a"_s), &window);
        window.resize(1000, 100);
        window.show();
        const auto *status = bar.findChild<QPushButton *>(u"activationStatus"_s);
        entry(status->menu(), u"Timed out"_s)->trigger();
        entry(status->menu(), u"Application error"_s)->trigger();
        QCOMPARE(state.choice().outcomes, (QList<Outcome>{Outcome::ApplicationError, Outcome::TimedOut}));
        QCOMPARE(status->text(), u"2 statuses"_s);
        entry(status->menu(), u"Timed out"_s)->trigger();
        QCOMPARE(status->text(), u"Application error"_s);
        entry(bar.findChild<QPushButton *>(u"activationMore"_s)->menu(), u"Cold starts only"_s)->trigger();
        const auto chips = [&] { return row.findChild<QWidget *>(u"filterChips"_s)->findChildren<QPushButton *>(); };
        QTRY_COMPARE(chips().size(), 2);
        QTest::keyClick(chips().first(), Qt::Key_Space); // the keyboard takes it away
        QVERIFY(state.choice().outcomes.isEmpty());
        QTRY_COMPARE(chips().size(), 1);
        QTest::keyClicks(row.field(), u"boom"_s);
        QTRY_COMPARE(state.choice().text, u"boom"_s);
        state.clear();
        QTRY_COMPARE(row.field()->text(), QString());
        QTRY_COMPARE(chips().size(), 0);
    }

    void pickerByKeyboard()
    {
        FilterState state;
        const QList<ActionChoices::Entry> entries{{{u"_"_s, u"orders"_s, u"checkout"_s}, u"action"_s}, {{u"_"_s, {}, u"hello"_s}, u"action"_s}};
        FilterBar bar(state, [&] { return entries; });
        bar.show();
        auto *picker = bar.findChild<ActionPicker *>();
        bar.findChild<QPushButton *>(u"activationAction"_s)->click();
        QTRY_VERIFY(picker->isVisible());
        auto *search = picker->findChild<SearchField *>(u"actionPickerText"_s);
        QTest::keyClicks(search, u"hel"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(!picker->isVisible());
        QCOMPARE(state.choice().actions.size(), 1);
        QVERIFY(bar.findChild<QPushButton *>(u"activationAction"_s)->text().startsWith(u"hello"_s));
    }

    void customSpanAndDuration()
    {
        FilterState state;
        FilterBar bar(state, noEntries);
        bar.show();
        bar.setKnownSpan({1'700'000'000'000, 1'700'003'600'000});
        bar.findChild<QAction *>(u"customSpan"_s)->trigger();
        QTRY_VERIFY(bar.findChild<QDialog *>(u"spanDialog"_s));
        auto *dialog = bar.findChild<QDialog *>(u"spanDialog"_s);
        auto *to = dialog->findChild<QDateTimeEdit *>(u"spanTo"_s);
        to->setDateTime(to->dateTime().addSecs(-600));
        dialog->accept();
        QCOMPARE(state.choice().span, FilterChoice::Span::Custom);
        QCOMPARE(state.choice().custom, (insight::TimeSpan{1'700'000'000'000, 1'700'003'000'000}));
        bar.findChild<QAction *>(u"durationFilter"_s)->trigger();
        QTRY_VERIFY(bar.findChild<QDialog *>(u"durationDialog"_s));
        dialog = bar.findChild<QDialog *>(u"durationDialog"_s);
        dialog->findChild<QLineEdit *>(u"durationLeast"_s)->setText(u"1.5 s"_s);
        dialog->accept();
        QCOMPARE(state.choice().minDurationMs, std::optional<qint64>(1500));
    }

    void durationsAsTyped()
    {
        QCOMPARE(rangedialogs::durationFrom(u"250"_s), std::optional<qint64>(250));
        QCOMPARE(rangedialogs::durationFrom(u" 2,5 s"_s), std::optional<qint64>(2500));
        QCOMPARE(rangedialogs::durationFrom(u"3min"_s), std::optional<qint64>(180'000));
        QVERIFY(!rangedialogs::durationFrom(u"soon"_s));
        QVERIFY(!rangedialogs::durationFrom({}));
    }
};

QTEST_MAIN(TestActivationFilter)
#include "tst_activationfilter.moc"
