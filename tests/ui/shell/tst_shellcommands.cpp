#include "ui/shell/commands.h"
#include "ui/shell/menus.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsTextsAndShortcutsAreUnique()
    {
        QSet<QString> ids, texts, shortcuts;
        for (const auto &spec : commandTable()) {
            const QString id = QLatin1StringView(spec.id);
            const QString text = QLatin1StringView(spec.text);
            QVERIFY2(!ids.contains(id), spec.id);
            QVERIFY2(!texts.contains(text), spec.text);
            QVERIFY2(!text.isEmpty(), spec.id);
            ids += id;
            texts += text;
            const QKeySequence keys(QLatin1StringView(spec.shortcut), QKeySequence::PortableText);
            if (keys.isEmpty()) {
                QVERIFY2(!*spec.shortcut, spec.id); // no key of that name
                continue;
            }
            QVERIFY2(!shortcuts.contains(keys.toString()), spec.shortcut);
            shortcuts += keys.toString();
        }
    }

    void everyCommandHasAPlaceInAMenu()
    {
        QMainWindow window;
        Commands commands(&window);
        buildMenus(window.menuBar(), commands, [] { return QList<QAction *>(); });
        QSet<QAction *> placed;
        for (const auto *menu : window.menuBar()->findChildren<QMenu *>()) {
            for (auto *action : menu->actions())
                placed += action;
        }
        for (auto *action : commands.all())
            QVERIFY2(placed.contains(action), qPrintable(action->objectName()));
    }

    void commandsOfThePageJoinTheMenuEntity()
    {
        QMainWindow window;
        Commands commands(&window);
        QAction own(u"Format"_s);
        QList<QAction *> further{&own};
        buildMenus(window.menuBar(), commands, [&further] { return further; });
        auto *menu = window.menuBar()->findChild<QMenu *>(u"menuEntity"_s);
        const auto before = menu->actions().size();
        Q_EMIT menu->aboutToShow();
        QVERIFY(menu->actions().contains(&own));
        further.clear();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), before);
    }

    void runsAndSaysWhyNot()
    {
        QMainWindow window;
        Commands commands(&window);
        int runs = 0;
        commands.on("view.refresh", &window, [&runs] { ++runs; });
        commands.action("view.refresh")->trigger();
        QCOMPARE(runs, 1);
        commands.setUnavailable("view.refresh", u"No connection is open."_s);
        commands.action("view.refresh")->trigger();
        QCOMPARE(runs, 1);
        QCOMPARE(commands.action("view.refresh")->toolTip(), u"No connection is open."_s);
        commands.setUnavailable("view.refresh", {});
        QVERIFY(commands.action("view.refresh")->isEnabled());
    }

    void keysOfTheFocusedWidgetAreOnlyShown()
    {
        QMainWindow window;
        Commands commands(&window);
        QVERIFY(commands.action("edit.copy")->shortcut().isEmpty());
        QCOMPARE(commands.shortcutOf(commands.action("edit.copy")), QKeySequence(u"Ctrl+C"_s));
        QVERIFY(commands.action("edit.copy")->text().endsWith("\tCtrl+C"_L1));
    }
};

QTEST_MAIN(TestCommands)
#include "tst_shellcommands.moc"
