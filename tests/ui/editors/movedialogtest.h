#pragma once

#include "tests/ui/editors/usesfixture.h"
#include "ui/editors/code/movedialog.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

/// The dialog on the fixture's action, and what the tests do with it.
class MoveDialogTest {
protected:
    std::unique_ptr<UsesFixture> f;
    QPointer<MoveDialog> dialog; ///< deletes itself when it is closed

    void open(bool keepOld = false)
    {
        dialog = new MoveDialog(*f->session, *f->store, f->target.name, f->key(), keepOld);
        dialog->show();
    }
    QLineEdit *name() { return child<QLineEdit>(dialog, "moveName"); }
    QPushButton *go() { return child<QPushButton>(dialog, "moveGo"); }
    QListWidget *uses() { return child<QListWidget>(dialog, "moveUses"); }
    QString problem() { return child<QLabel>(dialog, "moveProblem")->text(); }
    QString message() { return child<MessageBar>(dialog, "moveMessage")->text(); }
    void choosePackage(const QString &package)
    {
        auto *box = child<QComboBox>(dialog, "movePackage");
        box->setCurrentIndex(box->findData(package));
    }
    QStringList texts(const char *list)
    {
        QStringList all;
        const auto *widget = child<QListWidget>(dialog, list);
        for (int i = 0; i < widget->count(); ++i)
            all.append(widget->item(i)->text());
        return all;
    }
    bool allUsesKnown()
    {
        return QTest::qWaitFor([this] { return texts("moveUses").contains(QStringLiteral("rule on-order (active)")) && uses()->count() == 3; }, 30'000);
    }
    QListWidgetItem *use(const QString &start) { return uses()->findItems(start, Qt::MatchStartsWith).value(0); }
    void begin() { f = std::make_unique<UsesFixture>(); }
    void end()
    {
        delete dialog;
        f.reset();
    }
};
