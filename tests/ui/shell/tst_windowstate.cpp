#include "ui/shell/windowstate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestWindowState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBack()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"new/window.ini"_s);
        const OpenTabs tabs{{u"action:orders/price-quote"_s, u"action:hello, world"_s}, u"action:hello, world"_s, {u"package:orders"_s}, {u"price-quote"_s, u"hello, world"_s}};
        {
            WindowState state(file);
            state.setBytes(u"window/geometry"_s, QByteArray("\0\x01\xff", 3));
            state.setText(u"theme"_s, u"dark"_s);
            state.setFlag(u"utc"_s, true);
            state.setTabs(u"a"_s, tabs);
            state.setTabs(u"b"_s, {{u"activations:"_s}, {}, {}, {}});
        }
        WindowState state(file);
        QCOMPARE(state.bytes(u"window/geometry"_s), QByteArray("\0\x01\xff", 3));
        QCOMPARE(state.text(u"theme"_s), u"dark"_s);
        QVERIFY(state.flag(u"utc"_s, false));
        QCOMPARE(state.tabs(u"a"_s), tabs);
        QCOMPARE(state.tabs(u"a"_s).titleOf(u"action:hello, world"_s), u"hello, world"_s);
        QVERIFY(state.tabs(u"a"_s).titleOf(u"action:other"_s).isEmpty());
        QVERIFY(state.tabs(u"b"_s).titleOf(u"activations:"_s).isEmpty());
        QCOMPARE(state.tabs(u"b"_s).targets, QStringList{u"activations:"_s});
        state.forget(u"a"_s);
        QCOMPARE(state.tabs(u"a"_s), OpenTabs());
    }

    void isWrittenAMomentAfterAChange()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"window.ini"_s);
        WindowState state(file);
        state.setText(u"theme"_s, u"dark"_s);
        const auto written = [&file] {
            QFile ini(file);
            return ini.open(QIODevice::ReadOnly) && ini.readAll().contains("dark");
        };
        QTRY_VERIFY(written()); // without a flush: a crash comes unannounced
    }

    void survivesGarbage()
    {
        const QTemporaryDir dir;
        QFile ini(dir.filePath(u"window.ini"_s));
        QVERIFY(ini.open(QIODevice::WriteOnly));
        ini.write(QByteArray("\x00\xff[[[=\n\n%%%", 11));
        ini.close();
        WindowState state(ini.fileName());
        QCOMPARE(state.text(u"theme"_s, u"system"_s), u"system"_s);
        QCOMPARE(state.tabs(u"a"_s), OpenTabs());
    }
};

QTEST_GUILESS_MAIN(TestWindowState)
#include "tst_windowstate.moc"
