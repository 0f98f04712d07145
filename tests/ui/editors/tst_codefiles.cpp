#include "core/async/workers.h"
#include "core/openwhisk/kinds.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/code/deploy.h"
#include "ui/editors/codetab.h"
#include "ui/editors/pages.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QThreadPool>

using namespace Qt::StringLiterals;

/// Code that comes from files and goes to files, whatever they are called.
class TestCodeFiles : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<ActionPage> page;

    void open(const Target &target)
    {
        page = std::make_unique<ActionPage>(*f->session, *f->store, target);
        page->resize(1180, 700);
        page->show();
    }
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = f->dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(path));
        return path;
    }
    QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    void setCode(const QByteArray &kind, const QByteArray &code, bool binary)
    {
        json::Value exec = json::Value::object();
        exec.set(u"kind", json::Value::string(QString::fromLatin1(kind)));
        exec.set(u"code", json::Value::string(QString::fromLatin1(binary ? code.toBase64() : code)));
        exec.set(u"binary", json::Value::boolean(binary));
        f->action.set(u"exec", exec);
    }
    QString said() { return child<MessageBar>(page.get(), "codeMessage")->text(); }
    QString newName() { return child<QLineEdit>(page.get(), "newName")->text(); }
    CodeEditor *editor() { return child<CodeEditor>(page.get(), "code"); }
    QFileDialog *saveDialog()
    {
        click(page.get(), "saveCode");
        return page->findChild<QFileDialog *>();
    }
    QString proposed() { return QFileInfo(saveDialog()->selectedFiles().value(0)).fileName(); }

