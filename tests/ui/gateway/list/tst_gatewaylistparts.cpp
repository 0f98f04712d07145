#include "tests/ui/gateway/list/listrows.h"
#include "ui/gateway/list/gatewayrows.h"
#include "ui/gateway/list/listbulkbar.h"
#include "ui/gateway/list/listdelegates.h"
#include "ui/gateway/list/markcard.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;
using gateway::Row;

class TestGatewayListParts : public QObject {
    Q_OBJECT

    static ListAnswer answer(const gateway::Rows &rows, const QList<int> &places, const RouteRemarks::Facts &facts = nullptr) { return {rows, facts, places}; }
    static gateway::Rows letters()
    {
        QList<Row> list;
        for (const char c : {'a', 'b', 'c', 'd', 'e'})
            list.append(listRow(QString(QLatin1Char(c))));
        return listRows(list);
    }
    static QStringList ids(const GatewayRows &model)
    {
        QStringList ids;
        for (int i = 0; i < model.rowCount(); ++i)
            ids.append(model.row(i).key.id);
        return ids;
    }
    static QStringList facts(const PreviewPane &pane)
    {
        QStringList texts;
        for (const auto *label : pane.widget()->findChildren<QLabel *>())
            if (label->accessibleName().contains(u": "))
                texts.append(label->accessibleName());
        return texts;
    }
    static QStringList shownColumns(Kind kind)
    {
        QStringList titles;
        for (const auto &column : listcolumns::columnsOf(kind))
            if (column.usual)
                titles.append(column.look.title);
        return titles;
    }
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void modelFollowsAnswers()
    {
        GatewayRows model(listcolumns::columnsOf(Kind::Route));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto all = letters();
        model.setAnswer(answer(all, {0, 1, 2, 3, 4}));
        const QPersistentModelIndex c = model.index(2, 1);
        const QPersistentModelIndex e = model.index(4, 1);
        model.setAnswer(answer(all, {4, 2, 0})); // fewer, in another order
        QCOMPARE(ids(model), (QStringList{u"e"_s, u"c"_s, u"a"_s}));
        QCOMPARE(c.row(), 1);
        QCOMPARE(e.row(), 0);
        model.setAnswer(answer(all, {0, 1, 2, 3})); // more, and one of them gone
        QCOMPARE(ids(model), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QCOMPARE(c.row(), 2);
        QVERIFY(!e.isValid());
        const auto others = listRows({listRow(u"c"_s), listRow(u"z"_s)});
        model.setAnswer(answer(others, {0, 1})); // another list
        QCOMPARE(c.row(), 0);
        QCOMPARE(ids(model), (QStringList{u"c"_s, u"z"_s}));
        model.setAnswer(answer(others, {}));
        QCOMPARE(model.rowCount(), 0);
        model.setAnswer(answer(all, {3}));
        QCOMPARE(ids(model), QStringList{u"d"_s});
    }

    void ticks()
    {
        GatewayRows model(listcolumns::columnsOf(Kind::Route));
        QSignalSpy changed(&model, &GatewayRows::ticksChanged);
        const auto all = letters();
        model.setAnswer(answer(all, {4, 3, 2, 1, 0}));
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
        model.setTicked(3, true);
        model.setTicked(3, true); // nothing new
        QCOMPARE(changed.size(), 2);
        QCOMPARE(model.ticked(), (QList<Key>{{Kind::Route, u"e"_s, {}}, {Kind::Route, u"b"_s, {}}}));
        QCOMPARE(model.data(model.index(0, 0), Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(model.flags(model.index(0, 0)) & Qt::ItemIsUserCheckable);
        QVERIFY(!(model.flags(model.index(0, 1)) & Qt::ItemIsUserCheckable));
        QCOMPARE(model.data(model.index(0, 0), Qt::AccessibleTextRole).toString(), u"Select e"_s);
        model.setAnswer(answer(all, {1, 2})); // e is not shown any more
        QCOMPARE(model.ticked(), (QList<Key>{{Kind::Route, u"b"_s, {}}}));
        model.tickAll(true);
        QCOMPARE(model.ticked().size(), 2);
        model.tickAll(false);
        QVERIFY(model.ticked().isEmpty());
    }

    /// Two consumers may each have a credential of the same id.
    void credentialsOfTwoConsumers()
    {
        Row one = listRow(u"main"_s, Kind::Credential), other = one;
        one.key.parent = u"alex"_s;
        other.key.parent = u"bob"_s;
        GatewayRows model(listcolumns::columnsOf(Kind::Credential));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAnswer(answer(listRows({one, other}), {0, 1}));
        model.setTicked(1, true);
        QVERIFY(!model.isTicked(0));
        QCOMPARE(model.ticked(), (QList<Key>{{Kind::Credential, u"main"_s, u"bob"_s}}));
        QCOMPARE(model.indexOfId(u"bob/main"_s), 1);
        const QPersistentModelIndex current = model.index(1, 1);
        model.setAnswer(answer(listRows({other, one}), {0, 1}));
        QCOMPARE(current.row(), 0);
        QCOMPARE(model.ticked().size(), 1);
        QCOMPARE(shownColumns(Kind::Credential), (QStringList{u"Name"_s, u"Consumer"_s, u"Kind"_s, u"Changed"_s}));
        PreviewPane pane;
        QSignalSpy opened(&pane, &PreviewPane::openRequested);
        const QList<RouteMark> none;
        pane.showItem({other, none, 0});
        QVERIFY(facts(pane).filter(u"Used by"_s).isEmpty());
        pane.findChild<QPushButton *>(u"link"_s)->click();
        QCOMPARE(opened.first().first().value<Target>(), gatewayObject({Kind::Consumer, u"bob"_s}));
    }

    void columnsOfEachKind()
    {
        QCOMPARE(shownColumns(Kind::Route),
                 (QStringList{u"On"_s, u"Path"_s, u"Name"_s, u"Methods"_s, u"Target"_s, u"Priority"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::Upstream), (QStringList{u"Name"_s, u"Nodes"_s, u"Type"_s, u"Used by"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::Ssl), (QStringList{u"On"_s, u"Names"_s, u"Valid until"_s, u"Type"_s, u"Used by"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::Consumer), (QStringList{u"User name"_s, u"Group"_s, u"Plugins"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::Service), (QStringList{u"Name"_s, u"Hosts"_s, u"Plugins"_s, u"Used by"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::Secret), (QStringList{u"Id"_s, u"Manager"_s, u"Used by"_s, u"Changed"_s}));
        QCOMPARE(shownColumns(Kind::PluginMetadata), (QStringList{u"Plugin"_s, u"Plugins"_s}));
        for (const Kind kind : gateway::allKinds()) {
            int main = 0;
            QSet<QString> names;
            for (const auto &column : listcolumns::columnsOf(kind)) {
                main += column.stretches ? 1 : 0;
                names.insert(column.id);
            }
            QCOMPARE(main, 1);
            QCOMPARE(names.size(), listcolumns::columnsOf(kind).size()); // each id once
        }
    }

    void targets()
    {
        Row it = listRow(u"r"_s);
        QCOMPARE(listcolumns::targetOf(it), QString());
        it.references = {{Kind::Service, u"shop"_s}};
        QCOMPARE(listcolumns::targetOf(it), u"service shop"_s);
        QCOMPARE(listcolumns::aimOf(it), listcolumns::Aim::Service);
        it.nodes = QStringList{u"10.0.0.1:80"_s};
        QCOMPARE(listcolumns::targetOf(it), u"10.0.0.1:80"_s);
        it.references.append({Kind::Upstream, u"u"_s});
        QCOMPARE(listcolumns::targetOf(it), u"upstream u"_s);
        QCOMPARE(listcolumns::aimOf(it), listcolumns::Aim::Upstream);
        it.function = gateway::FunctionCall{u"openwhisk"_s, u"http://ow"_s, u"shop-eu"_s, u"orders"_s, u"quote"_s, {}};
        QCOMPARE(listcolumns::targetOf(it), u"shop-eu / orders / quote"_s);
        it.function->plugin = u"aws-lambda"_s;
        it.function->host = u"https://x.aws/f"_s;
        QCOMPARE(listcolumns::targetOf(it), u"aws-lambda · x.aws/f"_s);
        QCOMPARE(listcolumns::aimOf(it), listcolumns::Aim::Function);
    }

    void times()
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        QCOMPARE(listcolumns::whenText(0), QString());
        QCOMPARE(listcolumns::whenText(now - 2 * 60), u"2 min ago"_s);
        QVERIFY(listcolumns::whenText(1'000'000'000).endsWith(u"2001"));
        QVERIFY(listcolumns::wholeTime(1'000'000'000).contains(u"9 Sep 2001") || listcolumns::wholeTime(1'000'000'000).contains(u"2001"));
    }

    void preview()
    {
        PreviewPane pane;
        pane.resize(320, 600);
        pane.show();
        QSignalSpy opened(&pane, &PreviewPane::openRequested);
        QSignalSpy raised(&pane, &PreviewPane::raiseRequested);
        QSignalSpy turned(&pane, &PreviewPane::switchRequested);
        QSignalSpy compared(&pane, &PreviewPane::compareRequested);
        pane.showNothing(u"nothing"_s);
        QCOMPARE(pane.idShown(), QString());
        Row it = listRow(u"r1"_s);
        it.uris = QStringList{u"/a"_s, u"/b/*"_s};
        it.labels = {{u"team"_s, u"web"_s}};
        it.created = it.updated = 1'700'000'000;
        it.function = gateway::FunctionCall{u"openwhisk"_s, u"http://ow"_s, u"guest"_s, {}, u"hello"_s, {}};
        it.references = {{Kind::Service, u"shop"_s}};
        RouteMark mark{RouteMark::Kind::NeverReached, u"never reached"_s, u"Because."_s, u"/a"_s, Key{Kind::Route, u"r2"_s, {}}};
        mark.raiseTo = 7;
        const QList<RouteMark> marks{mark, {RouteMark::Kind::NeedsLua, u"Lua decides"_s, u"A function."_s}};
        pane.setNameSpace(u"guest"_s);
        pane.showItem({it, marks, 3});
        QCOMPARE(pane.idShown(), u"r1"_s);
        const QStringList texts = facts(pane);
        for (const QString &text : {u"Paths: /a, /b/*"_s, u"Host: any"_s, u"Priority: 0"_s, u"Conditions: none"_s, u"Timeout: 3000 ms default"_s,
                                    u"Id: r1"_s, u"Used by: 3 objects"_s})
            QVERIFY2(texts.contains(text), qPrintable(texts.join(u'|')));
        QWidget *body = pane.widget();
        const auto cards = body->findChildren<MarkCard *>();
        QCOMPARE(cards.size(), 2);
        for (auto *button : cards.first()->findChildren<QPushButton *>())
            button->click();
        QCOMPARE(raised.first().at(1).toLongLong(), 7);
        QCOMPARE(turned.size(), 1);
        QCOMPARE(compared.size(), 1);
        QCOMPARE(opened.first().first().value<Target>(), gatewayObject({Kind::Route, u"r2"_s, {}}));
        for (auto *link : body->findChildren<QPushButton *>(u"link"_s))
            link->click();
        QCOMPARE(opened.at(1).first().value<Target>().name.name, u"hello"_s);
        QCOMPARE(opened.at(2).first().value<Target>(), gatewayObject({Kind::Service, u"shop"_s, {}}));
        pane.showItem({it, marks, 3}); // the same again
        QCOMPARE(pane.widget(), body);
        pane.setWriteBan(u"read-only"_s);
        pane.showItem({it, marks, 3});
        QVERIFY(!pane.findChild<QPushButton *>(u"previewDuplicate"_s)->isEnabled());
        QCOMPARE(pane.widget()->findChildren<MarkCard *>().first()->findChildren<QPushButton *>().size(), 2); // to look, not to write
    }

    void previewOfOtherKinds()
    {
        PreviewPane pane;
        for (const Kind kind : gateway::allKinds()) {
            Row it = listRow(u"x"_s, kind);
            it.nodes = QStringList{u"10.0.0.1:80"_s};
            it.detail = u"vault"_s;
            it.validUntil = 1;
            it.plugins = QStringList{u"cors"_s};
            it.disabledPlugins = it.plugins;
            it.desc = u"words <b>of</b> a server"_s;
            pane.showItem({it, {}, 0});
            const QStringList texts = facts(pane);
            QVERIFY(texts.contains(u"Nodes: 10.0.0.1:80"_s) && texts.contains(u"Off: cors"_s));
            QCOMPARE(texts.contains(u"Used by: nothing"_s), kind != Kind::Credential); // nothing can use one
            for (const auto *label : pane.widget()->findChildren<QLabel *>())
                QVERIFY(label->textFormat() == Qt::PlainText || !label->pixmap().isNull());
        }
    }

    void headerAndDelegates()
    {
        GatewayRows model(listcolumns::columnsOf(Kind::Route));
        QTableView table;
        auto *header = new ListHeader(&table);
        table.setHorizontalHeader(header);
        table.setModel(&model);
        table.setItemDelegate(new ListDelegate(&table));
        table.setItemDelegateForColumn(0, new TickDelegate(&table));
        auto *switches = new OnDelegate(&table);
        table.setItemDelegateForColumn(1, switches);
        table.setItemDelegateForColumn(2, new MarkedDelegate(&table));
        ListFacts facts;
        facts.marks[u"b"_s] = {{RouteMark::Kind::NoSuchAction, u"no such action"_s, u"Why."_s}};
        model.setAnswer(answer(letters(), {0, 1, 2}, std::make_shared<const ListFacts>(facts)));
        table.resize(800, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QCOMPARE(model.index(1, 2).data(Qt::AccessibleTextRole).toString(), u"b, no such action"_s);
        QSignalSpy all(header, &ListHeader::tickAllRequested);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(0) + 5, header->height() / 2));
        QCOMPARE(all.size(), 1);
        QVERIFY(all.first().first().toBool());
        header->setTicks(Qt::Checked);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(0) + 5, header->height() / 2));
        QVERIFY(!all.last().first().toBool());
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model.index(1, 0)).center());
        QCOMPARE(model.ticked(), (QList<Key>{{Kind::Route, u"b"_s, {}}}));
        QSignalSpy turned(switches, &OnDelegate::turned);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model.index(2, 1)).center());
        QCOMPARE(turned.size(), 1);
        switches->setEnabled(false);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model.index(2, 1)).center());
        QCOMPARE(turned.size(), 1);
        QVERIFY(!table.grab().isNull()); // everything paints
    }

