#include "core/exchange/activationexport.h"
#include "core/json/text.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace exchange;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

ActivationSummary row()
{
    ActivationSummary row;
    row.id = u"5d20"_s;
    row.name = {u"guest"_s, u"orders"_s, u"checkout"_s};
    row.version = u"0.0.9"_s;
    row.kind = u"python:3.11"_s;
    row.start = 1'700'000'000'123;
    row.end = row.start + 1288;
    row.durationMs = 1288;
    row.waitMs = 12'412;
    row.initMs = 1192;
    row.cause = u"77"_s;
    row.status = ActivationStatus::ApplicationError;
    return row;
}

QByteArray table(const QList<ActivationSummary> &rows, TableFormat format)
{
    return activationTable({rows.size(), [rows](qsizetype i) { return rows[i]; }}, format);
}

/// RFC 4180, as a reader takes it apart.
QList<QStringList> readCsv(const QString &text)
{
    QList<QStringList> lines{{QString()}};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        QString &field = lines.last().last();
        if (quoted && c == u'"' && text.mid(i + 1, 1) == u"\""_s)
            field += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (!quoted && c == u',')
            lines.last().append(QString());
        else if (!quoted && text.mid(i, 2) == u"\r\n"_s)
            lines.append({QString()}), ++i;
        else
            field += c;
    }
    lines.removeLast();
    return lines;
}

json::Value parsed(const char *text)
{
    return *json::parse(text);
}

Reproduction parts()
{
    Reproduction made;
    made.activation = *Activation::fromJson(parsed(
        "{\"activationId\":\"5d20\",\"name\":\"checkout\",\"namespace\":\"guest\",\"version\":\"0.0.9\",\"start\":1700000000123,\"duration\":40,"
        "\"annotations\":[{\"key\":\"path\",\"value\":\"guest/orders/checkout\"},{\"key\":\"kind\",\"value\":\"python:3.11\"}],"
        "\"response\":{\"status\":\"application error\",\"result\":{\"error\":\"sold out\",\"n\":1.50}},\"logs\":[\"reserve\",\"secret-in-log\"]}"));
    made.action = parsed("{\"name\":\"checkout\",\"parameters\":[{\"key\":\"token\",\"value\":\"hide-me\"}]}");
    made.payload = "{\"sku\":\"it's\",\"password\":\"hide-me\"}";
    made.code = "def main(args): pass\n";
    made.codeFile = u"code.py"_s;
    made.base = u"https://ow.example"_s;
    made.server = u"OpenWhisk"_s;
    made.madeMs = 1'700'000'001'000;
    return made;
}

/// Stands for history's: takes out what the test knows to be secret.
json::Value mask(const json::Value &document)
{
    return *json::parse(json::compact(document).replace("hide-me", "•••").replace("secret-in-log", "•••"));
}

QByteArray content(const QList<BundleFile> &files, const QString &path)
{
    for (const BundleFile &file : files)
        if (file.path == path)
            return file.content;
    return {};
}

} // namespace

class TestActivationExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesCsv();
    void csvSurvivesAnyText_data();
    void csvSurvivesAnyText();
    void writesJson();
    void writesMarkdown();
    void writesNothing();
    void bundlesWhatIsNeeded();
    void bundleHoldsNoSecrets();
    void bundleSaysWhatIsMissing();
    void bundleOfATriggerFiresIt();
    void scriptIsAShellScript();
};

void TestActivationExport::writesCsv()
{
    ActivationSummary trigger;
    trigger.id = u"9"_s;
    trigger.name = {u"guest"_s, {}, u"new-order"_s};
    trigger.status = ActivationStatus::Success;
    const QByteArray text = table({row(), trigger}, TableFormat::Csv);
    QCOMPARE(text.count("\r\n"), 3);
    const auto lines = readCsv(QString::fromUtf8(text));
    QCOMPARE(lines[0].first(), u"activation"_s);
    QCOMPARE(lines[1], (QStringList{u"5d20"_s, u"2023-11-14T22:13:20.123Z"_s, u"2023-11-14T22:13:21.411Z"_s, u"/guest/orders/checkout"_s, u"0.0.9"_s,
                                    u"python:3.11"_s, u"application error"_s, u"1288"_s, u"12412"_s, u"1192"_s, u"96"_s, u"77"_s, QString()}));
    QCOMPARE(lines[2].size(), lines[0].size());
    QCOMPARE(lines[2][6], u"success"_s);
    QCOMPARE(lines[2][7], QString());
}

void TestActivationExport::csvSurvivesAnyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto keep = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(text); };
    const auto guard = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text) << u'\'' + QString::fromUtf8(text); };
    keep("plain");
    keep("");
    keep("a,b");
    keep("say \"hi\"");
    keep("two\r\nlines");
    keep("a=1");
    keep("ünï 😀");
    guard("=HYPERLINK(\"http://evil\",\"x\")");
    guard("+1");
    guard("-2+3");
    guard("@SUM(A1)");
    guard("\t=1");
    guard("\r=1");
}

void TestActivationExport::csvSurvivesAnyText()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    QCOMPARE(readCsv(csvField(text) + u",end\r\n"_s), (QList<QStringList>{{read, u"end"_s}}));
}

