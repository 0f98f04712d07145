#include "tests/support/threadtime.h"
#include "ui/shell/paletteindex.h"
#include "ui/shell/paletteothers.h"
#include "ui/shell/windowstate.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

PaletteSource orders(int more = 0)
{
    QList<openwhisk::ActionSummary> actions;
    const auto add = [&actions](const QString &package, const QString &name, const QString &kind) {
        openwhisk::ActionSummary row;
        row.name = {u"guest"_s, package, name};
        row.kind = kind;
        actions.append(row);
    };
    add(u"orders"_s, u"price-quote"_s, u"nodejs:20"_s);
    add(u"orders"_s, u"checkout"_s, u"sequence"_s);
    for (int i = 0; i < more; ++i)
        add(u"p%1"_s.arg(i % 50), u"some-action-%1"_s.arg(i), u"nodejs:20"_s);
    PaletteSource source;
    source.connection = u"Sandbox"_s;
    source.actions = std::make_shared<const QList<openwhisk::ActionSummary>>(actions);
    PaletteItem command;
    command.group = PaletteItem::Group::Commands;
    command.text = u"Quit"_s;
    command.command = u"app.quit"_s;
    source.commands = {command};
    PaletteItem other;
    other.group = PaletteItem::Group::Others;
    other.text = u"orders/price-quote"_s;
    other.right = u"action · Shop production, read-only"_s;
    other.profileId = u"shop"_s;
    other.environment = connections::Environment::Production;
    source.others = {other};
    return source;
}

QStringList printed(const QList<PaletteRow> &rows)
{
    QStringList lines;
    for (const auto &row : rows)
        lines += row.heading ? u"# "_s + row.item.text : row.item.text + (row.item.right.isEmpty() ? QString() : u" | "_s + row.item.right);
    return lines;
}

} // namespace

class TestPaletteIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsWhatItFinds()
    {
        const auto rows = paletteRows(*paletteIndex(orders()), u" quo "_s);
        QCOMPARE(printed(rows), QStringList({u"# ENTITIES"_s, u"orders/price-quote | action · Sandbox"_s, u"# OTHER CONNECTIONS"_s,
                                             u"orders/price-quote | action · Shop production, read-only"_s, u"# COMMANDS"_s,
                                             u"Invoke orders/price-quote"_s, u"Copy orders/price-quote as wsk command"_s,
                                             u"# ACTIVATIONS"_s, u"Activations of orders/price-quote"_s}));
        QCOMPARE(rows.at(1).hits, QList<int>({13, 14, 15}));
        QVERIFY(!rows.at(2).note.isEmpty());
    }

    void putsABetterCommandFirst()
    {
        const auto rows = printed(paletteRows(*paletteIndex(orders()), u"quit"_s));
        QCOMPARE(rows.first(2), QStringList({u"# COMMANDS"_s, u"Quit"_s}));
    }

    void offersOpenTabsAndAllCommandsWithNothingTyped()
    {
        auto source = orders(40);
        source.openTabs = {Target{Target::Kind::Action, {u"_"_s, u"p7"_s, u"some-action-7"_s}}};
        const auto rows = printed(paletteRows(*paletteIndex(source), {}));
        QCOMPARE(rows.at(1), u"p7/some-action-7 | action · Sandbox"_s);
        QVERIFY(rows.contains(u"Quit"_s));
        QVERIFY(!rows.contains(u"# ACTIVATIONS"_s));
    }

    void doesNotOfferToInvokeOnAReadOnlyConnection()
    {
        auto source = orders();
        source.mayInvoke = false;
        for (const auto &row : paletteRows(*paletteIndex(source), u"quo"_s)) {
            if (row.item.text.startsWith("Invoke"_L1)) {
                QVERIFY(!row.item.enabled);
                QVERIFY(!row.item.reason.isEmpty());
                return;
            }
        }
        QFAIL("no such row");
    }

    void findsNothing()
    {
        QVERIFY(paletteRows(*paletteIndex(orders()), u"zzzz"_s).isEmpty());
        QVERIFY(paletteRows(PaletteIndex(), u"a"_s).isEmpty());
    }

    void whatIsKnownOfOtherConnections()
    {
        connections::Profile profile;
        profile.id = u"b"_s;
        profile.name = u"Shop staging"_s;
        profile.readOnly = true;
        const Target route = gatewayObject({gateway::Kind::Route, u"17"_s});
        const Target credential = gatewayObject({gateway::Kind::Credential, u"main"_s, u"alex"_s});
        OpenTabs tabs;
        tabs.targets = {u"action:orders/price-quote"_s, route.toText(), gatewayList(gateway::Kind::Route).toText(), credential.toText(), u"nonsense"_s};
        tabs.titles = {u"price-quote"_s, u"/quote"_s, u"Routes"_s, {}, {}};
        PaletteSource source;
        source.others = otherConnection(profile, tabs);
        QCOMPARE(source.others.size(), 4); // the profile, the action, two objects; lists are found by commands
        QCOMPARE(source.others.at(3).text, u"main"_s);
        const auto rows = paletteRows(*paletteIndex(source), u"quo"_s);
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows.at(0).heading && !rows.at(0).note.isEmpty());
        const auto found = std::find_if(rows.begin(), rows.end(), [&route](const PaletteRow &row) { return row.item.target == route; });
        QVERIFY(found != rows.end());
        QCOMPARE(found->item.text, u"/quote · 17"_s); // by its path as by its id
        QCOMPARE(found->item.right, u"route · Shop staging, read-only"_s);
        QCOMPARE(found->item.profileId, u"b"_s);
        QVERIFY(!paletteRows(*paletteIndex(source), u"17"_s).isEmpty());
        tabs.titles.clear(); // of an older version
        QCOMPARE(otherConnection(profile, tabs).at(2).text, u"17"_s);
    }

    void isQuickWithTenThousandActions()
    {
        const auto index = paletteIndex(orders(10'000));
        bool found = false;
        const double ms = threadMs([&] { found = !paletteRows(*index, u"sa77"_s).isEmpty(); });
        QVERIFY(found);
        QVERIFY2(ms < mostMs(300), qPrintable(QString::number(ms))); // on a worker
    }
};

QTEST_APPLESS_MAIN(TestPaletteIndex)
#include "tst_paletteindex.moc"
