#include "ui/editors/codetext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCodeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAsArchive_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("archive");
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("word of four letters") << u"test"_s << true;
        QTest::newRow("padded") << u"dGVzdA=="_s << true;
        QTest::newRow("three pads") << u"dGVzd==="_s << false;
        QTest::newRow("line end behind") << u"test\n"_s << true;
        QTest::newRow("line end inside") << u"te\nst123"_s << false;
        QTest::newRow("code") << u"function main() {}"_s << false;
        QTest::newRow("not ascii") << u"tést"_s << false;
    }
    void countsAsArchive()
    {
        QFETCH(QString, code);
        QTEST(codetext::countsAsArchive(code), "archive");
    }

    void decodedSize_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (int n = 0; n < 8; ++n)
            QTest::addRow("%d", n) << QByteArray(n, 'x');
    }
    void decodedSize()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(codetext::decodedSize(QString::fromLatin1(bytes.toBase64())), bytes.size());
    }

    void filesRoundTrip_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("binary");
        QTest::newRow("text") << QByteArray("// prüft\r\n中文\n") << false;
        QTest::newRow("zip") << QByteArray("PK\3\4\0\0x", 7) << true;
        QTest::newRow("latin 1") << QByteArray("gr\xfc\xdf") << true;
        QTest::newRow("empty") << QByteArray("") << false;
    }
    void filesRoundTrip()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir dir;
        const QString from = dir.filePath(u"a"_s);
        const QString to = dir.filePath(u"b"_s);
        QFile file(from);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const auto read = codetext::readFile(from);
        QVERIFY(read);
        QTEST(read->binary, "binary");
        QVERIFY(codetext::writeFile(to, read->code, read->binary));
        QFile back(to);
        QVERIFY(back.open(QIODevice::ReadOnly));
        QCOMPARE(back.readAll(), bytes);
    }

    void missingFileIsNamed()
    {
        const auto read = codetext::readFile(u"/nowhere/at/all.js"_s);
        QVERIFY(!read);
        QVERIFY(read.error().message.contains(u"/nowhere/at/all.js"_s));
        QVERIFY(!codetext::writeFile(u"/nowhere/at/all.js"_s, {}, false));
    }

    void tooLargeIsRefusedUnread()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"big"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(codetext::maxSentBytes + 1));
        const auto read = codetext::readFile(file.fileName());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::TooLarge);
    }

    void everyCommonKindHasATemplate()
    {
        for (const auto &kind : {u"nodejs:20"_s, u"python:3.11"_s, u"php:8.0"_s, u"ruby:2.5"_s, u"go:1.20"_s,
                                 u"rust:1.34"_s, u"swift:5.7"_s, u"blackbox"_s})
            QVERIFY2(!codetext::templateFor(kind).isEmpty(), qPrintable(kind));
        QVERIFY(codetext::templateFor(u"java:8"_s).isEmpty());
    }

    void savedFilesAreNamedByWhatTheyAre_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("bytes"); // empty: text
        QTest::addColumn<QString>("suffix");
        const QByteArray zip("PK\3\4rest", 8);
        QTest::newRow("script") << u"nodejs:20"_s << QByteArray() << u"js"_s;
        QTest::newRow("unknown text") << u"cobol:1"_s << QByteArray() << u"txt"_s;
        QTest::newRow("zip") << u"nodejs:20"_s << zip << u"zip"_s;
        QTest::newRow("empty zip") << u"python:3.11"_s << QByteArray("PK\5\6", 4) << u"zip"_s;
        QTest::newRow("jar") << u"java:8"_s << zip << u"jar"_s;
        QTest::newRow("broken jar") << u"java:8"_s << QByteArray("what") << u"jar"_s;
        QTest::newRow("program") << u"blackbox"_s << QByteArray("\x7f" "ELF\2\1") << QString();
        QTest::newRow("script as a program") << u"blackbox"_s << QByteArray("#!/bin/sh\n") << QString();
        QTest::newRow("wasm") << u"rust:1.34"_s << QByteArray("\0asm\1\0\0\0", 8) << u"wasm"_s;
        QTest::newRow("tar.gz") << u"nodejs:20"_s << QByteArray("\x1f\x8b\x08") << u"tar.gz"_s;
        QTest::newRow("tar") << u"nodejs:20"_s << QByteArray(257, 'x') + "ustar" << u"tar"_s;
        QTest::newRow("anything") << u"nodejs:20"_s << QByteArray("????") << u"bin"_s;
    }

    void savedFilesAreNamedByWhatTheyAre()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, suffix);
        const bool binary = !bytes.isEmpty();
        const QString code = binary ? QString::fromLatin1(bytes.toBase64()) : u"text"_s;
        QCOMPARE(codetext::suggestedSuffix(kind, code, binary), suffix);
    }
};

QTEST_GUILESS_MAIN(TestCodeText)
#include "tst_codetext.moc"