private Q_SLOTS:
    void init() { f = std::make_unique<EditorFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void deployedByItsName_data()
    {
        QTest::addColumn<QString>("path"); // of a file there, of a folder with / at the end
        QTest::addColumn<bool>("exists");
        QTest::newRow("text") << u"price-quote.js"_s << true;
        QTest::newRow("archive") << u"price-quote.tar.gz"_s << true;
        QTest::newRow("folder") << u"price-quote/"_s << true;
        QTest::newRow("folder with a dot") << u"price-quote.d/"_s << false;
        QTest::newRow("capitals") << u"Price-Quote.js"_s << false;
        QTest::newRow("two dots") << u"price-quote.min.js"_s << false;
        QTest::newRow("chinese") << u"报价.js"_s << false;
        QTest::newRow("hidden") << u".price-quote"_s << true;
    }
    void deployedByItsName()
    {
        QFETCH(QString, path);
        QFETCH(bool, exists);
        const QString index = write(path.endsWith(u'/') ? path + u"index.js"_s : path, "exports.main = () => 7");
        for (const QString &dropped : {f->dir.filePath(path), QDir::cleanPath(f->dir.filePath(path))}) {
            const auto deployments = editors::deployFiles(*f->session, {dropped}, u"orders"_s);
            QCOMPARE(deployments.size(), 1);
            QCOMPARE(deployments.first().exists, exists);
            QCOMPARE(deployments.first().path, dropped);
            QCOMPARE(deployments.first().target.kind, exists ? Target::Kind::Action : Target::Kind::NewAction);
            QCOMPARE(deployments.first().target.name.package, u"orders"_s);
            QVERIFY(!editors::deployFiles(*f->session, {dropped}).first().exists); // in the default package there is none
        }
        QCOMPARE(f->server.count("PUT *"), 0);
    }

    void newOneIsNamedAfterTheFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        QTest::newRow("python") << u"hello.py"_s << u"hello"_s << u"python:3.11"_s;
        QTest::newRow("chinese and more") << u"你好 world.py"_s << u"world"_s << u"python:3.11"_s;
        QTest::newRow("only chinese") << u"你好.js"_s << QString() << u"nodejs:20"_s;
        QTest::newRow("signs") << u"a @&b (c)!.js"_s << u"a @&b -c"_s << u"nodejs:20"_s;
        QTest::newRow("quotes and newline") << u"it's \"\n\" x.js"_s << u"it-s - x"_s << u"nodejs:20"_s;
        QTest::newRow("looks like an option") << u"--help.js"_s << u"help"_s << u"nodejs:20"_s;
        QTest::newRow("markup") << u"<b>x<b>.js"_s << u"b-x-b"_s << u"nodejs:20"_s;
        QTest::newRow("long") << QString(240, u'x') + u".py"_s << QString(240, u'x') << u"python:3.11"_s;
        QTest::newRow("folder") << u"my.app-1.2/index.js"_s << u"my.app-1.2"_s << u"nodejs:20"_s;
    }
    void newOneIsNamedAfterTheFile()
    {
        QFETCH(QString, file);
        QFETCH(QString, name);
        QFETCH(QString, kind);
        write(file, "the code");
        const QString path = f->dir.filePath(file.section(u'/', 0, 0));
        open(editors::deployFiles(*f->session, {path}).first().target);
        QVERIFY(editors::takeFile(page.get(), path));
        QTRY_VERIFY(page->modified() && !said().contains(u"Reading"_s));
        QCOMPARE(newName(), name);
        QVERIFY(name.isEmpty() || openwhisk::nameProblem(name).isEmpty());
        QTRY_COMPARE(child<QComboBox>(page.get(), "newKind")->currentText(), kind);
        QTRY_COMPARE(page->canSave(), !name.isEmpty()); // what has no name is asked for one
    }

    void takenByOneThatExistsKeepsItsKind()
    {
        const QString path = write(u"price-quote.py"_s, "def main(p):\n    return p\n");
        open(f->target);
        QVERIFY(editors::takeFile(page.get(), path)); // before it has loaded
        QTRY_COMPARE(editor()->text(), u"def main(p):\n    return p\n"_s);
        QTRY_VERIFY(said().contains(u"This looks like python:3.11; the action is of kind nodejs:20."_s));
        press(child<MessageBar>(page.get(), "codeMessage"), u"Make it python:3.11"_s);
        QTRY_COMPARE(said(), QString());
        QTRY_VERIFY(page->canSave());
        QCOMPARE(f->server.count("PUT *"), 0);
    }

    void theLatestFileCounts()
    {
        const QString first = write(u"first.js"_s, QByteArray(3'000'000, ' '));
        const QString second = write(u"second.js"_s, "second");
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        editors::takeFile(page.get(), first);
        editors::takeFile(page.get(), second);
        QVERIFY(!page->canSave());
        QTRY_COMPARE(editor()->text(), u"second"_s);
        QTRY_VERIFY(page->canSave());
        QTRY_COMPARE(workers()->activeThreadCount(), 0);
        QCOMPARE(editor()->text(), u"second"_s); // the first has come by now
    }

    void whatIsNoCodeIsRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("said");
        QTest::newRow("not there") << u"gone.js"_s << u"cannot be read"_s;
        QTest::newRow("text called zip") << u"text.zip"_s << u"named as an archive"_s;
        QTest::newRow("empty folder") << u"empty/"_s << u"no files"_s;
    }
    void whatIsNoCodeIsRefused()
    {
        QFETCH(QString, file);
        QFETCH(QString, said);
        QDir().mkpath(f->dir.filePath(u"empty"_s));
        write(u"text.zip"_s, "not a zip");
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        editors::takeFile(page.get(), f->dir.filePath(file));
        QTRY_VERIFY2(this->said().contains(said), qPrintable(this->said()));
        QVERIFY(!page->modified());
        QCOMPARE(editor()->text(), u"function main(p) {\n  return p;\n}\n"_s);
    }

    void onlyPagesOfActionsTakeFiles()
    {
        const std::unique_ptr<Page> server(editors::createPage(*f->session, *f->store, {Target::Kind::Server, {}, {}}, nullptr));
        QVERIFY(!editors::takeFile(server.get(), write(u"a.js"_s, "x")));
        QVERIFY(!editors::takeFile(nullptr, u"a.js"_s));
    }

    void closedAndSessionGoneWhileItIsRead()
    {
        const QString path = write(u"large.js"_s, QByteArray(20'000'000, ' '));
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        editors::takeFile(page.get(), path);
        page.reset();
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        editors::takeFile(page.get(), path);
        f->session.reset();
        QTRY_VERIFY(!said().contains(u"Reading"_s));
        QVERIFY(!page->canSave());
    }

    void savedToDiskIsWhatIsSeen()
    {
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        editor()->replaceText(u"// 报价 😀\nfunction main() {}\n"_s); // and at once
        QFileDialog *dialog = saveDialog();
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"price-quote.js"_s);
        const QString path = f->dir.filePath(u"报 价.js"_s);
        Q_EMIT dialog->fileSelected(path);
        QTRY_COMPARE(said(), u"Saved to %1."_s.arg(path));
        QCOMPARE(bytesOf(path), u"// 报价 😀\nfunction main() {}\n"_s.toUtf8());
        QCOMPARE(f->server.count("PUT *"), 0);
    }

    void savedArchiveIsDecoded_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("zip") << QByteArray("nodejs:20") << QByteArray("PK\5\6") + QByteArray(18, '\0') << u"price-quote.zip"_s;
        QTest::newRow("jar") << QByteArray("java:8") << QByteArray("\xca\xfe\0\1\2\xff", 6) << u"price-quote.jar"_s;
        QTest::newRow("one byte") << QByteArray("python:3.11") << QByteArray("\0", 1) << u"price-quote.bin"_s;
    }
    void savedArchiveIsDecoded()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        setCode(kind, bytes, true);
        open(f->target);
        QTRY_COMPARE(child<StateView>(page.get(), "actionState")->state(), StateView::Content);
        auto *tab = page->findChild<CodeTab *>();
        QTRY_VERIFY(!tab->busy());
        tab->saveToFile();
        QFileDialog *dialog = page->findChild<QFileDialog *>();
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), name);
        const QString path = f->dir.filePath(name);
        Q_EMIT dialog->fileSelected(path);
        QTRY_VERIFY(QFileInfo::exists(path));
        QTRY_VERIFY(said().startsWith(u"Saved to"_s));
        QCOMPARE(bytesOf(path), bytes);
    }

    void proposedNameFitsTheDisk()
    {
        const QString name(256, u'n');
        f->action.set(u"name", json::Value::string(name));
        f->server.on("GET /api/v1/namespaces/_/actions/orders/n*", [this](const FakeRequest &) { return answer::json(json::compact(f->action)); });
        open({Target::Kind::Action, {u"_"_s, u"orders"_s, name}, {}});
        QTRY_VERIFY(isReady(page.get()));
        const QString file = proposed();
        QVERIFY(file.endsWith(u"nnn.js"_s));
        Q_EMIT page->findChild<QFileDialog *>()->fileSelected(f->dir.filePath(file));
        QTRY_VERIFY2(said().startsWith(u"Saved to"_s), qPrintable(said()));
        QCOMPARE(bytesOf(f->dir.filePath(file)), QByteArray("function main(p) {\n  return p;\n}\n"));
    }

    void whatCannotBeWrittenIsTold()
    {
        open(f->target);
        QTRY_VERIFY(isReady(page.get()));
        const QString path = f->dir.filePath(u"missing/folder/a.js"_s);
        Q_EMIT saveDialog()->fileSelected(path);
        QTRY_VERIFY2(said().contains(path) && said().contains(u"cannot be written"_s), qPrintable(said()));
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(isReady(page.get()));
    }
};

QTEST_MAIN(TestCodeFiles)
#include "tst_codefiles.moc"
