#include "core/zip/pack.h"

#include <QTemporaryDir>
#include <QTest>

using namespace zip;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 aDay = 1'700'000'000'000;

QByteArray zipOf(const QMap<QString, QByteArray> &files, const QByteArray &comment = {})
{
    QByteArray bytes;
    QByteArray directory;
    for (auto it = files.begin(); it != files.end(); ++it) {
        const Written entry = writeFile(it.key(), {*it, aDay, 0});
        directory += placed(entry.central, bytes.size());
        bytes += entry.local;
    }
    const qint64 start = bytes.size();
    return bytes + directory + endRecord(files.size(), directory.size(), start, comment);
}

} // namespace

/// The pieces that archives are written from and read by.
class TestPacking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void checksumIsTheUsualOne()
    {
        QCOMPARE(checksum({}), 0u);
        QCOMPARE(checksum("123456789"), 0xCBF43926u);
        QCOMPARE(checksum(QByteArray(1, '\0')), 0xD202EF8Du);
    }

    void numbersAreLittleEndian()
    {
        QByteArray bytes;
        putWord(bytes, 0x1234);
        putDword(bytes, 0x89ABCDEF);
        QCOMPARE(bytes.toHex(), QByteArray("3412efcdab89"));
        QCOMPARE(word(bytes, 0), quint16(0x1234));
        QCOMPARE(dword(bytes, 2), 0x89ABCDEFu);
    }

    void whatDoesNotShrinkIsStored()
    {
        QByteArray noise(5000, '\0');
        quint32 seed = 3;
        for (char &c : noise)
            c = char((seed = seed * 1664525 + 1013904223) >> 24);
        const auto directory = readDirectory(zipOf({{u"noise"_s, noise}, {u"text"_s, QByteArray(5000, 'x')}, {u"nothing"_s, {}}}));
        QVERIFY(directory);
        QCOMPARE(directory->records.size(), 3);
        QCOMPARE(directory->records.at(0).name, QByteArray("noise"));
        QCOMPARE(int(directory->records.at(0).method), 0);
        QCOMPARE(directory->records.at(0).packed, 5000);
        QCOMPARE(int(directory->records.at(2).method), 8);
        QVERIFY(directory->records.at(2).packed < 100);
        QCOMPARE(directory->records.at(1).size, 0);
    }

    void bytesInFrontAndACommentBehind()
    {
        const QByteArray zip = zipOf({{u"a"_s, "one"}, {u"b"_s, "two"}}, "made by hand");
        const auto directory = readDirectory("#!/bin/sh\nexit\n" + zip); // a program that unpacks itself
        QVERIFY(directory);
        QCOMPARE(directory->prefix, 15);
        const auto archive = Archive::read("#!/bin/sh\nexit\n" + zip);
        QVERIFY(archive);
        QCOMPARE(*archive->content(archive->find(u"b"_s), 100), QByteArray("two"));
        const auto same = rewritten(*archive, {});
        QVERIFY(same);
        QCOMPARE(Archive::read(*same)->entries(), archive->entries());
        QVERIFY(same->endsWith("made by hand"));
    }

    void cutAnywhereItIsRefusedOrRead()
    {
        const QByteArray zip = zipOf({{u"a"_s, "one"}, {u"lib/b"_s, QByteArray(300, 'x')}});
        for (qsizetype length = 0; length < zip.size(); ++length)
            QVERIFY2(!Archive::read(zip.left(length)), QByteArray::number(length).constData());
    }

    void everyByteMayBeWrong()
    {
        const QByteArray zip = zipOf({{u"a"_s, "one"}, {u"lib/b"_s, QByteArray(300, 'x')}});
        for (qsizetype at = 0; at < zip.size(); ++at) {
            QByteArray odd = zip;
            odd[at] = char(~odd[at]);
            const auto archive = Archive::read(odd); // must not crash; what it says is checked when it is opened
            for (qsizetype entry = 0; archive && entry < archive->entries().size(); ++entry)
                (void)archive->content(entry, 10'000);
        }
    }

    void editsTogether()
    {
        const auto before = Archive::read(zipOf({{u"a"_s, "one"}, {u"b"_s, "two"}, {u"c"_s, "three"}, {u"d"_s, "four"}}));
        Edit edit;
        QVERIFY(edit.isEmpty());
        edit.replaced.insert(0, {"ONE", aDay, 0755});
        edit.renamed.insert(1, u"lib/b"_s);
        edit.removed.insert(2);
        edit.added.insert(u"e"_s, {"five", aDay, 0});
        QVERIFY(!edit.isEmpty());
        const auto after = Archive::read(*rewritten(*before, edit));
        QVERIFY(after);
        QStringList paths;
        for (const Entry &entry : after->entries())
            paths.append(entry.path);
        QCOMPARE(paths, (QStringList{u"a"_s, u"lib/b"_s, u"d"_s, u"e"_s}));
        QCOMPARE(*after->content(0, 100), QByteArray("ONE"));
        QCOMPARE(*after->content(1, 100), QByteArray("two"));
        QCOMPARE(after->entries().at(0).mode, 0755);
        QCOMPARE(after->entries().at(2), before->entries().at(3));
        QCOMPARE(after->content(0, 2).error().kind, Error::Kind::TooLarge);
    }

    void missingFilesAreNamed()
    {
        const auto packed = pack({{u"a"_s, u"/no/such/file"_s}}, 1000);
        QVERIFY(!packed);
        QVERIFY(packed.error().message.contains(u"/no/such/file"_s));
        QTemporaryDir dir;
        QStringList leftOut;
        QVERIFY(filesOf(dir.path(), &leftOut).isEmpty() && leftOut.isEmpty());
        QCOMPARE(Archive::read(pack({}, 1000)->zip)->entries().size(), 0);
    }
};

QTEST_APPLESS_MAIN(TestPacking)
#include "tst_packing.moc"
