#include "core/gateway/rows.h"
#include "ui/gateway/list/listorder.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/list/routemarks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Row;

class TestRouteMarks : public QObject {
    Q_OBJECT

    static Row route(const QString &id, const QStringList &uris, qint64 made = 1)
    {
        Row row;
        row.key = {Kind::Route, id, {}};
        row.uris = uris;
        row.createdIndex = made;
        return row;
    }
    static FactSources sourcesOf(const QList<Row> &routes)
    {
        FactSources sources;
        sources.lists.insert(Kind::Route, std::make_shared<const QList<Row>>(routes));
        return sources;
    }
    static ListFacts facts(const FactSources &sources) { return factsOf(sources, std::atomic_bool(false)); }
    static QList<RouteMark::Kind> kinds(const ListFacts &facts, const QString &id)
    {
        QList<RouteMark::Kind> kinds;
        for (const RouteMark &mark : facts.marks.value(id))
            kinds.append(mark.kind);
        return kinds;
    }
    static openwhisk::ActionSummary action(const QString &name, qint64 timeoutMs, const QString &kind = u"nodejs:20"_s)
    {
        openwhisk::ActionSummary summary;
        summary.name = {u"_"_s, {}, name};
        summary.kind = kind;
        summary.limits.timeoutMs = timeoutMs;
        return summary;
    }
    using K = RouteMark::Kind;

private Q_SLOTS:
    void neverReachedBehindAnEarlierOne()
    {
        // The one made first wins, not the smaller id.
        const auto found = facts(sourcesOf({route(u"a"_s, {u"/x"_s}, 9), route(u"b"_s, {u"/x"_s}, 2)}));
        QCOMPARE(kinds(found, u"a"_s), QList<K>{K::NeverReached});
        QCOMPARE(kinds(found, u"b"_s), QList<K>{K::SameMatch});
        const RouteMark mark = found.marks.value(u"a"_s).first();
        QCOMPARE(mark.other->id, u"b"_s);
        QCOMPARE(mark.raiseTo, std::optional<qint64>(1));
        QCOMPARE(found.problems, 2);
    }

    void priorityHides()
    {
        Row high = route(u"high"_s, {u"/x"_s}, 9);
        high.priority = 10;
        const auto found = facts(sourcesOf({high, route(u"low"_s, {u"/x"_s})}));
        QCOMPARE(kinds(found, u"low"_s), QList<K>{K::NeverReached});
        QVERIFY(kinds(found, u"high"_s).isEmpty());
        QCOMPARE(found.marks.value(u"low"_s).first().raiseTo, std::optional<qint64>(11));
        QVERIFY(found.marks.value(u"low"_s).first().sentence.contains(u"priority 10 against 0"));
    }

    void oneOfTwoPaths()
    {
        const auto found = facts(sourcesOf({route(u"a"_s, {u"/x"_s}), route(u"b"_s, {u"/x"_s, u"/y"_s}, 2)}));
        QCOMPARE(kinds(found, u"b"_s), QList<K>{K::PartlyHidden});
        QCOMPARE(found.marks.value(u"b"_s).first().uri, u"/x"_s);
    }

    void conditionsCount()
    {
        Row a = route(u"a"_s, {u"/x"_s});
        a.conditional = true;
        a.vars = "[[\"arg_v\",\"==\",\"1\"]]";
        Row b = route(u"b"_s, {u"/x"_s}, 2);
        QVERIFY(facts(sourcesOf({a, b})).marks.isEmpty()); // the first takes some only
        b.conditional = true;
        b.vars = a.vars;
        QCOMPARE(kinds(facts(sourcesOf({a, b})), u"b"_s), QList<K>{K::NeverReached});
        b.vars = "[[\"arg_v\",\"==\",\"2\"],[\"OR\",[\"arg_a\",\"1\"],[\"arg_b\",\"1\"]]]";
        QVERIFY(facts(sourcesOf({a, b})).marks.isEmpty());
        QCOMPARE(conditionsText(b), u"2, 1 nested"_s);
        QCOMPARE(conditionsText(route(u"c"_s, {})), u"none"_s);
    }

    void offAndOtherHostsHideNothing()
    {
        Row off = route(u"a"_s, {u"/x"_s});
        off.enabled = false;
        QVERIFY(facts(sourcesOf({off, route(u"b"_s, {u"/x"_s}, 2)})).marks.isEmpty());
        Row host = route(u"a"_s, {u"/x"_s});
        host.hosts = QStringList{u"a.example"_s};
        QVERIFY(facts(sourcesOf({host, route(u"b"_s, {u"/x"_s}, 2)})).marks.isEmpty());
    }

    void hostsOfTheService()
    {
        Row a = route(u"a"_s, {u"/x"_s});
        a.hosts = QStringList{u"shop.example"_s};
        Row b = route(u"b"_s, {u"/x"_s}, 2);
        b.references.append({Kind::Service, u"s"_s});
        auto sources = sourcesOf({a, b});
        Row service;
        service.key = {Kind::Service, u"s"_s, {}};
        service.hosts = QStringList{u"shop.example"_s};
        sources.lists.insert(Kind::Service, std::make_shared<const QList<Row>>(QList<Row>{service}));
        QCOMPARE(kinds(facts(sources), u"b"_s), QList<K>{K::NeverReached});
    }

