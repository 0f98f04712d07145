#include "core/json/text.h"
#include "tests/ui/gateway/list/listrows.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Row;

/// What of a list is shown: the filter by itself, its chips, what is saved of it.
class TestGatewayListFilter : public QObject {
    Q_OBJECT

    static json::Value value(QByteArray text)
    {
        const auto read = json::read(text.replace('\'', '"'));
        return read ? read->value : json::Value();
    }
    static void choose(ListFilterBar &bar, const char *chip, int entry)
    {
        bar.findChild<QPushButton *>(QLatin1String(chip))->click();
        const auto menus = bar.findChildren<QMenu *>(u"filterMenu"_s);
        QVERIFY(!menus.isEmpty());
        menus.last()->actions().at(entry)->trigger();
        delete menus.last();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void filterAsJson()
    {
        ListFilter filter;
        QVERIFY(filter.isOpen());
        filter.text = u"two words"_s;
        filter.aim = ListFilter::Aim::Upstream;
        filter.status = ListFilter::Status::Off;
        filter.plugin = u"cors"_s;
        filter.label = u"a=b"_s;
        filter.host = u"h"_s;
        filter.problems = filter.unused = true;
        QVERIFY(!filter.isOpen());
        QCOMPARE(ListFilter::fromJson(filter.toJson()), filter);
        QCOMPARE(filter.words(), (QStringList{u"two"_s, u"words"_s}));
        QCOMPARE(ListFilter::fromJson(value("{'aim':99,'status':-1,'text':5}")), ListFilter()); // of a file that somebody edited
    }

    void unusedOnes()
    {
        ListFilter filter;
        filter.unused = true;
        const Row it = listRow(u"u"_s, Kind::Upstream);
        const QList<RouteMark> none;
        QVERIFY(filter.passes({it, none, 0}, {}));
        QVERIFY(!filter.passes({it, none, 2}, {}));
    }

    void credentialsAreFoundByTheirConsumer()
    {
        Row it = listRow(u"c1"_s, Kind::Credential);
        it.key.parent = u"alex"_s;
        const QList<RouteMark> none;
        const ListFilter filter;
        QVERIFY(filter.passes({it, none, 0}, {u"alex"_s, u"c1"_s}));
        QVERIFY(!filter.passes({it, none, 0}, {u"bob"_s}));
        ListFilterBar bar(Kind::Credential, ListSettings(nullptr, u"p"_s, Kind::Credential));
        QVERIFY(bar.findChild<QPushButton *>(u"filterPlugin"_s));
        QVERIFY(!bar.findChild<QPushButton *>(u"filterProblems"_s)); // nothing is worked out of them
    }

    void filterBar()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        ListFilterBar bar(Kind::Route, ListSettings(&settings, u"p"_s, Kind::Route));
        QSignalSpy changed(&bar, &ListFilterBar::changed);
        Row one = listRow(u"one"_s);
        one.hosts = QStringList{u"a.example"_s};
        one.labels = {{u"team"_s, u"web"_s}};
        Row two = one;
        two.hosts = QStringList{u"b.example"_s, u"a.example"_s};
        bar.setRows(listRows({one, two}));
        bar.show();
        choose(bar, "filterHost", 0);
        QCOMPARE(bar.filter().host, u"a.example"_s); // of both
        choose(bar, "filterLabel", 0);
        QCOMPARE(bar.filter().label, u"team=web"_s);
        choose(bar, "filterTarget", 1);
        QCOMPARE(bar.filter().aim, ListFilter::Aim::Upstream);
        choose(bar, "filterStatus", 1);
        QCOMPARE(bar.filter().status, ListFilter::Status::Off);
        bar.findChild<QPushButton *>(u"filterProblems"_s)->click();
        QVERIFY(bar.filter().problems);
        QTest::keyClicks(bar.field(), u"ab"_s);
        QCOMPARE(changed.size(), 7);
        for (const char *chip : {"filterHost", "filterLabel", "filterTarget", "filterStatus", "filterProblems"})
            bar.findChild<QPushButton *>(QLatin1String(chip))->click();
        QTest::keyClick(bar.field(), Qt::Key_Escape);
        QVERIFY(bar.filter().isOpen());
        choose(bar, "filterPlugin", 0); // there are none: the entry says so
        QVERIFY(bar.filter().isOpen());
    }

    void savesAndForgetsFilters()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        ListFilterBar bar(Kind::Service, ListSettings(&settings, u"p"_s, Kind::Service));
        bar.show();
        bar.field()->setText(u"shop"_s);
        QSignalSpy notice(&bar, &ListFilterBar::notice);
        auto *menu = bar.findChild<QPushButton *>(u"saveFilter"_s)->menu();
        Q_EMIT menu->aboutToShow();
        menu->actions().first()->trigger();
        auto *dialog = bar.findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(u"my & shop"_s);
        dialog->accept();
        QCOMPARE(notice.size(), 1);
        const ListSettings kept(&settings, u"p"_s, Kind::Service);
        QCOMPARE(kept.filterNames(), QStringList{u"my & shop"_s});
        QVERIFY(ListSettings(&settings, u"p"_s, Kind::Route).filterNames().isEmpty()); // each kind has its own
        QVERIFY(ListSettings(&settings, u"q"_s, Kind::Service).filterNames().isEmpty()); // and each connection
        bar.setFilter({});
        Q_EMIT menu->aboutToShow();
        menu->actions().at(2)->trigger();
        QCOMPARE(bar.filter().text, u"shop"_s);
        Q_EMIT menu->aboutToShow();
        menu->actions().last()->menu()->actions().first()->trigger();
        QVERIFY(kept.filterNames().isEmpty());
        ListSettings nowhere(nullptr, u"p"_s, Kind::Route);
        QCOMPARE(nowhere.saveFilter(u"x"_s, {}), ListSettings::Saved::Nowhere);
        QCOMPARE(nowhere.shownColumns({u"a"_s}), QStringList{u"a"_s});
        nowhere.setShownColumns({});
    }

    void secretsInFiltersAreNotKept_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("secret");
        QTest::newRow("word") << u"orders"_s << false;
        QTest::newRow("label") << u"team=web"_s << false;
        QTest::newRow("made id") << u"00000000000000000017000000"_s << false;
        QTest::newRow("key") << u"edd1c9f034335f136f87ad84b625c8f1"_s << true;
        QTest::newRow("named") << u"password=x"_s << true;
    }
    void secretsInFiltersAreNotKept()
    {
        QFETCH(QString, text);
        QFETCH(bool, secret);
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
        ListSettings kept(&settings, u"p"_s, Kind::Route);
        ListFilter filter;
        filter.text = text;
        QCOMPARE(kept.saveFilter(u"f"_s, filter), secret ? ListSettings::Saved::WithoutText : ListSettings::Saved::Whole);
        settings.sync();
        QFile file(settings.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().contains(text.toUtf8()), !secret);
    }
};

QTEST_MAIN(TestGatewayListFilter)
#include "tst_gatewaylistfilter.moc"
