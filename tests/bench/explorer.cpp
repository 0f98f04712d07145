#include "tests/bench/benches.h"

#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"
#include "ui/explorer/explorer.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

struct Keystrokes {
    QList<double> shownMs; ///< from the key to the rows that it leaves; the pause of a typist included
    double longestBlockMs = 0;
};

void type(QLineEdit *filter, int key, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(filter, &press);
}

/// "a", "ac" ... : from nearly all rows down to few, and back to all of them.
Keystrokes typeAndErase(Explorer &explorer)
{
    auto *filter = explorer.findChild<QLineEdit *>(u"explorerFilter"_s);
    int shown = 0;
    QObject counter;
    QObject::connect(explorer.findChild<QTreeView *>()->model(), &QAbstractItemModel::modelReset, &counter, [&shown] { ++shown; });
    Keystrokes figures;
    BlockMeter meter;
    const auto one = [&](int key, const QString &text) {
        const int before = shown;
        QElapsedTimer clock;
        meter.restart();
        clock.start();
        type(filter, key, text);
        waitFor([&] { return shown != before; }, 5'000, "the rows of a filter");
        figures.shownMs << double(clock.nsecsElapsed()) / 1e6;
        QElapsedTimer settle;
        settle.start();
        waitFor([&settle] { return settle.elapsed() > 150; }, 2'000, "a quiet moment");
        figures.longestBlockMs = qMax(figures.longestBlockMs, meter.longestMs());
    };
    const QString word = u"action-00042"_s;
    for (const QChar c : word)
        one(0, QString(c));
    for (qsizetype i = 0; i < word.size(); ++i)
        one(Qt::Key_Backspace, {});
    return figures;
}

} // namespace

void bench::explorer()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"actions=10000,triggers=2000,rules=2000,packages=200"_s});
    net::Endpoint endpoint;
    endpoint.base = QUrl(sandbox.url());
    endpoint.authorization = "Basic " + sandbox.auth().toBase64();
    net::RequestLog log;
    openwhisk::Session session(endpoint, u"bench"_s, u"bench"_s, &log);
    Explorer explorer;
    explorer.resize(320, 900);
    explorer.show();
    explorer.setExpandedKeys({u"rules:"_s, u"triggers:"_s});
    explorer.setSession(&session);
    session.open();
    waitFor([&session] {
        return session.actions().rows && session.packages().rows && session.triggers().rows && session.rules().rows;
    }, 60'000, "the session's lists");
    waitFor([&explorer] { return explorer.findChild<QLineEdit *>(u"explorerFilter"_s)->isEnabled(); }, 10'000, "the rows");
    const auto figures = typeAndErase(explorer);
    printFigures({{"rows", double(session.actions().rows->size() + session.packages().rows->size()
                                  + session.triggers().rows->size() + session.rules().rows->size())},
                  {"keystroke_ms", median(figures.shownMs)},
                  {"longest_block_ms", figures.longestBlockMs},
                  {"pss_mb", pssMb(QCoreApplication::applicationPid())}});
}
