#include "core/exchange/commands.h"
#include "core/json/text.h"
#include "tests/support/fakeserver.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace exchange;
using openwhisk::EntityName;
using openwhisk::Invoke;

namespace {

const QString nasty = u"it's \"$(touch pwned)\" `touch pwned` $HOME \\ !x\n* ?[a-z]{a,b} ü 😀 ;&|<>#~"_s;

Call get(const QByteArray &target)
{
    return {u"http://h"_s, "GET", target, {}};
}

} // namespace

class TestCopiedCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void words()
    {
        QCOMPARE(shellWord(u"a b"_s), u"'a b'"_s);
        QCOMPARE(shellWord(u""_s), u"''"_s);
        QCOMPARE(shellWord(u"it's"_s), u"'it'\\''s'"_s);
        for (const QString &text : {nasty, u"-n"_s, u"'"_s, u"''"_s, u"\\"_s, u"\n"_s, u"a\tb"_s, u"$WHISK_AUTH"_s})
            QCOMPARE(shell(u"printf %s "_s + shellWord(text)), text);
    }
    void curlRuns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"price-quote"_s << u"hello"_s;
        QTest::newRow("blanks and signs") << u"a b@c.d&e"_s << u"@/etc/hostname"_s;
        QTest::newRow("nasty") << u"a"_s << nasty;
        QTest::newRow("quotes") << u"a"_s << u"'\"'\"''"_s;
    }
    void curlRuns()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        FakeServer server;
        server.on("POST *", answer::json(R"({"ok":true})"));
        json::Value payload = json::Value::object();
        payload.set(text, json::Value::string(text));
        const Call call = invokeCall(server.url().toString(), {u"_"_s, u"my pkg"_s, name}, json::compact(payload), Invoke::Blocking);
        const QString command = curlCommand(call);
        QCOMPARE(shell(command), uR"({"ok":true})"_s);
        QCOMPARE(server.requests().size(), 1);
        const FakeRequest &request = server.requests().first();
        QCOMPARE(request.target, call.target);
        QCOMPARE(request.body, call.body);
        QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(request.header("Authorization"), "Basic " + QByteArray("uuid:k$y").toBase64());
        QVERIFY(!QFile::exists(m_folder->filePath(u"pwned"_s)));
    }
    void curlKeepsTheRecord()
    {
        FakeServer server;
        server.on("POST *", answer::json("{}"));
        const Call call = invokeCall(server.url().toString(), {u"_"_s, {}, u"a"_s}, "{}", Invoke::Blocking,
                                     openwhisk::KeepRecord::Always);
        QCOMPARE(shell(curlCommand(call)), u"{}"_s);
        QCOMPARE(server.requests().first().header("X-OW-EXTRA-LOGGING"), QByteArray("on"));
    }
    void curlOfAGet()
    {
        FakeServer server;
        server.on("GET *", answer::json("[]"));
        net::LogEntry entry;
        entry.base = server.url().toString();
        entry.method = "GET";
        entry.target = "/api/v1/namespaces/_/activations?name=a%20b&limit=[1-3]{a,b}'";
        QCOMPARE(shell(curlCommand(callOf(entry))), u"[]"_s);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().first().target, entry.target);
    }
    void bodiesThatWereNotKept()
    {
        Call call{u"http://h"_s, "PUT", "/x", "{\"code\":\"abc\n... (5000 bytes more)"};
        QVERIFY(curlCommand(call).startsWith(u'#'));
        QVERIFY(curlCommand(call).contains(u"--data-binary @body.json"_s));
        call.body = QByteArray("{\"password\":\"•••\"}");
        QVERIFY(curlCommand(call).startsWith(u'#'));
        QVERIFY(curlCommand(call).contains(u"--data-raw"_s));
    }
    void wsk_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("command");
        const QByteArray ns = "/api/v1/namespaces/";
        const auto row = [&](const char *title, const char *method, const QByteArray &target, const char *body, const QString &command) {
            QTest::newRow(title) << QByteArray(method) << target << QByteArray(body) << command;
        };
        row("namespaces", "GET", "/api/v1/namespaces", "", u"namespace list"_s);
        row("list", "GET", ns + "_/actions?limit=200&skip=196", "", u"action list --limit '200' --skip '196'"_s);
        row("foreign list", "GET", ns + "whisk.system/packages", "", u"package list '/whisk.system'"_s);
        row("count", "GET", ns + "_/actions?count=true", "", {});
        row("activations of one", "GET", ns + "_/activations?limit=10&name=my%20pkg%2Fa&since=5", "",
            u"activation list 'my pkg/a' --limit '10' --since '5'"_s);
        row("action", "GET", ns + "_/actions/my%20pkg/a%26b?code=false", "", u"action get 'my pkg/a&b'"_s);
        row("foreign action", "GET", ns + "other/actions/p/a", "", u"action get '/other/p/a'"_s);
        row("record", "GET", ns + "_/activations/0a1b", "", u"activation get '0a1b'"_s);
        row("logs", "GET", ns + "_/activations/0a1b/logs", "", u"activation logs '0a1b'"_s);
        row("result", "GET", ns + "_/activations/0a1b/result", "", u"activation result '0a1b'"_s);
        row("delete", "DELETE", ns + "_/actions/a", "", u"action delete 'a'"_s);
        row("put", "PUT", ns + "_/actions/a?overwrite=true", "{}", {});
        row("invoke", "POST", ns + "_/actions/a?blocking=true&result=true",
            R"({"n":-1.50,"s":"it's","looks":"5","list":[1, 2],"none":null,"empty":""})",
            uR"(action invoke 'a' --blocking --result -p 'n' '-1.50' -p 's' 'it'\''s' -p 'looks' '"5"' -p 'list' '[1,2]')"
            " -p 'none' 'null' -p 'empty' '\"\"'"_s);
        row("not blocking", "POST", ns + "_/actions/p/a?blocking=false&result=true", "", u"action invoke 'p/a'"_s);
        row("broken payload", "POST", ns + "_/actions/a", "{", {});
        row("fire", "POST", ns + "_/triggers/t", R"({"-x":"--y"})", u"trigger fire 't' -p '-x' '--y'"_s);
        row("rule on", "POST", ns + "_/rules/r", R"({"status":"active"})", u"rule enable 'r'"_s);
        row("rule off", "POST", ns + "_/rules/r", R"({"status":"inactive"})", u"rule disable 'r'"_s);
        row("limits", "GET", ns + "_/limits", "", {});
        row("elsewhere", "GET", "/ping", "", {});
    }
    void wsk()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(QString, command);
        const QString prefix = u"wsk --apihost 'http://h' --auth \"$WHISK_AUTH\" "_s;
        QCOMPARE(wskCommand({u"http://h"_s, method, target, body}), command.isEmpty() ? QString() : prefix + command);
    }
    void wskWordsArriveWhole()
    {
        const Call call{u"http://h"_s, "POST", "/api/v1/namespaces/_/actions/a?blocking=true",
                        json::compact(json::Value::object({{u"k"_s, json::Value::string(nasty)}}))};
        const QString words = shell(u"wsk() { for w in \"$@\"; do printf '%s\\036' \"$w\"; done; }; "_s + wskCommand(call));
        QCOMPARE(words.split(QChar(0x1e)).value(10), nasty);
        QCOMPARE(words.split(QChar(0x1e)).value(3), u"uuid:k$y"_s);
    }
    void theKeyIsNeverIn()
    {
        QVERIFY(curlCommand(get("/x")).contains(u"\"$WHISK_AUTH\""_s));
    }

private:
    /// The one place where a shell is used.
    QString shell(const QString &command) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"WHISK_AUTH"_s, u"uuid:k$y"_s);
        environment.insert(u"no_proxy"_s, u"*"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder->path());
        process.start(u"/bin/sh"_s, {u"-c"_s, command});
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000))
            return u"timeout"_s;
        const QByteArray errors = process.readAllStandardError();
        if (!errors.isEmpty())
            qWarning("%s", errors.constData());
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCopiedCommands)
#include "tst_copiedcommands.moc"
