#include "ui/widgets/diffpane.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDiffView : public QObject {
    Q_OBJECT

    static QString lines(int count, int changed = -1)
    {
        QStringList all;
        for (int i = 1; i <= count; ++i)
            all += i == changed ? u"changed %1"_s.arg(i) : u"line %1"_s.arg(i);
        return all.join(u'\n');
    }
    static QList<QsciScintilla *> editors(const DiffView &view)
    {
        const auto of = [&](const QString &side) { return view.findChild<QWidget *>(side)->findChild<QsciScintilla *>(); };
        return {of(u"before"_s), of(u"after"_s)};
    }
    static bool lineShown(QsciScintilla *editor, int line)
    {
        return editor->SendScintilla(QsciScintillaBase::SCI_GETLINEVISIBLE, ulong(line));
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void sidesAreLevel()
    {
        DiffView view;
        view.setTexts(u"a\nb\nc"_s, u"a\nx\ny\nc"_s, u"nodejs:20"_s);
        QCOMPARE(view.changeCount(), 1);
        const auto both = editors(view);
        QCOMPARE(both.size(), 2);
        QCOMPARE(both.at(0)->text(), u"a\nb\n\nc"_s);
        QCOMPARE(both.at(1)->text(), u"a\nx\ny\nc"_s);
        QVERIFY(both.at(0)->isReadOnly());
    }

    void inlineHasBothInOne()
    {
        DiffView view;
        view.setTexts(u"a\nb\nc"_s, u"a\nx\nc"_s, u"text"_s);
        view.setSideBySide(false);
        QCOMPARE(editors(view).at(1)->text(), u"a\nb\nx\nc"_s);
        QVERIFY(view.findChild<QWidget *>(u"before"_s)->isHidden());
    }

    void equalLinesFoldAndUnfold()
    {
        DiffView view;
        view.resize(800, 600);
        view.setTexts(lines(100), lines(100, 50), u"text"_s);
        view.show();
        const auto both = editors(view);
        for (QsciScintilla *editor : both) {
            QVERIFY(!lineShown(editor, 10));
            QVERIFY(lineShown(editor, 49));
            QVERIFY(!lineShown(editor, 90));
            QVERIFY(editor->annotation(0).contains(u"45 equal lines"_s));
        }
        Q_EMIT view.findChild<DiffPane *>()->unfoldRequested(0);
        for (QsciScintilla *editor : both)
            QVERIFY(lineShown(editor, 10));
        view.setFolded(false);
        QVERIFY(lineShown(both.at(1), 90));
    }

    void stepsThroughChanges()
    {
        DiffView view;
        view.setTexts(lines(60), lines(60, 10).replace(u"line 40"_s, u"other"_s), u"text"_s);
        QCOMPARE(view.changeCount(), 2);
        QCOMPARE(view.currentChange(), 0);
        view.nextChange();
        QCOMPARE(view.currentChange(), 1);
        view.nextChange();
        QCOMPARE(view.currentChange(), 1);
        view.previousChange();
        QCOMPARE(view.currentChange(), 0);
    }

    void equalTexts()
    {
        DiffView view;
        view.setTexts(u"a\nb"_s, u"a\nb"_s, u"text"_s);
        QCOMPARE(view.changeCount(), 0);
        view.nextChange();
        view.setTexts({}, {}, {});
        QCOMPARE(view.changeCount(), 0);
    }

    void longTextsOnAWorkerLatestWins()
    {
        DiffView view;
        QSignalSpy found(&view, &DiffView::changesFound);
        view.setTexts(lines(20'000), lines(20'000, 7), u"text"_s);
        view.setTexts(lines(20'000), lines(20'000), u"text"_s);
        QCOMPARE(found.count(), 0);
        QTRY_COMPARE(found.count(), 1);
        QCOMPARE(view.changeCount(), 0);
    }
};

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
