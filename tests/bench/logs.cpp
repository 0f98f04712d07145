#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/json/text.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"
#include "ui/activations/detail/logspane.h"
#include "ui/widgets/jsonview.h"

#include <QAbstractScrollArea>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>
#include <QtConcurrentRun>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr int logLines = 100'000; ///< of 105 bytes
constexpr int items = 45'000;     ///< of the result, 115 bytes each
constexpr int rounds = 5;
const QString needle = u"nothing like it 99999"_s;

QByteArray recordText()
{
    QByteArray text = "{\"namespace\":\"guest\",\"name\":\"big\",\"version\":\"0.0.1\",\"activationId\":"
                      "\"0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f11\",\"start\":1700000000000,\"end\":1700000000100,\"annotations\":[],"
                      "\"response\":{\"status\":\"success\",\"success\":true,\"result\":{\"items\":[";
    for (int i = 0; i < items; ++i)
        text += (i ? "," : "") + QByteArray("{\"number\":") + QByteArray::number(i)
            + ",\"name\":\"an item with a name of some length\",\"price\":12.50,\"tags\":[\"red\",\"large\"],\"left\":\""
            + (i == items - 1 ? needle.toUtf8() : "all of them") + "\"}";
    text += "]}},\"logs\":[";
    for (int i = 0; i < logLines; ++i)
        text += (i ? "," : "") + QByteArray("\"2026-01-01T00:00:00.123456789Z stdout: ")
            + (i == logLines - 1 ? needle.toUtf8() : "line " + QByteArray::number(i).rightJustified(6, '0'))
            + " of a function that has much to say about its work\"";
    return text + "]}";
}

/// Tells when a widget was painted while it holds what it should.
class Painted : public QObject {
public:
    Painted(QWidget *widget, std::function<bool()> holds) : m_holds(std::move(holds)) { widget->installEventFilter(this); }
    bool done = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // Seen by the filter before the widget: what follows in the event loop's next turn comes after its paint.
        if (event->type() == QEvent::Paint && m_holds())
            QMetaObject::invokeMethod(this, [this] { done = true; }, Qt::QueuedConnection);
        return false;
    }

private:
    std::function<bool()> m_holds;
};

double msUntil(QWidget *painted, const std::function<void()> &act, const std::function<bool()> &holds)
{
    Painted watch(painted, holds);
    QElapsedTimer clock;
    clock.start();
    act();
    waitFor([&watch] { return watch.done; }, 30'000, "the first screen");
    return double(clock.nsecsElapsed()) / 1e6;
}

/// From the last key to the place that was found.
double findMs(QWidget *view, const char *what)
{
    const auto bars = view->findChildren<QWidget *>(u"findBar"_s);
    const auto bar = std::find_if(bars.begin(), bars.end(), [](const QWidget *one) { return one->isVisible(); });
    if (bar == bars.end())
        giveUp(u"no find bar"_s);
    auto *field = (*bar)->findChild<QLineEdit *>(u"findField"_s);
    auto *result = (*bar)->findChild<QLabel *>(u"findResult"_s);
    field->clear();
    waitFor([result] { return !result->text().contains(u'1'); }, 10'000, "an empty find bar");
    QElapsedTimer clock;
    clock.start();
    field->setText(needle);
    waitFor([result] { return result->text().contains(u'1'); }, 10'000, what);
    return double(clock.nsecsElapsed()) / 1e6;
}

struct Read {
    openwhisk::Activation record;
    double ms = 0;
};

/// As the detail gets it: text to record, on a worker.
Read readRecord(const QByteArray &text)
{
    std::optional<Read> got;
    QElapsedTimer clock;
    clock.start();
    QObject context;
    const auto work = [text] { return json::parse(text).andThen(&openwhisk::Activation::fromJson); };
    deliver(QtConcurrent::run(workers(), work), &context, [&](const Result<openwhisk::Activation> &record) {
        if (!record)
            giveUp(record.error().message);
        got = Read{*record, double(clock.nsecsElapsed()) / 1e6};
    });
    waitFor([&got] { return got.has_value(); }, 30'000, "the record");
    return *got;
}

} // namespace

void bench::logs()
{
    const QByteArray text = recordText();
    const auto [record, readMs] = readRecord(text);
    LogsPane pane;
    JsonView json;
    for (QWidget *widget : {static_cast<QWidget *>(&pane), static_cast<QWidget *>(&json)}) {
        widget->resize(900, 700);
        widget->show();
    }
    QList<double> logScreen, logFind, resultScreen, resultFind;
    BlockMeter meter;
    meter.restart();
    for (int round = 0; round < rounds; ++round) {
        pane.setParts({});
        json.clear();
        QWidget *area = pane.view()->findChild<QAbstractScrollArea *>()->viewport();
        logScreen << msUntil(area, [&] { pane.setParts({{record.summary.id, u"big"_s, record.logs, {}}}); },
                             [&] { return pane.view()->rowCount() == logLines; });
        pane.view()->find();
        logFind << findMs(pane.view(), "the place in the log");
        resultScreen << msUntil(json.tree()->viewport(), [&] { json.setDocument(record.result); },
                                [&] { return json.tree()->model()->rowCount() > 0; });
        json.find();
        resultFind << findMs(&json, "the place in the result");
    }
    printFigures({{"log_mb", double(logLines) * 105 / 1e6},
                  {"result_mb", double(items) * 115 / 1e6},
                  {"read_ms", readMs},
                  {"log_screen_ms", median(logScreen)},
                  {"log_find_ms", median(logFind)},
                  {"result_screen_ms", median(resultScreen)},
                  {"result_find_ms", median(resultFind)},
                  {"longest_block_ms", meter.longestMs()},
                  {"pss_mb", pssMb(QCoreApplication::applicationPid())}});
}
