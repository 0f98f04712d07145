#include "core/sandbox/run/prepare.h"
#include "tests/core/sandbox/runs.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>

using namespace runs;

namespace {

using Files = QList<std::pair<QByteArray, QByteArray>>;

/// Base64 of a zip (or tar.gz) with these files.
QByteArray packed(const Files &files, bool tar = false)
{
    QByteArray bytes(1 << 20, 0);
    size_t used = 0;
    auto *writer = archive_write_new();
    tar ? archive_write_set_format_pax_restricted(writer) : archive_write_set_format_zip(writer);
    if (tar)
        archive_write_add_filter_gzip(writer);
    archive_write_open_memory(writer, bytes.data(), size_t(bytes.size()), &used);
    for (const auto &[name, content] : files) {
        auto *entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.constData());
        archive_entry_set_size(entry, content.size());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(writer, entry);
        archive_write_data(writer, content.constData(), size_t(content.size()));
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    return bytes.first(qsizetype(used)).toBase64();
}

RunRequest zipped(RunRequest request, const QString &main = u"main"_s)
{
    request.binary = true;
    request.main = main;
    return request;
}

} // namespace

/// Actions that come as archives.
class TestRunArchive : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    Runner m_runner{Runner::Options{m_dir.path() + u"/run"_s}};

private Q_SLOTS:
    void node_data()
    {
        QTest::addColumn<QByteArray>("archive");
        QTest::addColumn<QString>("main");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray failed = "Initialization has failed due to: ";
        QTest::newRow("package.json") << packed({{"package.json", R"({"main":"lib/app.js"})"},
                                                 {"lib/app.js", "exports.main=()=>({d:require('./other'),c:process.cwd()===require('path').dirname(__dirname)})"},
                                                 {"lib/other.js", "module.exports=7"}})
                                      << u"main"_s << R"({"c":true,"d":7})"_qb;
        QTest::newRow("index.js") << packed({{"index.js", "exports.foo=()=>({i:1})"}}) << u"foo"_s << R"({"i":1})"_qb;
        QTest::newRow("file.function") << packed({{"lib.js", "exports.run=()=>({dot:1})"}}) << u"lib.run"_s << R"({"dot":1})"_qb;
        QTest::newRow("ES module") << packed({{"package.json", R"({"type":"module","main":"index.js"})"},
                                              {"index.js", "export function main(){return {esm:1}}"}})
                                   << u"main"_s << R"({"esm":1})"_qb;
        QTest::newRow("tar.gz") << packed({{"index.js", "exports.main=()=>({tgz:1})"}}, true) << u"main"_s << R"({"tgz":1})"_qb;
        QTest::newRow("nothing to start")
            << packed({{"app.js", ""}}) << u"main"_s
            << "{\"error\":\"" + failed + "Zipped actions must contain either package.json or index.js at the root.\"}";
        QTest::newRow("cut") << packed({{"index.js", "exports.main=()=>({})"}}).left(60) << u"main"_s
                             << "{\"error\":\"" + failed + "There was an error uncompressing the action Zip archive.\"}";
        QTest::newRow("no archive")
            << QByteArray("this is no archive").toBase64() << u"main"_s
            << "{\"error\":\"" + failed + "There was an error uncompressing the action archive. The file type is unsupported\"}";
    }
    void node()
    {
        QFETCH(QByteArray, archive);
        QFETCH(QString, main);
        QTEST(result(run(m_runner, zipped(runs::node(archive), main))), "expected");
    }

    void python()
    {
        const auto good = packed({{"__main__.py", "from helper import h\nimport extra\ndef main(a):\n  return {'zip':h(),'x':extra.x}"},
                                  {"helper.py", "def h():\n  return 'helped'"},
                                  {"virtualenv/bin/activate_this.py", "import sys,os\nsys.path.insert(0,os.path.dirname(os.path.dirname(__file__)))"},
                                  {"virtualenv/extra.py", "x=5"}});
        QCOMPARE(result(run(m_runner, zipped(runs::python(good)))), R"({"x":5,"zip":"helped"})"_qb);
        const auto without = run(m_runner, zipped(runs::python(packed({{"other.py", ""}}))));
        QCOMPARE(error(without), u"The action failed to generate or locate a binary. See logs for details."_s);
        QCOMPARE(lines(without).first(), u"stderr: Zip file does not include main__"_s);
        const auto cut = run(m_runner, zipped(runs::python(good.left(60))));
        QCOMPARE(error(cut), u"The action exceeded its time limits of 20000 milliseconds during initialization."_s);
    }

    void program()
    {
        const auto code = packed({{"exec", "#!/bin/sh\necho log\ncat data/it\n"}, {"data/it", "{\"zip\":1}"}});
        const auto outcome = run(m_runner, zipped(runs::program(code)));
        QCOMPARE(result(outcome), R"({"zip":1})"_qb);
        QCOMPARE(lines(outcome), QStringList{u"stdout: log"_s});
    }

    void staysInItsFolder_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("up") << "../outside"_qb;
        QTest::newRow("far up") << "a/../../outside"_qb;
        QTest::newRow("absolute") << m_dir.path().toUtf8() + "/outside";
    }
    void staysInItsFolder()
    {
        QFETCH(QByteArray, name);
        const auto inside = m_dir.path() + u"/inside"_s;
        QDir().mkpath(inside);
        QVERIFY(!unpack(QByteArray::fromBase64(packed({{name, "x"}}, true)), inside));
        QVERIFY(!QFileInfo::exists(m_dir.path() + u"/outside"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunArchive)
#include "tst_run_archive.moc"
