#include "core/net/upload.h"
#include "core/zip/pack.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/code/deploy.h"
#include "ui/editors/code/uploadbar.h"
#include "ui/editors/reviewdialog.h"
#include "ui/editors/zip/zipeditors.h"
#include "ui/editors/zip/ziptab.h"
#include "ui/editors/zip/ziptree.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 aDay = 1'700'000'000'000;

QByteArray zipOf(const QMap<QString, QByteArray> &files)
{
    zip::Edit edit;
    for (auto it = files.begin(); it != files.end(); ++it)
        edit.added.insert(it.key(), {*it, aDay, 0});
    return files.isEmpty() ? zip::endRecord(0, 0, 0) : *zip::rewritten({}, edit);
}

/// The fixture's action, its code a zip.
struct ZipFixture : EditorFixture {
    explicit ZipFixture(const QByteArray &zip)
    {
        setCode(zip.toBase64());
    }
    void setCode(const QByteArray &code)
    {
        json::Value exec = json::Value::object();
        exec.set(u"kind", json::Value::string(u"nodejs:20"_s));
        exec.set(u"code", json::Value::string(QString::fromLatin1(code)));
        exec.set(u"binary", json::Value::boolean(true));
        action.set(u"exec", exec);
    }
    std::unique_ptr<ActionPage> open()
    {
        auto page = std::make_unique<ActionPage>(*session, *store, target);
        page->resize(1180, 700);
        page->show();
        return page;
    }
};

ZipFixture usual()
{
    return ZipFixture(zipOf({{u"index.js"_s, "exports.main = () => ({a: 1});\n"},
                             {u"lib/sizes.js"_s, "one\ntwo\nthree\n"},
                             {u"package.json"_s, "{}"},
                             {u"test/mug.jpg"_s, QByteArray("\0\1\2\3", 4)},
                             {u"test/run.js"_s, "x"}}));
}

QTreeView *tree(QWidget *page)
{
    return child<QTreeView>(page, "zipTree");
}

void openFile(ActionPage &page, const QString &path)
{
    const auto *view = tree(&page);
    for (const QModelIndex &index : view->model()->match(view->model()->index(0, 0), ZipTreeModel::PathRole, path, 1, Qt::MatchExactly | Qt::MatchRecursive))
        Q_EMIT const_cast<QTreeView *>(view)->activated(index);
}

CodeEditor *shownEditor(ActionPage &page)
{
    for (CodeEditor *editor : page.findChildren<CodeEditor *>(u"zipEditor"_s))
        if (editor->isVisible())
            return editor;
    return nullptr;
}

/// What is typed before the page knows of no draft is refused.
bool editable(ActionPage &page)
{
    const CodeEditor *editor = shownEditor(page);
    return editor && !editor->isReadOnly() && child<QWidget>(&page, "zipAdd")->isEnabled();
}

QStringList pathsOf(const json::Value &action)
{
    const auto archive = zip::Archive::read(QByteArray::fromBase64(action.value(u"exec").value(u"code").toString().toLatin1()));
    QStringList paths;
    if (archive)
        for (const zip::Entry &entry : archive->entries())
            paths.append(entry.path);
    return paths;
}

void saveReviewed(ActionPage &page)
{
    page.save();
    ReviewDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = page.findChild<ReviewDialog *>()));
    QTRY_VERIFY(child<QWidget>(dialog, "reviewSave")->isEnabled());
    QSignalSpy written(&page, &Page::entityWritten);
    click(dialog, "reviewSave");
    QTRY_COMPARE(written.count(), 1);
}

} // namespace

