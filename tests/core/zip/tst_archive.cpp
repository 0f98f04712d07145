#include "core/zip/pack.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace zip;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 aDay = 1'700'000'000'000;

/// As another tool would have written it: name for name, in this order.
QByteArray made(const QList<std::pair<QByteArray, QByteArray>> &files)
{
    QByteArray bytes;
    QByteArray directory;
    for (const auto &[name, content] : files) {
        const Written entry = writeFile(QString::fromUtf8(name), {content, aDay, 0640});
        directory += placed(entry.central, bytes.size());
        bytes += entry.local;
    }
    const qint64 start = bytes.size();
    return bytes + directory + endRecord(files.size(), directory.size(), start);
}

QStringList pathsOf(const Archive &archive)
{
    QStringList paths;
    for (const Entry &entry : archive.entries())
        paths.append(entry.path);
    return paths;
}

QByteArray contentOf(const Archive &archive, const QString &path)
{
    const auto content = archive.content(archive.find(path), 1'000'000);
    return content ? *content : "!" + content.error().message.toUtf8();
}

/// What python's zipfile says: another reader must agree.
QByteArray python(const QString &script, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"python3"_s, QStringList{u"-c"_s, script} + arguments);
    process.waitForFinished();
    return process.readAll().trimmed();
}

