#include "core/async/memory.h"
#include "ui/shell/console.h"

#include <QApplication>
#include <QIcon>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    keepFreedMemory();
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"whiskboard"_s);
    QApplication::setApplicationDisplayName(u"Whiskboard"_s);
    QApplication::setApplicationVersion(QStringLiteral(WHISKBOARD_VERSION));
    QApplication::setDesktopFileName(u"whiskboard"_s);

    Console console(ConsoleOptions::fromArguments(app));
    console.start();
    return QApplication::exec();
}
