#pragma once

#include "tests/ui/editors/triggerfixture.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QLineEdit>
#include <QTableView>

/// A trigger's page on the fixture's server, and what the tests do with it.
class TriggerPageTest {
protected:
    std::unique_ptr<TriggerFixture> f;
    std::unique_ptr<Page> page;

    StateView *state() { return child<StateView>(page.get(), "entityState"); }
    QString text(const char *bar) { return child<MessageBar>(page.get(), bar)->text(); }
    QAbstractItemModel *rules() { return child<QTableView>(page.get(), "rules")->model(); }
    QString cell(int row, int column) { return rules()->index(row, column).data().toString(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    bool ready() { return state()->state() == StateView::Content && !child<QWidget>(page.get(), "save")->toolTip().contains(QStringLiteral("Looking")); }
    void open(const QString &name = QStringLiteral("every-night"))
    {
        page = f->open(Target::Kind::Trigger, name);
        page->resize(1200, 900);
        QTRY_VERIFY(ready());
    }
    void openWithFeed()
    {
        open();
        QTRY_VERIFY(child<Chip>(page.get(), "feedHealth")->text().contains(QStringLiteral("alive")));
        QTRY_VERIFY(!child<QWidget>(page.get(), "feedEvery")->visibleRegion().isEmpty()); // laid out, so a click can hit
    }
    void openNew(const QString &name)
    {
        page = f->open(Target::Kind::NewTrigger, {}, QStringLiteral("draft1"));
        QTRY_VERIFY(ready());
        QVERIFY(await(f->store->draft(f->key()))); // answered in the order of the calls: the page has its draft, or none
        QTRY_VERIFY(child<QWidget>(page.get(), "withRule")->isEnabled());
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), name);
    }
    void save()
    {
        page->save();
        QVERIFY2(dialog(), qPrintable(child<QWidget>(page.get(), "save")->toolTip()));
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        click(dialog(), "reviewSave");
    }
    void type(const char *field, const QString &words)
    {
        auto *edit = child<QLineEdit>(page.get(), field);
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, words);
        if (edit->completer())
            edit->completer()->popup()->hide();
    }
    QAction *command(const char *id)
    {
        for (QAction *action : page->commands())
            if (action->objectName() == QLatin1StringView(id))
                return action;
        qFatal("no command %s", id);
    }

    void begin() { f = std::make_unique<TriggerFixture>(); }
    void end()
    {
        page.reset();
        f.reset();
    }
};
