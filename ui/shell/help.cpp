#include "ui/shell/help.h"

#include "ui/shell/commands.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QHeaderView>
#include <QMessageBox>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Help", text);
}

} // namespace

void showShortcuts(QWidget *window, const Commands &commands)
{
    auto *dialog = new QDialog(window);
    dialog->setObjectName(u"shortcuts"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(translated("Keyboard shortcuts"));
    auto *list = new QTreeWidget(dialog);
    list->setAccessibleName(translated("Keyboard shortcuts"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({translated("Command"), translated("Shortcut")});
    for (const auto *action : commands.all()) {
        const QString keys = commands.shortcutOf(action).toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            list->addTopLevelItem(new QTreeWidgetItem({action->text().section(u'\t', 0, 0), keys}));
    }
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins({});
    layout->addWidget(list);
    dialog->resize(480, 560);
    dialog->show();
}

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(QMessageBox::Information, translated("About Whiskboard"),
                                u"Whiskboard "_s + QCoreApplication::applicationVersion(), QMessageBox::Close, window);
    box->setObjectName(u"about"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(translated("A desktop console for Apache OpenWhisk.\nLicence: GPL-3.0-or-later.\nQt %1")
                                .arg(QString::fromLatin1(qVersion())));
    box->setModal(false);
    box->show();
}
