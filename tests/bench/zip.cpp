#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "core/zip/pack.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"
#include "ui/editors/actionpage.h"
#include "ui/widgets/codeeditor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

constexpr int slowMs = 120'000;
const openwhisk::EntityName name{u"_"_s, {}, u"big"_s};

/// As sent just below the 48 MB that a server takes; noise, so that it does not shrink.
QByteArray largestZip()
{
    QByteArray noise(35'900'000, '\0');
    quint32 seed = 1;
    for (char &c : noise)
        c = char((seed = seed * 1664525 + 1013904223) >> 24);
    zip::Edit edit;
    edit.added.insert(u"big.bin"_s, {noise, 1'700'000'000'000, 0});
    edit.added.insert(u"index.js"_s, {"exports.main = () => ({})\n", 1'700'000'000'000, 0});
    return *zip::rewritten({}, edit);
}

void upload(openwhisk::Session &session)
{
    openwhisk::ActionEdit edit;
    edit.exec.kind = u"nodejs:default"_s;
    edit.exec.code = QString::fromLatin1(largestZip().toBase64());
    std::optional<QString> failed;
    QObject context;
    deliver(openwhisk::putAction(session.client(), name, openwhisk::createBody(edit), openwhisk::Overwrite::No, nullptr), &context,
            [&failed](const auto &result) { failed = result ? QString() : result.error().message; });
    waitFor([&failed] { return failed.has_value(); }, slowMs, "the action with 48 MB");
    if (!failed->isEmpty())
        giveUp(*failed);
}

CodeEditor *shownEditor(const ActionPage &page)
{
    for (CodeEditor *editor : page.findChildren<CodeEditor *>(u"zipEditor"_s))
        if (editor->isVisible() && !editor->isReadOnly())
            return editor;
    return nullptr;
}

/// What goes on after the last thing that can be seen, too.
double blockUntil(BlockMeter &meter, const std::function<bool()> &done, const char *what)
{
    waitFor(done, slowMs, what);
    QElapsedTimer settle;
    settle.start();
    waitFor([&settle] { return settle.elapsed() > 1'500; }, 5'000, "a quiet moment");
    const double longest = meter.longestMs();
    meter.restart();
    return longest;
}

} // namespace

void bench::zip()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s});
    net::Endpoint endpoint;
    endpoint.base = QUrl(sandbox.url());
    endpoint.authorization = "Basic " + sandbox.auth().toBase64();
    net::RequestLog log;
    QTemporaryDir dir;
    history::Store store(dir.filePath(u"history.db"_s));
    openwhisk::Session session(endpoint, u"bench"_s, u"bench"_s, &log);
    session.open();
    waitFor([&session] { return session.info().runtimesKnown && session.actions().rows; }, slowMs, "the session");
    upload(session);
    ActionPage page(session, store, {Target::Kind::Action, name, {}});
    page.resize(1200, 800);
    BlockMeter meter;
    page.show();
    waitFor([&page] { return page.isVisible(); }, 5'000, "the page");
    meter.restart();
    const double opened = blockUntil(meter, [&page] { return shownEditor(page) != nullptr; }, "the files");
    shownEditor(page)->replaceText(u"exports.main = () => ({changed: true})\n"_s);
    const double typed = blockUntil(meter, [&page] { return page.modified() && page.canSave(); }, "the packed zip");
    page.save();
    const auto saveButton = [&page] { return page.findChild<QPushButton *>(u"reviewSave"_s); };
    const double reviewed = blockUntil(meter, [&] { return saveButton() && saveButton()->isEnabled(); }, "the review");
    saveButton()->click();
    const double saved = blockUntil(meter, [&page] { return !page.modified(); }, "the save");
    printFigures({{"open_block_ms", opened},
                  {"edit_block_ms", typed},
                  {"review_block_ms", reviewed},
                  {"save_block_ms", saved},
                  {"longest_block_ms", std::max({opened, typed, reviewed, saved})},
                  {"pss_mb", pssMb(QCoreApplication::applicationPid())}});
}