/// Zips in the code tab: tree, editing, files, limits, upload.
class TestZipTab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTreeAndStartFile()
    {
        ZipFixture fixture = usual();
        const auto page = fixture.open();
        QTRY_VERIFY(editable(*page));
        QCOMPARE(shownEditor(*page)->text(), u"exports.main = () => ({a: 1});\n"_s);
        QTRY_COMPARE(child<QLabel>(page.get(), "zipCount")->text().section(u',', 0, 0), u"5 files"_s);
        QTRY_COMPARE(child<QLabel>(page.get(), "zipStart")->text(), u"index.js, function main"_s);
        QTRY_VERIFY(child<MessageBar>(page.get(), "zipWarning")->text().contains(u"test/"_s));
        QAbstractItemModelTester tester(tree(page.get())->model());
        child<QLineEdit>(page.get(), "zipSearch")->setText(u"sizes"_s);
        QCOMPARE(tree(page.get())->model()->rowCount(), 1);
        QVERIFY(!page->modified());
        QVERIFY(!child<QWidget>(page.get(), "invokePanel")->isVisible());
        page->invoke();
        QVERIFY(child<QWidget>(page.get(), "invokePanel")->isVisible());
    }

    void editedFileIsSavedAndTheRestStays()
    {
        ZipFixture fixture = usual();
        const QByteArray before = QByteArray::fromBase64(fixture.action.value(u"exec").value(u"code").toString().toLatin1());
        const auto page = fixture.open();
        QTRY_VERIFY(editable(*page));
        openFile(*page, u"lib/sizes.js"_s);
        QTRY_VERIFY(shownEditor(*page) && shownEditor(*page)->text().startsWith(u"one"_s));
        shownEditor(*page)->replaceText(u"one\nTWO\nthree\nfour\n"_s);
        QTRY_VERIFY(page->modified());
        QTRY_VERIFY(child<QTabBar>(page.get(), "zipTabs")->tabText(1).contains(u"●"_s));
        QTRY_VERIFY(!page->findChildren<QWidget *>(u"zipChange"_s).isEmpty());
        saveReviewed(*page);
        QTRY_VERIFY(!page->modified());
        const auto after = zip::Archive::read(QByteArray::fromBase64(fixture.puts.last().value(u"exec").value(u"code").toString().toLatin1()));
        QVERIFY(after);
        QCOMPARE(*after->content(after->find(u"lib/sizes.js"_s), 1000), QByteArray("one\nTWO\nthree\nfour\n"));
        const auto was = zip::Archive::read(before);
        for (const QString &path : {u"index.js"_s, u"package.json"_s, u"test/mug.jpg"_s, u"test/run.js"_s})
            QCOMPARE(after->entries().at(after->find(path)), was->entries().at(was->find(path)));
        QTRY_VERIFY(shownEditor(*page) && shownEditor(*page)->text().contains(u"four"_s)); // the tab stays open
    }

    void filesAreAddedRenamedDeletedAndRestored()
    {
        ZipFixture fixture = usual();
        const auto page = fixture.open();
        QTRY_VERIFY(editable(*page));
        QFile extra(fixture.dir.filePath(u"大 & @.js"_s));
        QVERIFY(extra.open(QIODevice::WriteOnly) && extra.write("new") == 3);
        extra.close();
        tree(page.get())->setCurrentIndex({});
        auto *tab = page->findChild<ZipTab *>();
        tab->addFiles({extra.fileName()});
        QTRY_VERIFY(page->modified());
        QTRY_VERIFY(tree(page.get())->model()->match(tree(page.get())->model()->index(0, 0), Qt::DisplayRole, u"大 & @.js"_s, 1, Qt::MatchExactly).size() == 1);
        openFile(*page, u"test/mug.jpg"_s);
        QTRY_VERIFY(page->findChild<QLabel *>(u"zipFileReason"_s)); // binary: facts
        press(page.get(), u"Leave it out"_s);
        QTRY_COMPARE(child<QLabel>(page.get(), "zipCount")->text().section(u',', 0, 0), u"4 files"_s);
        press(page.get(), u"Undo"_s);
        QTRY_COMPARE(child<QLabel>(page.get(), "zipCount")->text().section(u',', 0, 0), u"6 files"_s);
        tree(page.get())->setCurrentIndex(tree(page.get())->model()->match(tree(page.get())->model()->index(0, 0), ZipTreeModel::PathRole, u"lib"_s, 1, Qt::MatchExactly).value(0));
        click(page.get(), "zipRemove");
        saveReviewed(*page);
        QCOMPARE(pathsOf(fixture.action), QStringList({u"index.js"_s, u"package.json"_s, u"test/mug.jpg"_s, u"test/run.js"_s, u"大 & @.js"_s}));
    }

    void oddZipsAreTold_data()
    {
        QTest::addColumn<QByteArray>("zip");
        QTest::addColumn<QString>("said");
        QTest::newRow("empty") << zipOf({}) << u"empty"_s;
        QTest::newRow("leads out") << zipOf({{u"../evil.js"_s, "x"}, {u"index.js"_s, "x"}}) << u"lead out"_s;
        QTest::newRow("bomb") << zipOf({{u"index.js"_s, QByteArray(40'000'000, 'x')}}) << u"unpacks to"_s;
        QTest::newRow("does not start") << zipOf({{u"other.js"_s, "x"}}) << u"starts with"_s;
    }
    void oddZipsAreTold()
    {
        QFETCH(QByteArray, zip);
        QFETCH(QString, said);
        ZipFixture fixture(zip);
        const auto page = fixture.open();
        auto *warning = child<MessageBar>(page.get(), "zipWarning");
        QTRY_VERIFY2(warning->text().contains(said), qPrintable(warning->text()));
        QVERIFY(!page->modified());
    }

    void brokenZipIsShownAsAFile()
    {
        ZipFixture fixture(zipOf({{u"index.js"_s, "x"}}).chopped(10));
        const auto page = fixture.open();
        auto *text = child<QLabel>(page.get(), "archiveText");
        QTRY_VERIFY(text->isVisible());
        QVERIFY2(text->text().contains(u"directory"_s), qPrintable(text->text()));
    }

    void readOnlyZipIsOnlyShown()
    {
        EditorFixture fixture(true);
        json::Value exec = fixture.action.value(u"exec");
        exec.set(u"code", json::Value::string(QString::fromLatin1(zipOf({{u"index.js"_s, "x"}}).toBase64())));
        exec.set(u"binary", json::Value::boolean(true));
        fixture.action.set(u"exec", exec);
        ActionPage page(*fixture.session, *fixture.store, fixture.target);
        page.show();
        QTRY_VERIFY(shownEditor(page));
        QVERIFY(shownEditor(page)->isReadOnly());
        QVERIFY(!child<QWidget>(&page, "zipAdd")->isEnabled());
    }

    void closedAndSessionGoneWhileItIsRead()
    {
        ZipFixture fixture = usual();
        fixture.open().reset(); // while loading
        auto page = fixture.open();
        QTRY_VERIFY(editable(*page));
        shownEditor(*page)->replaceText(u"typed"_s);
        QTRY_VERIFY(page->modified());
        fixture.session.reset(); // while it is packed
        QTRY_VERIFY(!page->canSave());
        page.reset();
    }

    void largestCodeIsAsQuick()
    {
        // 36 MB that do not shrink: 48 MB as sent.
        QByteArray noise(37'600'000, '\0');
        quint32 seed = 1;
        for (char &c : noise)
            c = char((seed = seed * 1664525 + 1013904223) >> 24);
        const QByteArray zip = zipOf({{u"big.bin"_s, noise}, {u"index.js"_s, "exports.main = 1"}});
        ZipFixture fixture(zip);
        const auto page = fixture.open();
        QTRY_VERIFY_WITH_TIMEOUT(editable(*page), 60000);
        shownEditor(*page)->replaceText(u"exports.main = 2"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page->modified() && page->canSave(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!page->findChild<ZipTab *>()->busy(), 60000);
        QTRY_VERIFY(child<QLabel>(page.get(), "zipLeft")->text().contains(u"99 %"_s));
    }

    void uploadShowsHowFarItIs()
    {
        QCOMPARE(uploadText(100, 2'000'000, 10), u"uploading 100 B of 1.9 MB"_s);
        UploadBar bar;
        const auto upload = std::make_shared<net::Upload>();
        bar.follow(upload, u"Saving a"_s, u"PUT /a"_s);
        upload->advance(10, 500, false);
        QVERIFY(bar.isHidden()); // too small to be worth it
        QSignalSpy begun(&bar, &UploadBar::begun);
        upload->advance(1'000'000, 4'000'000, false);
        QVERIFY(!bar.isHidden());
        QCOMPARE(begun.count(), 1);
        QVERIFY(child<QLabel>(&bar, "uploadSteps")->text().contains(u"▸ upload"_s));
        click(&bar, "cancelUpload");
        QVERIFY(upload->stopped());
        upload->advance(4'000'000, 4'000'000, true);
        QVERIFY(child<QLabel>(&bar, "uploadSteps")->text().contains(u"▸ server stores"_s));
        bar.end();
        QVERIFY(bar.isHidden());
    }

    void droppedFilesFindTheirAction()
    {
        ZipFixture fixture = usual();
        const QString folder = fixture.dir.filePath(u"price-quote"_s);
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + u"/index.js"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("exports.main = () => 7") > 0);
        file.close();
        const auto there = editors::deployFiles(*fixture.session, {folder, u"/x/你 new.py"_s}, u"orders"_s);
        QCOMPARE(there.size(), 2);
        QVERIFY(there.at(0).exists && there.at(0).target == fixture.target);
        QVERIFY(!there.at(1).exists && there.at(1).target.kind == Target::Kind::NewAction);
        const auto page = fixture.open();
        QVERIFY(editors::takeFile(page.get(), folder)); // before it has loaded
        QTRY_VERIFY(page->modified());
        QTRY_COMPARE(child<QLabel>(page.get(), "zipCount")->text().section(u',', 0, 0), u"1 files"_s);
        QCOMPARE(fixture.puts.size(), 0);
        ActionPage fresh(*fixture.session, *fixture.store, editors::deployFiles(*fixture.session, {folder}).at(0).target);
        fresh.show();
        QVERIFY(editors::takeFile(&fresh, folder));
        QTRY_COMPARE(child<QLineEdit>(&fresh, "newName")->text(), u"price-quote"_s);
        QTRY_VERIFY(fresh.canSave());
        QCOMPARE(child<QComboBox>(&fresh, "newKind")->currentText(), u"nodejs:20"_s);
    }

    void tooLargeIsRefusedBeforeItIsSent()
    {
        ZipFixture fixture = usual();
        const auto page = fixture.open();
        QTRY_VERIFY(editable(*page));
        QFile big(fixture.dir.filePath(u"big.bin"_s));
        QVERIFY(big.open(QIODevice::WriteOnly));
        QByteArray noise(38'500'000, '\0');
        quint32 seed = 7;
        for (char &c : noise)
            c = char((seed = seed * 1664525 + 1013904223) >> 24);
        big.write(noise);
        big.close();
        page->findChild<ZipTab *>()->addFiles({big.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(page.get(), "zipLeft")->text().contains(u"over the limit"_s), 60000);
        QVERIFY(!page->canSave());
        QCOMPARE(fixture.puts.size(), 0);
    }
};

QTEST_MAIN(TestZipTab)
#include "tst_ziptab.moc"
