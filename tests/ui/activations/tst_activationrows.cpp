#include "ui/activations/activationrows.h"

#include "core/async/workers.h"
#include "tests/support/threadtime.h"
#include "ui/activations/activationasker.h"
#include "ui/activations/activationcolumns.h"
#include "ui/activations/export/exportbar.h"
#include "ui/activations/groups/groupview.h"
#include "ui/activations/groups/versus.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using insight::ActivationTable;
using insight::ActivationView;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

namespace {

constexpr qint64 start = 1'700'000'000'000;

ActivationSummary rowOf(int number)
{
    ActivationSummary row;
    row.id = QString::number(number + 1, 16).rightJustified(32, u'0');
    row.name = {u"guest"_s, u"orders"_s, number % 2 ? u"checkout"_s : u"你好"_s};
    row.version = number % 4 < 2 ? u"0.0.9"_s : u"0.0.10"_s;
    row.kind = u"nodejs:20"_s;
    row.start = start + number * 10;
    row.durationMs = 20 + (number * 37) % 1000;
    row.status = number % 10 == 0 ? ActivationStatus::ApplicationError : ActivationStatus::Success;
    return row;
}

ActivationTable::Ptr tableOf(int count, int from = 0, const ActivationTable::Ptr &before = nullptr)
{
    QList<ActivationSummary> rows;
    for (int i = from; i < from + count; ++i)
        rows.append(rowOf(i));
    return ActivationTable::withRows(before, rows);
}

ActivationView all(const ActivationTable::Ptr &table)
{
    return insight::query(table, {});
}

ActivationView slowOnly(const ActivationTable::Ptr &table)
{
    insight::ActivationFilter filter;
    filter.minDurationMs = 500;
    return insight::query(table, filter);
}

} // namespace

class TestActivationRows : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    static std::unique_ptr<ActivationRows> model() { return std::make_unique<ActivationRows>(activationcolumns::full()); }

