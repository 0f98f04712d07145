#include "ui/explorer/explorernode.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

template<typename Row> openwhisk::List<Row> list(QList<Row> rows)
{
    return std::make_shared<const QList<Row>>(std::move(rows));
}

openwhisk::ActionSummary action(const QString &package, const QString &name, const QString &kind = u"nodejs:20"_s)
{
    openwhisk::ActionSummary row;
    row.name = {u"guest"_s, package, name};
    row.kind = kind;
    row.version = u"0.0.1"_s;
    return row;
}

openwhisk::PackageSummary package(const QString &name, std::optional<openwhisk::EntityName> binding = {})
{
    openwhisk::PackageSummary row;
    row.name = {u"guest"_s, {}, name};
    row.binding = std::move(binding);
    return row;
}

ExplorerSource orders()
{
    ExplorerSource source;
    source.nameSpace = u"guest"_s;
    source.actions = list<openwhisk::ActionSummary>(
        {action(u"orders"_s, u"price-quote"_s), action(u"orders"_s, u"checkout"_s, u"sequence"_s), action({}, u"hello"_s),
         action(u"orders"_s, u"Reserve"_s, u"python:3.11"_s), action(u"orders"_s, u"pdf"_s, u"blackbox"_s)});
    source.packages = list<openwhisk::PackageSummary>(
        {package(u"orders"_s), package(u"orders-de"_s, openwhisk::EntityName{u"guest"_s, {}, u"orders"_s}),
         package(u"alarms"_s, openwhisk::EntityName{u"whisk.system"_s, {}, u"alarms"_s}),
         package(u"clock"_s, openwhisk::EntityName{u"whisk.system"_s, {}, u"alarms"_s})});
    source.triggers = list<openwhisk::TriggerSummary>({{{u"guest"_s, {}, u"every-night"_s}, u"0.0.1"_s, 0, true},
                                                       {{u"guest"_s, {}, u"new-order"_s}, u"0.0.1"_s, 0, false}});
    source.rules = list<openwhisk::RuleSummary>({{{u"guest"_s, {}, u"order-rule"_s},
                                                  u"0.0.1"_s,
                                                  0,
                                                  {u"guest"_s, {}, u"new-order"_s},
                                                  {u"guest"_s, u"orders"_s, u"checkout"_s}}});
    return source;
}

void print(const std::vector<ExplorerNode> &nodes, int depth, QStringList &lines)
{
    for (const auto &node : nodes) {
        lines += QString(depth * 2, u' ') + node.text + (node.right.isEmpty() ? QString() : u" | "_s + node.right);
        print(node.children, depth + 1, lines);
    }
}

QString printed(const ExplorerSource &source)
{
    QStringList lines;
    print(explorerTree(source)->nodes, 0, lines);
    return lines.join(u'\n');
}

} // namespace

class TestExplorerNode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTheNamespaceInOrder()
    {
        QCOMPARE(printed(orders()), u"FUNCTIONS | guest\n"
                                    "alarms → /whisk.system | binding\n"
                                    "clock → /whisk.system/alarms | binding\n"
                                    "orders | 4\n"
                                    "  checkout | sequence\n"
                                    "  pdf | docker\n"
                                    "  price-quote | node 20\n"
                                    "  Reserve | python 3.11\n"
                                    "orders-de → orders | binding\n"
                                    "Default package | 1\n"
                                    "  hello | node 20\n"
                                    "Triggers | 2\n"
                                    "  every-night | feed\n"
                                    "  new-order\n"
                                    "Rules | 1\n"
                                    "  order-rule\n"
                                    "GATEWAY\n"
                                    "Not set up. Add its Admin API…"_s);
    }

    void saysNoCountsOfWhatIsUnknown()
    {
        ExplorerSource source;
        source.packages = list<openwhisk::PackageSummary>({package(u"orders"_s)});
        QVERIFY(printed(source).startsWith(u"FUNCTIONS\norders\nDefault package\nTriggers\nRules\nGATEWAY"_s));
    }

    void showsPackagesThatOnlyActionsTellOf()
    {
        ExplorerSource source;
        source.actions = list<openwhisk::ActionSummary>({action(u"new"_s, u"a"_s)});
        QVERIFY(printed(source).contains(u"new | 1\n  a | node 20"_s));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<int>("hits");
        QTest::newRow("name") << u"QUOTE"_s << u"FUNCTIONS | guest\norders | 1 of 4\n  price-quote | node 20"_s << 1;
        QTest::newRow("package") << u"orders/"_s
                                 << u"FUNCTIONS | guest\norders | 4\n  checkout | sequence\n  pdf | docker\n"
                                    "  price-quote | node 20\n  Reserve | python 3.11"_s << 4;
        QTest::newRow("kind") << u"python"_s << u"FUNCTIONS | guest\norders | 1 of 4\n  Reserve | python 3.11"_s << 1;
        QTest::newRow("words") << u"che orders"_s << u"FUNCTIONS | guest\norders | 1 of 4\n  checkout | sequence"_s << 1;
        QTest::newRow("trigger") << u"night"_s << u"FUNCTIONS | guest\nTriggers | 1 of 2\n  every-night | feed"_s << 1;
        QTest::newRow("nothing") << u"zzz"_s << u"FUNCTIONS | guest"_s << 0;
    }
    void filters()
    {
        QFETCH(QString, filter);
        QFETCH(QString, rows);
        QFETCH(int, hits);
        auto source = orders();
        source.filter = filter;
        QCOMPARE(printed(source), rows);
        QCOMPARE(explorerTree(source)->hits, hits);
        QCOMPARE(explorerTree(source)->entities, 12);
    }

    void bindingsAreLazyUntilAsked()
    {
        auto source = orders();
        const auto binding = [&source] {
            const auto tree = explorerTree(source);
            for (const auto &node : tree->nodes) {
                if (node.name.name == "orders-de"_L1)
                    return node;
            }
            return ExplorerNode();
        };
        QVERIFY(binding().lazy);
        source.bindings.insert(u"orders-de"_s, {});
        QCOMPARE(binding().children.at(0).kind, ExplorerNode::Kind::Loading);
        source.bindings[u"orders-de"_s].error = Error{Error::Kind::NotFound, u"gone"_s, {}};
        QCOMPARE(binding().children.at(0).text, u"gone"_s);
        source.bindings[u"orders-de"_s] = {QList<openwhisk::PackageEntry>{{u"quote"_s, u"0.0.1"_s, u"nodejs:20"_s, false}}, {}};
        QCOMPARE(binding().children.at(0).target(), (Target{Target::Kind::Action, {u"_"_s, u"orders-de"_s, u"quote"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestExplorerNode)
#include "tst_explorernode.moc"
