#include "ui/models/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

struct Fruit {
    QString key;
    int value = 0;
    bool operator==(const Fruit &) const = default;
};
using FruitModel = TableModel<Fruit>;

static QList<Fruit> fruits(const QString &keys)
{
    QList<Fruit> rows;
    for (const QChar c : keys)
        rows.append({QString(c), 0});
    return rows;
}

static QList<Column<Fruit>> columns()
{
    Column<Fruit> name, value;
    name.title = u"Name"_s;
    name.value = [](const Fruit &f) { return QVariant(f.key); };
    value.title = u"Value"_s;
    value.value = [](const Fruit &f) { return QVariant(f.value); };
    value.text = [](const Fruit &f) { return u"%1 kg"_s.arg(f.value); };
    value.alignment = Qt::AlignRight;
    value.toolTip = [](const Fruit &f) { return f.key + u"!"_s; };
    value.extra = [](const Fruit &f, int role) { return role == Qt::UserRole + 9 ? QVariant(f.value * 2) : QVariant(); };
    return {name, value};
}

static FruitModel *make(QObject *parent)
{
    return new FruitModel(columns(), [](const Fruit &f) { return f.key; }, parent);
}

class TestTableModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsColumns()
    {
        QObject owner;
        auto *model = make(&owner);
        model->setRows({{u"apple"_s, 3}});
        const QModelIndex cell = model->index(0, 1);
        QCOMPARE(cell.data().toString(), u"3 kg"_s);
        QCOMPARE(cell.data(models::SortRole).toInt(), 3);
        QCOMPARE(cell.data(models::KeyRole).toString(), u"apple"_s);
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), u"apple!"_s);
        QCOMPARE(cell.data(Qt::UserRole + 9).toInt(), 6);
        QCOMPARE(cell.data(Qt::TextAlignmentRole).toInt(), int(Qt::AlignRight));
        QCOMPARE(model->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Value"_s);
        QCOMPARE(model->indexOfKey(u"apple"_s), 0);
        QCOMPARE(model->indexOfKey(u"pear"_s), -1);
    }

    void difference_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        for (const auto &[before, after] : {std::pair{"", "abc"}, {"abc", ""}, {"abc", "abc"}, {"abc", "xabc"}, {"abc", "abcx"},
                                            {"abc", "axbxc"}, {"abcdef", "ace"}, {"abc", "cba"}, {"abcd", "dxay"}, {"abc", "xyz"},
                                            {"abcdefgh", "hbxdafq"}})
            QTest::addRow("%s to %s", before, after) << QString::fromLatin1(before) << QString::fromLatin1(after);
    }
    void difference()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QObject owner;
        auto *model = make(&owner);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->setRows(fruits(before));
        QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        model->setRows(fruits(after));
        QCOMPARE(model->allRows(), fruits(after));
        QCOMPARE(reset.count(), 0);
    }

    void pollInsertsOneRun()
    {
        QObject owner;
        auto *model = make(&owner);
        model->setRows(fruits(u"bcdefg"_s));
        QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(model, &QAbstractItemModel::layoutChanged);
        auto rows = fruits(u"xyabcdef"_s);
        rows[3].value = 5;
        rows[4].value = 5;
        model->setRows(rows);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(layout.count(), 0);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 3);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 4);
    }

    void selectionFollowsRows()
    {
        QObject owner;
        auto *model = make(&owner);
        model->setRows(fruits(u"abcdef"_s));
        QItemSelectionModel selection(model);
        selection.setCurrentIndex(model->index(2, 0), QItemSelectionModel::SelectCurrent);
        model->setRows(fruits(u"fedcba"_s));
        QCOMPARE(selection.currentIndex().data().toString(), u"c"_s);
        QCOMPARE(selection.currentIndex().row(), 3);
        model->setRows(fruits(u"xyc"_s));
        QCOMPARE(selection.currentIndex().row(), 2);
        QVERIFY(selection.isSelected(model->index(2, 0)));
    }

    void duplicateKeysDoNotHurt()
    {
        QObject owner;
        auto *model = make(&owner);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const QString &keys : {u"aabba"_s, u"abab"_s, u"bbbb"_s, u"ab"_s, u"zaazb"_s}) {
            model->setRows(fruits(keys));
            QCOMPARE(model->allRows(), fruits(keys));
        }
    }

    void anyListToAnyOther()
    {
        QObject owner;
        auto *model = make(&owner);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(7);
        for (int round = 0; round < 30; ++round) {
            QList<Fruit> rows;
            for (int i = 0; i < 400; ++i) {
                if (random() % 3)
                    rows.append({QString::number(i), int(random() % 2)});
            }
            if (round % 3 == 0)
                std::shuffle(rows.begin(), rows.end(), random);
            model->setRows(rows);
            QVERIFY(model->allRows() == rows);
        }
    }

    void filterGivesManyRunsAndKeepsTheCurrentRow()
    {
        QObject owner;
        auto *model = make(&owner);
        QList<Fruit> all, even;
        for (int i = 0; i < 10'000; ++i) {
            all.append({QString::number(i), i});
            if (i % 2 == 0)
                even.append(all.last());
        }
        model->setRows(even);
        const QPersistentModelIndex kept(model->index(2000, 0));
        QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
        model->setRows(all);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(kept.row(), 4000);
        model->setRows(even);
        QCOMPARE(kept.row(), 2000);
        QVERIFY(model->allRows() == even);
    }
};

QTEST_GUILESS_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
