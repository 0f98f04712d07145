#include "tests/support/threadtime.h"
#include "ui/explorer/explorermodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const ExplorerTree> tree(const QStringList &actions, const QString &filter = {})
{
    ExplorerSource source;
    QList<openwhisk::ActionSummary> rows;
    for (const QString &name : actions) {
        openwhisk::ActionSummary row;
        row.name.package = name.contains(u'/') ? name.section(u'/', 0, 0) : QString();
        row.name.name = name.section(u'/', -1).section(u':', 0, 0);
        row.kind = name.section(u':', 1);
        rows.append(row);
    }
    source.actions = std::make_shared<const QList<openwhisk::ActionSummary>>(rows);
    source.filter = filter;
    return explorerTree(source);
}

QStringList printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto index = model.index(row, 0, parent);
        lines += QString(depth, u' ') + index.data().toString();
        lines += printed(model, index, depth + 1);
    }
    return lines;
}

} // namespace

class TestExplorerModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsChangesAndKeepsIndexes()
    {
        ExplorerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(tree({u"p/a"_s, u"p/c"_s, u"q/x"_s}));
        const QPersistentModelIndex c = model.indexOf(u"action:p/c"_s);
        const QPersistentModelIndex x = model.indexOf(u"action:q/x"_s);
        QVERIFY(c.isValid() && x.isValid());
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QVERIFY(model.update(tree({u"p/b"_s, u"p/c"_s, u"p/d"_s, u"o/y"_s, u"q/x"_s})));
        QCOMPARE(printed(model), QStringList({u"FUNCTIONS"_s, u"o"_s, u" y"_s, u"p"_s, u" b"_s, u" c"_s, u" d"_s, u"q"_s, u" x"_s,
                                              u"Default package"_s, u"Triggers"_s, u"Rules"_s,
                                              u"GATEWAY"_s, u"Not set up. Add its Admin API…"_s}));
        QCOMPARE(c.data().toString(), u"c"_s);
        QCOMPARE(x.parent().row(), 3);
        QCOMPARE(resets.count(), 0);
    }

    void saysOnlyWhatChanged()
    {
        ExplorerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(tree({u"p/a:nodejs:18"_s, u"p/b:nodejs:20"_s}));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(model.update(tree({u"p/a:nodejs:20"_s, u"p/b:nodejs:20"_s})));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().data(ExplorerModel::RightRole).toString(), u"node 20"_s);
        changes.clear();
        QVERIFY(model.update(tree({u"p/a:nodejs:20"_s, u"p/b:nodejs:20"_s})));
        QCOMPARE(changes.count(), 0);
    }

    void replacesWhatChangedAllOver()
    {
        ExplorerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QStringList before, after;
        for (int i = 0; i < 60; ++i) {
            before += u"p/a%1"_s.arg(i, 3, 10, QChar(u'0'));
            if (i % 2)
                after += before.last();
        }
        model.reset(tree(before));
        QVERIFY(!model.update(tree(after)));
        QCOMPARE(model.rowCount(model.indexOf(u"package:p"_s)), 30);
    }

    void becomesEmptyAndFullAgain()
    {
        ExplorerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.update(tree({u"p/a"_s})));
        QVERIFY(model.update(tree({})));
        QVERIFY(!model.indexOf(u"action:p/a"_s).isValid());
        model.reset(nullptr);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.update(tree({u"p/a"_s, u"b"_s})));
        QVERIFY(model.indexOf(u"action:b"_s).isValid());
    }

    void sectionsCannotBeSelected()
    {
        ExplorerModel model;
        model.reset(tree({u"p/a"_s}));
        QVERIFY(!(model.index(0, 0).flags() & Qt::ItemIsSelectable));
        QVERIFY(model.index(1, 0).flags() & Qt::ItemIsSelectable);
        QCOMPARE(model.indexOf(u"package:p"_s).data(Qt::AccessibleTextRole).toString(), u"p, 1"_s);
    }

    void leavesNeverHaveChildren()
    {
        ExplorerModel model;
        model.reset(tree({u"p/a"_s}));
        const auto neverHas = [&model](const QString &key) {
            return model.indexOf(key).flags().testFlag(Qt::ItemNeverHasChildren);
        };
        QVERIFY(neverHas(u"action:p/a"_s));
        QVERIFY(!neverHas(u"package:p"_s)); // nor what is empty today
        QVERIFY(!neverHas(u"triggers:"_s));
        QVERIFY(model.indexOf(u"triggers:"_s).isValid());
    }

    void givesTheOldTreeBackBesideTheLoop()
    {
        ExplorerModel model;
        auto first = tree({u"p/a"_s});
        const std::weak_ptr<const ExplorerTree> watched = first;
        model.reset(std::move(first));
        QVERIFY(!watched.expired());
        model.reset(tree({u"p/b"_s}));
        QTRY_VERIFY(watched.expired());
    }

    void tenThousandActionsAreQuick()
    {
        QStringList names;
        for (int i = 0; i < 10'000; ++i)
            names += u"p%1/action-%2"_s.arg(i % 40).arg(i);
        ExplorerModel model;
        model.reset(tree(names));
        names.removeAt(5000);
        names += u"p1/one-more"_s;
        const auto next = tree(names);
        bool updated = false;
        const double ms = threadMs([&] { updated = model.update(next); });
        QVERIFY(updated);
        QVERIFY2(ms < mostMs(), qPrintable(QString::number(ms)));
    }
};

QTEST_GUILESS_MAIN(TestExplorerModel)
#include "tst_explorermodel.moc"