private Q_SLOTS:
    void rowsComeGoAndMove()
    {
        auto rows = model();
        const QAbstractItemModelTester tester(rows.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(rows->rowCount(), 0);
        const auto few = tableOf(20);
        const auto more = tableOf(30, 20, few);
        rows->setView(all(few));
        QCOMPARE(rows->rowCount(), 20);
        QCOMPARE(rows->index(0, activationcolumns::Action).data().toString(), u"orders/checkout"_s);
        rows->setView(all(more));
        QCOMPARE(rows->rowCount(), 50);
        rows->setView(slowOnly(more));
        QVERIFY(rows->rowCount() > 0 && rows->rowCount() < 50);
        rows->setView(insight::sorted(all(more), {insight::ActivationColumn::Duration, Qt::AscendingOrder}));
        QCOMPARE(rows->index(0, activationcolumns::Duration).data().toString(), u"20 ms"_s);
        rows->setView({few, {}, false});
        QCOMPARE(rows->rowCount(), 0);
        rows->setView(all(few));
        QCOMPARE(rows->rowCount(), 20);
    }

    void selectionFollowsItsActivation()
    {
        auto rows = model();
        QTableView view;
        view.setModel(rows.get());
        activationcolumns::setUpFull(&view);
        const auto few = tableOf(20);
        rows->setView(all(few));
        view.selectRow(3);
        const QString id = rows->idAt(3);
        rows->setView(all(tableOf(5, 20, few)));
        QCOMPARE(view.currentIndex().row(), 8);
        QCOMPARE(rows->idAt(view.currentIndex().row()), id);
        QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
        rows->setView(insight::sorted(all(few), {insight::ActivationColumn::Start, Qt::AscendingOrder}));
        QCOMPARE(rows->idAt(view.currentIndex().row()), id);
        ActivationView other = all(few);
        other.rows.erase(other.rows.begin() + 3); // the selected one is filtered out
        rows->setView(other);
        QVERIFY(!view.currentIndex().isValid() || rows->idAt(view.currentIndex().row()) != id);
    }

    void hundredThousandRows()
    {
        auto rows = model();
        QTableView view;
        view.setModel(rows.get());
        activationcolumns::setUpFull(&view);
        view.resize(700, 600);
        view.show();
        const auto many = tableOf(100'000);
        const auto more = tableOf(1000, 100'000, many);
        const ActivationView before = all(many), after = all(more);
        rows->setView(before);
        view.selectRow(50'000);
        const QString id = rows->idAt(50'000);
        const double took = threadMs([&] { rows->setView(after); });
        QVERIFY2(took < mostMs(), qPrintable(QString::number(took)));
        QCOMPARE(rows->idAt(view.currentIndex().row()), id);
        view.scrollToBottom();
        QVERIFY(!view.grab().isNull());
    }

    void answersQuestions()
    {
        ActivationQuestion question;
        question.groups = insight::GroupBy::Version;
        question.map = true;
        const auto table = tableOf(1000);
        const auto whole = answerTo(question, table);
        QCOMPARE(whole->known, 1000);
        QCOMPARE(qsizetype(whole->view.rows.size()), 1000);
        QCOMPARE(whole->totals.errors, 100);
        QCOMPARE(whole->groups.size(), 4);
        QVERIFY(whole->histogram.buckets.size() > 1 && whole->map.columns > 1);
        question.selected = LatencyRange{{start + 1000, start + 2000}, 0, {}};
        const auto part = answerTo(question, table);
        QCOMPARE(qsizetype(part->view.rows.size()), 100);
        QCOMPARE(part->histogram.most, whole->histogram.most); // the chart shows what there is to select from
        question.selected->fromDurationMs = 500;
        QVERIFY(answerTo(question, table)->view.rows.size() < 100);
        QCOMPARE(answerTo(question, nullptr)->known, 0);
        QVERIFY(!answerTo({}, ActivationTable::withRows(nullptr, {}))->span);
    }

    void latestQuestionWins()
    {
        ActivationAsker asker;
        QList<std::shared_ptr<const ActivationAnswer>> answers;
        connect(&asker, &ActivationAsker::answered, this, [&](const auto &answer) { answers += answer; });
        const auto table = tableOf(50'000);
        ActivationQuestion question;
        for (int least : {0, 300, 700, 1015}) {
            question.filter.minDurationMs = least;
            asker.ask(question, table);
        }
        QTRY_COMPARE(answers.size(), 1);
        const auto few = answers.first()->view.rows.size();
        QVERIFY(few > 0 && few < 2000);
        // What only new rows ask waits, and is answered.
        asker.ask(question, table);
        const auto more = tableOf(10, 50'000, table);
        asker.renew(question, more);
        asker.renew(question, more);
        QTRY_COMPARE(answers.size(), 3);
        QCOMPARE(answers.last()->known, 50'010);
        QVERIFY(!asker.busy());
    }

    void goneWhileAsked()
    {
        const auto table = tableOf(50'000);
        auto asker = std::make_unique<ActivationAsker>();
        asker->ask({}, table);
        asker.reset();
        QTRY_COMPARE(workers()->activeThreadCount(), 0); // and what it tells finds nobody
    }

    void groupsAgainstEachOther()
    {
        GroupView view;
        view.setBy(insight::GroupBy::Version);
        view.resize(900, 500);
        view.show();
        view.setGroups(insight::groups(all(tableOf(400)), insight::GroupBy::Version));
        auto *table = view.table();
        QCOMPARE(table->model()->rowCount(), 4);
        QVERIFY(!table->isColumnHidden(1));
        const auto *pane = view.findChild<QWidget *>(u"versusPane"_s);
        QVERIFY(!pane->isVisible());
        QModelIndexList versions; // of one action
        for (int row = 0; row < 4; ++row) {
            if (table->model()->index(row, 0).data().toString().contains(u"checkout"_s))
                versions += table->model()->index(row, 0);
        }
        QCOMPARE(versions.size(), 2);
        for (const QModelIndex &index : versions)
            table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(pane->isVisible());
        const QString sentence = view.findChild<QLabel *>(u"versusSentence"_s)->text();
        QVERIFY2(sentence.startsWith(u"Against 0.0.9, 0.0.10"_s), qPrintable(sentence)); // the older one is A
        const auto *lines = view.findChild<QTableView *>(u"versusTable"_s)->model();
        QCOMPARE(lines->index(0, 1).data().toString(), u"orders/checkout 0.0.9"_s);
        QCOMPARE(lines->rowCount(), 7);
    }

    void groupsAreNamedInNarrowPlaces()
    {
        GroupView view;
        view.setGroups(insight::groups(all(tableOf(40)), insight::GroupBy::Action));
        view.resize(480, 300);
        view.show();
        QTRY_VERIFY(view.table()->columnWidth(0) >= 200);
        view.resize(1600, 300);
        QTRY_VERIFY(view.table()->columnWidth(0) > 400);
    }

    void groupsSortAndFilter()
    {
        GroupView view;
        view.show();
        view.setGroups(insight::groups(all(tableOf(401)), insight::GroupBy::Action));
        auto *table = view.table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->index(0, 2).data().toString(), u"201"_s);
        table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"orders/checkout"_s);
        QSignalSpy wanted(&view, &GroupView::filterRequested);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<openwhisk::EntityName>().shown(), u"orders/checkout"_s);
        QSignalSpy by(&view, &GroupView::byChanged);
        view.findChild<QCheckBox *>(u"groupByVersion"_s)->click();
        QCOMPARE(by.count(), 1);
    }

    void versusInWords()
    {
        insight::ActivationTotals a, b;
        a.count = b.count = a.runs = b.runs = 100;
        a.duration = {100, 1, 50, 200, 300, 400};
        b.duration = {100, 1, 50, 250, 300, 400};
        b.errors = 10;
        QCOMPARE(versus::sentence(u"1"_s, a, u"2"_s, b), u"Against 1, 2 is 25 % slower at p95 and fails 10.0 points more often."_s);
        QCOMPARE(versus::sentence(u"2"_s, b, u"1"_s, a), u"Against 2, 1 is 20 % faster at p95 and fails 10.0 points less often."_s);
        const auto lines = versus::lines(a, b);
        QCOMPARE(lines.at(3).difference, u"+25 %"_s);
        QCOMPARE(lines.at(3).tone, -1);
        QCOMPARE(lines.at(2).difference, u"same"_s);
        b.count = 3;
        QCOMPARE(versus::sentence(u"1"_s, a, u"2"_s, b), u"2 has too few runs to tell."_s);
    }

    void exportInTheOrderShown()
    {
        const auto view = insight::sorted(all(tableOf(300)), {insight::ActivationColumn::Duration, Qt::DescendingOrder});
        for (const auto format : {exchange::TableFormat::Csv, exchange::TableFormat::Json, exchange::TableFormat::Markdown}) {
            const QString file = m_dir.filePath(ExportJob::proposedName(format));
            ExportJob job(view, format, file);
            auto written = job.start();
            QTRY_VERIFY(written.isFinished());
            QVERIFY(written.resultAt(0));
            QCOMPARE(written.resultAt(0)->rows, 300);
            QCOMPARE(job.progress(), 1.0);
            QFile out(file);
            QVERIFY(out.open(QIODevice::ReadOnly));
            const QByteArray text = out.readAll();
            const QByteArray slowest = rowOf(0).id.toLatin1();
            QVERIFY(text.contains(slowest));
            QVERIFY(text.indexOf(view.table->summary(view.rows.front()).id.toLatin1()) < text.indexOf(view.table->summary(view.rows.back()).id.toLatin1()));
        }
    }

    void canceledExportLeavesNothing()
    {
        const QString file = m_dir.filePath(u"canceled.csv"_s);
        ExportJob job(all(tableOf(20'000)), exchange::TableFormat::Csv, file);
        job.cancel();
        auto written = job.start();
        QTRY_VERIFY(written.isFinished());
        QCOMPARE(written.resultAt(0).error().kind, Error::Kind::Canceled);
        QVERIFY(!QFile::exists(file));
    }
};

QTEST_MAIN(TestActivationRows)
#include "tst_activationrows.moc"