    void pathsThatNoRequestHas()
    {
        const auto found = facts(sourcesOf({route(u"a"_s, {u"/a//b"_s}), route(u"b"_s, {u"x"_s}), route(u"c"_s, {u"/a+b/*"_s})}));
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            QCOMPARE(kinds(found, id), QList<K>{K::NeverMatches});
    }

    void luaIsANote()
    {
        Row row = route(u"a"_s, {u"/x"_s});
        row.scripted = true;
        const auto found = facts(sourcesOf({row}));
        QCOMPARE(kinds(found, u"a"_s), QList<K>{K::NeedsLua});
        QCOMPARE(found.problems, 0);
    }

    void functions()
    {
        const auto calling = [](const QString &id, const QString &name, std::optional<qint64> timeout) {
            Row row = route(id, {u'/' + id});
            row.function = gateway::FunctionCall{u"openwhisk"_s, u"http://ow"_s, u"guest"_s, {}, name, timeout};
            return row;
        };
        Row bound = calling(u"bound"_s, u"x"_s, {});
        bound.function->package = u"binding"_s;
        Row foreign = calling(u"foreign"_s, u"x"_s, {});
        foreign.function->nameSpace = u"other"_s;
        auto sources = sourcesOf({calling(u"gone"_s, u"gone"_s, {}), calling(u"slow"_s, u"slow"_s, {}), calling(u"fine"_s, u"slow"_s, 60'000),
                                  calling(u"old"_s, u"old"_s, 60'000), bound, foreign});
        QVERIFY(facts(sources).marks.isEmpty()); // actions are not known: nothing is said
        sources.nameSpace = u"guest"_s;
        sources.actions = std::make_shared<const QList<openwhisk::ActionSummary>>(
            QList<openwhisk::ActionSummary>{action(u"slow"_s, 60'000), action(u"old"_s, 1000, u"nodejs:6"_s)});
        openwhisk::PackageSummary binding;
        binding.name = {u"_"_s, {}, u"binding"_s};
        binding.binding = openwhisk::EntityName{u"whisk.system"_s, {}, u"utils"_s};
        sources.packages = std::make_shared<const QList<openwhisk::PackageSummary>>(QList<openwhisk::PackageSummary>{binding});
        sources.deprecatedKinds = QStringList{u"nodejs:6"_s};
        const auto found = facts(sources);
        QCOMPARE(kinds(found, u"gone"_s), QList<K>{K::NoSuchAction});
        QCOMPARE(kinds(found, u"slow"_s), QList<K>{K::ShortTimeout});
        QCOMPARE(kinds(found, u"old"_s), QList<K>{K::DeprecatedRuntime});
        for (const QString &id : {u"fine"_s, u"bound"_s, u"foreign"_s})
            QVERIFY2(kinds(found, id).isEmpty(), qPrintable(id));
    }

    void referencesAndUses()
    {
        Row row = route(u"a"_s, {u"/a"_s});
        row.references = {{Kind::Upstream, u"u"_s}, {Kind::Service, u"gone"_s}};
        auto sources = sourcesOf({row});
        Row target;
        target.key = {Kind::Upstream, u"u"_s, {}};
        sources.lists.insert(Kind::Upstream, std::make_shared<const QList<Row>>(QList<Row>{target}));
        sources.lists.insert(Kind::Service, std::make_shared<const QList<Row>>());
        QCOMPARE(kinds(facts(sources), u"a"_s), QList<K>{K::MissingReference});
        sources.kind = Kind::Upstream;
        QCOMPARE(facts(sources).uses.value(u"u"_s), 1);
    }

    void certificates()
    {
        const auto ssl = [](const QString &id, qint64 until) {
            Row row;
            row.key = {Kind::Ssl, id, {}};
            row.validUntil = until;
            return row;
        };
        constexpr qint64 now = 1'800'000'000;
        FactSources sources;
        sources.kind = Kind::Ssl;
        sources.nowMs = now * 1000;
        sources.lists.insert(Kind::Ssl, std::make_shared<const QList<Row>>(
                                            QList<Row>{ssl(u"over"_s, now - 1), ssl(u"soon"_s, now + 5 * 24 * 3600), ssl(u"fine"_s, now + 90 * 24 * 3600)}));
        const auto found = facts(sources);
        QCOMPARE(toneOf(found.marks.value(u"over"_s).first()), Chip::Tone::Error);
        QCOMPARE(toneOf(found.marks.value(u"soon"_s).first()), Chip::Tone::Warning);
        QVERIFY(!found.marks.contains(u"fine"_s));
    }

    /// Long lists are ordered on a worker, and the latest question wins.
    void longListsAreOrderedElsewhere()
    {
        QList<Row> rows;
        for (int i = 0; i < 6000; ++i) {
            rows.append(route(u"r%1"_s.arg(i), {u"/p/%1"_s.arg(5999 - i)}));
            rows.last().priority = i;
        }
        const auto shared = std::make_shared<const QList<Row>>(rows);
        QList<ListAnswer> answers;
        ListOrder order([&answers](const ListAnswer &answer) { answers.append(answer); });
        ListQuestion question{shared, nullptr, {}, [](const ListItem &item) { return QVariant(item.row.priority.value_or(0)); }, Qt::DescendingOrder};
        order.ask(question);
        question.filter.text = u"R59"_s;
        order.ask(question);
        QVERIFY(answers.isEmpty());
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers.first().places.size(), 111); // r59, r590 to r599, r5900 to r5999
        QCOMPARE(answers.first().places.first(), 5999);
    }
};

QTEST_MAIN(TestRouteMarks)
#include "tst_routemarks.moc"
