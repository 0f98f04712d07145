#include "core/json/text.h"
#include "tests/support/threadtime.h"
#include "ui/models/jsonmodel.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

/// A result of 5 MB.
class TestJsonLarge : public QObject {
    Q_OBJECT

    static json::Value large()
    {
        QList<json::Value> items;
        for (int i = 0; i < 50'000; ++i)
            items.append(json::Value::object({{u"sku"_s, json::Value::string(u"MUG-%1"_s.arg(i))},
                                              {u"text"_s, json::Value::string(QString(60, u'x'))},
                                              {u"price"_s, json::Value::numberText("1.50")}}));
        return json::Value::object({{u"items"_s, json::Value::array(items)}});
    }
    /// The view's own; its text editor has one, too.
    static const FindBar *bar(const QWidget &view) { return view.findChild<FindBar *>(QString(), Qt::FindDirectChildrenOnly); }
    static QLineEdit *field(const QWidget &view) { return bar(view)->findChild<QLineEdit *>(u"findField"_s); }
    static QString result(const QWidget &view) { return bar(view)->findChild<QLabel *>(u"findResult"_s)->text(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void firstScreenOfTheTree()
    {
        const json::Value document = large();
        JsonView view;
        view.resize(600, 400);
        view.show();
        const double set = threadMs([&] { view.setDocument(document); });
        const double painted = threadMs([&] { view.grab(); });
        qInfo("5 MB: set in %.1f ms, painted in %.1f ms", set, painted);
        QVERIFY2(set < mostMs(), "a large document holds up the window");
        QCOMPARE(view.tree()->model()->rowCount(), 1);
    }

    void findsInTheTree()
    {
        JsonView view;
        view.resize(600, 400);
        view.show();
        view.setDocument(large());
        view.find();
        field(view)->setText(u"MUG-49999"_s);
        QTRY_COMPARE(result(view), u"1 of 1"_s);
        QCOMPARE(view.tree()->currentIndex().data(JsonModel::PointerRole).toString(), u"/items/49999/sku"_s);
        field(view)->setText(u"MUG-1"_s);
        view.setDocument(json::Value::object({})); // the answer of the search before comes to nobody
        QCOMPARE(view.tree()->model()->rowCount(), 1);
    }

    void rawLineByLine()
    {
        JsonView view;
        view.resize(600, 400);
        view.show();
        view.setMode(JsonView::Raw);
        const json::Value document = large();
        const double set = threadMs([&] { view.setDocument(document); });
        QVERIFY2(set < mostMs(), "a large document holds up the window");
        auto *lines = view.findChild<LogView *>(u"rawLines"_s);
        QVERIFY(lines);
        QTRY_COMPARE(lines->rowCount(), 50'000 * 5 + 4);
        view.find();
        field(*lines)->setText(u"\"price\": 1.50"_s); // number text as it was given
        QTRY_COMPARE(result(*lines), u"1 of 50,000"_s);
        view.setDocument(json::Value::object({{u"a"_s, json::Value::number(1)}}));
        QVERIFY(!lines->isVisible()); // a small one is in the editor again
        view.setDocument(document);
        view.clear();
        QVERIFY(!lines->isVisible());
    }

    void closedWhileWriting()
    {
        auto view = std::make_unique<JsonView>();
        view->show();
        view->setMode(JsonView::Raw);
        view->setDocument(large());
        view.reset();
    }

    void largeTextThatIsNoJson()
    {
        JsonView view;
        view.show();
        view.setText(QByteArray(300'000, 'x') + "\nend");
        QTRY_COMPARE(view.findChild<LogView *>(u"rawLines"_s)->rowCount(), 2);
    }
};

QTEST_MAIN(TestJsonLarge)
#include "tst_jsonlarge.moc"