    void bulkBar()
    {
        ListBulkBar routes(Kind::Route);
        QVERIFY(routes.findChild<QPushButton *>(u"bulkEnable"_s) && routes.findChild<QPushButton *>(u"bulkLabels"_s));
        ListBulkBar rules(Kind::GlobalRule);
        QVERIFY(!rules.findChild<QPushButton *>(u"bulkEnable"_s) && !rules.findChild<QPushButton *>(u"bulkLabels"_s));
        routes.showTicked({}, {});
        QVERIFY(routes.isHidden());
        routes.showTicked({u"a"_s, u"b"_s}, {});
        QVERIFY(!routes.isHidden());
        QCOMPARE(routes.findChild<QLabel *>(u"tickedCount"_s)->text(), u"2 selected"_s);
        QSignalSpy turned(&routes, &ListBulkBar::switchRequested);
        routes.findChild<QPushButton *>(u"bulkDisable"_s)->click();
        QCOMPARE(turned.first().first().toBool(), false);
        routes.showTicked({u"a"_s}, u"read-only"_s);
        QVERIFY(!routes.findChild<QPushButton *>(u"bulkDelete"_s)->isEnabled());
        QCOMPARE(routes.findChild<QPushButton *>(u"bulkDelete"_s)->toolTip(), u"read-only"_s);
    }

};

QTEST_MAIN(TestGatewayListParts)
#include "tst_gatewaylistparts.moc"