QString written(const QTemporaryDir &dir, const QString &name, const QByteArray &bytes)
{
    QFile file(dir.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

} // namespace

/// Archives of actions: what is in them, and that editing one file leaves all others bit by bit.
class TestArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsInIt()
    {
        const auto archive = Archive::read(made({{"index.js", "exports.main = () => ({});"}, {"lib/a.js", QByteArray(5000, 'x')}}));
        QVERIFY(archive);
        QCOMPARE(pathsOf(*archive), QStringList({u"index.js"_s, u"lib/a.js"_s}));
        QCOMPARE(archive->entries().at(1).size, 5000);
        QVERIFY(archive->entries().at(1).packed < 100);
        QCOMPARE(archive->entries().at(0).modifiedMs, aDay);
        QCOMPARE(archive->entries().at(0).mode, 0640);
        QCOMPARE(contentOf(*archive, u"index.js"_s), QByteArray("exports.main = () => ({});"));
        QCOMPARE(contentOf(*archive, u"lib/a.js"_s), QByteArray(5000, 'x'));
        QCOMPARE(archive->find(u"nothing"_s), -1);
        QVERIFY(!archive->isBomb());
    }

    void emptyZipIsOne()
    {
        const QByteArray bytes = endRecord(0, 0, 0);
        QVERIFY(Archive::looksLikeOne(bytes));
        const auto archive = Archive::read(bytes);
        QVERIFY(archive);
        QVERIFY(archive->entries().isEmpty());
        const auto filled = rewritten(*archive, {{}, {}, {}, {{u"exec"_s, {"#!/bin/sh\n", aDay, 0755}}}});
        QVERIFY(filled);
        QCOMPARE(contentOf(*Archive::read(*filled), u"exec"_s), QByteArray("#!/bin/sh\n"));
    }

    void oddEntriesAreMarkedAndNotOpened()
    {
        QByteArray bytes = made({{"../evil.js", "a"}, {"/etc/passwd", "b"}, {"C:\\x", "c"}, {"a/../../b", "d"},
                                 {"..\\win.js", "e"}, {"same.js", "f"}, {"same.js", "g"}, {"fine.js", "h"}});
        const auto archive = Archive::read(bytes);
        QVERIFY(archive);
        const QList<Oddity> expected{Oddity::Outside, Oddity::Absolute, Oddity::Absolute, Oddity::Outside,
                                     Oddity::Outside, Oddity::None,     Oddity::Twice,    Oddity::None};
        for (qsizetype i = 0; i < expected.size(); ++i) {
            QCOMPARE(archive->entries().at(i).oddity, expected.at(i));
            QCOMPARE(bool(archive->content(i, 1000)), expected.at(i) == Oddity::None);
        }
        // They stay as they are when something else is edited.
        const auto edited = rewritten(*archive, {{{7, {"new", aDay, 0}}}, {}, {}, {}});
        QCOMPARE(Archive::read(*edited)->entries().at(0).path, u"../evil.js"_s);
    }

    void linksAndEncryptedOnes()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"links.zip"_s);
        python(u"import sys, zipfile, stat\n"
               "z = zipfile.ZipFile(sys.argv[1], 'w')\n"
               "i = zipfile.ZipInfo('link.js'); i.create_system = 3; i.external_attr = (stat.S_IFLNK | 0o777) << 16\n"
               "z.writestr(i, '/etc/passwd')\n"
               "z.writestr('plain.js', 'x')\n"
               "z.writestr(zipfile.ZipInfo('folder/'), '')\nz.close()"_s,
               {path});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        auto archive = Archive::read(bytes);
        QVERIFY(archive);
        QCOMPARE(archive->entries().at(0).oddity, Oddity::Link);
        QVERIFY(archive->entries().at(2).folder);
        QCOMPARE(archive->entries().at(2).path, u"folder"_s);
        const qsizetype record = bytes.indexOf("PK\x01\x02");
        bytes[record + 8] = 1; // says: encrypted
        bytes.replace(record + 38, 4, QByteArray(4, '\0'));
        archive = Archive::read(bytes);
        QCOMPARE(archive->entries().at(0).oddity, Oddity::Encrypted);
        QVERIFY(contentOf(*archive, u"link.js"_s).contains("is encrypted"));
    }

    void bombIsToldAndNotUnpacked()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"bomb.zip"_s);
        python(u"import sys, zipfile\n"
               "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
               "z.writestr('big.txt', b'0' * 80_000_000)\nz.close()"_s,
               {path});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        QVERIFY(bytes.size() < 100'000);
        const auto archive = Archive::read(bytes);
        QVERIFY(archive->isBomb());
        const auto content = archive->content(0, 1'000'000);
        QCOMPARE(content.error().kind, Error::Kind::TooLarge);
        // It claims to be small, and is not: no more than the cap is ever held.
        const qsizetype record = bytes.indexOf("PK\x01\x02");
        bytes.replace(record + 24, 4, QByteArray("\x10\x00\x00\x00", 4));
        const auto liar = Archive::read(bytes)->content(0, 1'000'000);
        QVERIFY(!liar);
    }

    void overlappingEntriesAreRefused()
    {
        QByteArray bytes = made({{"a", "same bytes"}, {"b", "same bytes"}});
        const qsizetype second = bytes.indexOf("PK\x01\x02", bytes.indexOf("PK\x01\x02") + 4);
        bytes.replace(second + 42, 4, QByteArray(4, '\0'));
        const auto archive = Archive::read(bytes);
        QVERIFY(!archive);
        QVERIFY(archive.error().message.contains(u"overlap"_s));
    }

    void damagedOnesAreRefused_data()
    {
        const QByteArray good = made({{"a.js", "text"}, {"b.js", "text"}});
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("function main() {}");
        QTest::newRow("cut at the end") << good.chopped(5);
        QTest::newRow("cut in the middle") << good.first(good.size() / 2);
        QTest::newRow("cut at the start") << good.sliced(40);
        QTest::newRow("end only, with a count") << endRecord(3, 0, 0);
        QTest::newRow("directory of zeros") << QByteArray(200, '\0') + endRecord(2, 100, 100);
        QTest::newRow("several parts") << QByteArray(good).replace(good.size() - 18, 2, "\x01\x00");
        QTest::newRow("ZIP64") << QByteArray(good).replace(good.size() - 14, 2, "\xFF\xFF").replace(good.size() - 12, 2, "\xFF\xFF");
    }
    void damagedOnesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!Archive::read(bytes));
    }

    void brokenContentIsAnError()
    {
        QByteArray bytes = made({{"a.txt", QByteArray(2000, 'a') + "tail"}});
        bytes[45] = char(~bytes[45]); // in the packed data
        const auto content = Archive::read(bytes)->content(0, 10'000);
        QVERIFY(!content);
        QVERIFY(content.error().message.contains(u"a.txt"_s));
    }

    void editLeavesAllOthersBitByBit()
    {
        QTemporaryDir dir;
        // Written by another tool: stored and packed entries, descriptors, comments, extra fields, a prefix.
        const QString path = dir.filePath(u"theirs.zip"_s);
        python(u"import sys, zipfile\n"
               "out = open(sys.argv[1], 'wb'); out.write(b'#!/bin/sh\\n')\n"
               "class Pipe:\n"
               "  def __init__(s, f): s.f = f\n"
               "  def write(s, b): return s.f.write(b)\n"
               "  def flush(s): s.f.flush()\n"
               "z = zipfile.ZipFile(Pipe(out), 'w')\n"
               "z.comment = b'made elsewhere'\n"
               "i = zipfile.ZipInfo('first.bin', (2020, 2, 2, 2, 2, 2)); i.comment = b'note'; i.external_attr = 0o100750 << 16\n"
               "z.writestr(i, bytes(range(256)) * 40)\n"
               "z.writestr('edit.js', 'old', zipfile.ZIP_DEFLATED)\n"
               "z.writestr('last.js', 'l' * 3000, zipfile.ZIP_DEFLATED)\nz.close()"_s,
               {path});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto before = Archive::read(file.readAll());
        QVERIFY2(before, before ? "" : qPrintable(before.error().message));
        const auto bytes = rewritten(*before, {{{1, {"new text", aDay, 0}}}, {}, {}, {{u"more/new.js"_s, {"added", aDay, 0}}}});
        QVERIFY(bytes);
        const auto after = Archive::read(*bytes);
        QVERIFY(after);
        QCOMPARE(pathsOf(*after), QStringList({u"first.bin"_s, u"edit.js"_s, u"last.js"_s, u"more/new.js"_s}));
        QCOMPARE(after->entries().at(0), before->entries().at(0));
        QCOMPARE(after->entries().at(2), before->entries().at(2));
        QCOMPARE(contentOf(*after, u"edit.js"_s), QByteArray("new text"));
        const qsizetype head = before->bytes().indexOf("PK\x03\x04", 12); // of edit.js: all before it is the same
        QCOMPARE(bytes->first(head), before->bytes().first(head));
        QVERIFY(bytes->endsWith("made elsewhere"));
        const QString mine = written(dir, u"mine.zip"_s, *bytes);
        QCOMPARE(python(u"import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n"
                        "i = z.getinfo('first.bin')\n"
                        "print(z.testzip(), i.date_time, oct(i.external_attr >> 16), i.comment, z.read('more/new.js'))"_s,
                        {mine}),
                 QByteArray("None (2020, 2, 2, 2, 2, 2) 0o100750 b'note' b'added'"));
        QCOMPARE(*rewritten(*before, {}), before->bytes());
    }

    void renamesAndRemoves()
    {
        const auto before = Archive::read(made({{"a.js", "one"}, {"b.js", "two"}, {"c.js", "three"}}));
        const auto bytes = rewritten(*before, {{}, {{0, u"lib/größe 大.js"_s}}, {1}, {}});
        const auto after = Archive::read(*bytes);
        QVERIFY(after);
        QCOMPARE(pathsOf(*after), QStringList({u"lib/größe 大.js"_s, u"c.js"_s}));
        QCOMPARE(contentOf(*after, u"lib/größe 大.js"_s), QByteArray("one"));
        QCOMPARE(after->entries().at(0).modifiedMs, aDay);
        QCOMPARE(after->entries().at(0).mode, 0640);
        QTemporaryDir dir;
        QCOMPARE(python(u"import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nprint(z.testzip(), len(z.namelist()))"_s,
                        {written(dir, u"x.zip"_s, *bytes)}),
                 QByteArray("None 2"));
    }

    void packsAFolder()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(u"src/lib"_s) && QDir(dir.path()).mkpath(u"src/.git"_s));
        written(dir, u"src/index.js"_s, "main");
        written(dir, u"src/lib/空 白 & @.js"_s, "odd name");
        written(dir, u"src/.git/config"_s, "no");
        QFile run(written(dir, u"src/exec"_s, "#!/bin/sh\n"));
        QVERIFY(run.setPermissions(run.permissions() | QFileDevice::ExeOwner));
        QFile::link(dir.filePath(u"src/lib"_s), dir.filePath(u"src/loop"_s));
        QStringList leftOut;
        const auto sources = filesOf(dir.filePath(u"src"_s), &leftOut);
        const auto progress = std::make_shared<PackProgress>();
        const auto packed = pack(sources, 1'000'000, progress);
        QVERIFY(packed);
        QCOMPARE(packed->files, 3);
        QCOMPARE(progress->files.load(), 3);
        QCOMPARE(leftOut.size(), 2);
        QCOMPARE(packed->zip, pack(sources, 1'000'000)->zip); // the same again
        const auto archive = Archive::read(packed->zip);
        QCOMPARE(pathsOf(*archive), QStringList({u"exec"_s, u"index.js"_s, u"lib/空 白 & @.js"_s}));
        QCOMPARE(archive->entries().at(0).mode, 0755);
        QCOMPARE(archive->entries().at(1).mode, 0644);
        QCOMPARE(contentOf(*archive, u"lib/空 白 & @.js"_s), QByteArray("odd name"));
        progress->canceled = true;
        QCOMPARE(pack(sources, 1'000'000, progress).error().kind, Error::Kind::Canceled);
        QCOMPARE(pack(sources, 50).error().kind, Error::Kind::TooLarge);
    }

    void namesInsideAreChecked()
    {
        QCOMPARE(pathProblem(u"lib/a b@&.js"_s), QString());
        QCOMPARE(pathProblem(u"大.js"_s), QString());
        QCOMPARE(pathProblem(QString(256, u'x')), QString());
        for (const QString &bad : {u""_s, u" "_s, u"/a"_s, u"../a"_s, u"a/../b"_s, u"a//b"_s, u"a/"_s, u"a\\b"_s, u"c:a"_s, QString(2000, u'x')})
            QVERIFY2(!pathProblem(bad).isEmpty(), qPrintable(bad));
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
