#include "core/async/memory.h"
#include "tests/bench/benches.h"
#include "tests/bench/harness.h"

#include <QApplication>

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the console does
    QApplication app(argc, argv);
    const auto name = QString::fromUtf8(argc > 1 ? argv[1] : "");
    if (name == u"empty-window")
        return bench::emptyWindow();
    if (name == u"start")
        bench::start();
    else if (name == u"actions")
        bench::actions();
    else if (name == u"explorer")
        bench::explorer();
    else if (name == u"zip")
        bench::zip();
    else
        giveUp(QStringLiteral("usage: whiskboard-bench start|actions|explorer|zip"));
}