void TestActivationExport::writesJson()
{
    auto refused = row();
    refused.throttled = true;
    auto late = row();
    late.timedOut = true;
    late.initMs.reset();
    const auto read = json::parse(table({row(), refused, late}, TableFormat::Json));
    QVERIFY(read);
    QCOMPARE(read->size(), 3);
    QCOMPARE(json::compact(read->items()[0].value(u"duration_ms")), QByteArray("1288"));
    QCOMPARE(read->items()[0].value(u"action").toString(), u"/guest/orders/checkout"_s);
    QVERIFY(!read->items()[0].contains(u"binding"));
    QCOMPARE(read->items()[1].value(u"status").toString(), u"throttled"_s);
    QCOMPARE(read->items()[2].value(u"status").toString(), u"timed out"_s);
    QVERIFY(!read->items()[2].contains(u"init_ms"));
}

void TestActivationExport::writesMarkdown()
{
    auto odd = row();
    odd.name.name = u"a|b*c\nd"_s;
    const QByteArray text = table({row(), odd}, TableFormat::Markdown);
    const auto lines = text.split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[2].contains("| orders/checkout | 0.0.9 | application error | 1288 ms | 12412 ms | 1192 ms | 96 ms | 5d20 |"));
    QVERIFY(lines[3].contains("orders/a\\|b\\*c d"));
    QCOMPARE(markdownCell(u" <b>_x_ `y` [z](u) \\ "_s), u"\\<b\\>\\_x\\_ \\`y\\` \\[z\\](u) \\\\"_s);
}

void TestActivationExport::writesNothing()
{
    QCOMPARE(table({}, TableFormat::Csv).count('\n'), 1);
    QVERIFY(json::parse(table({}, TableFormat::Json))->items().isEmpty());
    QCOMPARE(table({}, TableFormat::Markdown).count('\n'), 2);
}

void TestActivationExport::bundlesWhatIsNeeded()
{
    const auto files = reproduction(parts(), mask);
    QStringList paths;
    for (const BundleFile &file : files)
        paths.append(file.path);
    QCOMPARE(paths, (QStringList{u"README.txt"_s, u"activation.json"_s, u"logs.txt"_s, u"action.json"_s, u"payload.json"_s, u"code.py"_s, u"invoke.sh"_s}));
    QVERIFY(content(files, u"activation.json"_s).contains("1.50"));
    QVERIFY(content(files, u"logs.txt"_s).startsWith("reserve\n"));
    QCOMPARE(content(files, u"code.py"_s), parts().code);
    const QByteArray readme = content(files, u"README.txt"_s);
    for (const char *part : {"5d20", "/guest/orders/checkout", "0.0.9", "2023-11-14T22:13:20.123Z", "40 ms", "application error", "payload.json", "https://ow.example"})
        QVERIFY2(readme.contains(part), part);
    QVERIFY(!readme.contains("Not in here"));
}

void TestActivationExport::bundleHoldsNoSecrets()
{
    for (const BundleFile &file : reproduction(parts(), mask)) {
        QVERIFY2(!file.content.contains("hide-me"), qPrintable(file.path));
        QVERIFY2(!file.content.contains("secret-in-log"), qPrintable(file.path));
    }
}

void TestActivationExport::bundleSaysWhatIsMissing()
{
    Reproduction bare = parts();
    bare.action = {};
    bare.payload = " ";
    bare.code.clear();
    auto files = reproduction(bare, mask);
    QCOMPARE(files.size(), 4);
    QByteArray readme = content(files, u"README.txt"_s);
    QVERIFY(readme.contains("Not in here") && readme.contains("the code") && readme.contains("not sent from this console"));
    QVERIFY(content(files, u"invoke.sh"_s).contains("'{}'"));
    bare.payload = "no json, hide-me";
    files = reproduction(bare, mask);
    readme = content(files, u"README.txt"_s);
    QVERIFY(readme.contains("no JSON"));
    for (const BundleFile &file : files)
        QVERIFY(!file.content.contains("hide-me"));
}

void TestActivationExport::bundleOfATriggerFiresIt()
{
    Reproduction trigger = parts();
    trigger.activation = *Activation::fromJson(parsed("{\"activationId\":\"1\",\"name\":\"new-order\",\"namespace\":\"guest\",\"start\":5,\"annotations\":[]}"));
    const QByteArray script = content(reproduction(trigger, mask), u"invoke.sh"_s);
    QVERIFY2(script.contains("/api/v1/namespaces/guest/triggers/new-order"), script.constData());
    QVERIFY(script.contains("trigger fire"));
}

void TestActivationExport::scriptIsAShellScript()
{
    const QByteArray script = content(reproduction(parts(), mask), u"invoke.sh"_s);
    QVERIFY(script.startsWith("#!/bin/sh\n"));
    QVERIFY(script.contains("\n# wsk --apihost"));
    QTemporaryDir folder;
    QFile file(folder.filePath(u"invoke.sh"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.close();
    QProcess shell;
    shell.start(u"sh"_s, {u"-n"_s, file.fileName()}); // reads it without running it
    QVERIFY(shell.waitForFinished(30'000));
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

QTEST_GUILESS_MAIN(TestActivationExport)
#include "tst_activationexport.moc"
