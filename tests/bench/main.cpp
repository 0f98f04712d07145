#include "core/async/memory.h"
#include "tests/bench/benches.h"
#include "tests/bench/harness.h"

#include <QApplication>
#include <QHash>

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the console does
    QApplication app(argc, argv);
    const auto name = QString::fromUtf8(argc > 1 ? argv[1] : "");
    if (name == u"empty-window")
        return bench::emptyWindow();
    static const QHash<QString, void (*)()> all{{QStringLiteral("start"), bench::start},
                                                {QStringLiteral("actions"), bench::actions},
                                                {QStringLiteral("explorer"), bench::explorer},
                                                {QStringLiteral("activations"), bench::activations},
                                                {QStringLiteral("queries"), bench::queries},
                                                {QStringLiteral("load"), bench::load},
                                                {QStringLiteral("logs"), bench::logs},
                                                {QStringLiteral("routes"), bench::routes},
                                                {QStringLiteral("zip"), bench::zip}};
    const auto chosen = all.value(name);
    if (!chosen)
        giveUp(QStringLiteral("usage: whiskboard-bench start|actions|explorer|activations|queries|load|logs|routes|zip"));
    chosen();
}
