#include "core/connections/profilestore.h"
#include "core/history/store.h"
#include "tests/support/await.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/shell/console.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

const Target hello{Target::Kind::Action, {u"_"_s, {}, u"hello"_s}};
constexpr int childMs = 120'000; ///< a whole console starts, maybe beside others and under sanitizers

/// One console in a process of its own, which the test kills: what is in memory only is gone then.
class Child {
public:
    explicit Child(const QStringList &arguments)
        : m_console({arguments.at(0), arguments.at(1), arguments.at(2), {}, false, false}), m_mode(arguments.at(3)) {}

    int run()
    {
        m_console.start();
        if (m_mode == "type"_L1)
            return ready() && type() ? say("typed") : 1;
        if (!wait([this] { return page() && bar()->text().startsWith("You have a draft from"_L1); }))
            return fail("no draft is offered");
        if (m_mode == "look"_L1)
            return say("offered");
        for (auto *button : bar()->findChildren<QAbstractButton *>()) {
            if (button->text() == "Restore"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        if (!wait([this] { return payload()->text().contains("volume"_L1); })) // the store gives it by itself
            return fail("no payload comes back");
        std::printf("code %s\npayload %s\n", code()->text().toUtf8().toBase64().constData(), payload()->text().toUtf8().toBase64().constData());
        return say("restored");
    }

private:
    template<typename Condition> static bool wait(Condition condition) { return QTest::qWaitFor(condition, childMs); }
    template<typename T> T *part(const char *name) const
    {
        auto *found = page()->findChild<QWidget *>(QLatin1StringView(name));
        return static_cast<T *>(found);
    }
    Page *page() const { return m_console.window().tabs().currentPage(); }
    CodeEditor *code() const { return part<CodeEditor>("code"); }
    JsonEdit *payload() const { return part<JsonEdit>("payload"); }
    MessageBar *bar() const { return part<MessageBar>("draftBar"); }

    bool ready()
    {
        auto &window = m_console.window();
        if (!wait([&window] { return window.findChild<QWidget *>(u"explorerTree"_s)->isVisible(); }))
            return false;
        window.tabs().open(hello);
        return wait([this] {
            return page()->canInvoke() && code()->text() == "main"_L1 && part<QWidget>("save")->toolTip() == "Nothing is changed."_L1;
        });
    }
    bool type()
    {
        QTest::keyClicks(code()->editor(), u"typed "_s);
        auto *editor = payload()->codeEditor()->editor();
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, u"{\"volume\":  120}"_s);
        return page()->modified();
    }
    /// Then it goes on as a window that nobody touches, until it is killed.
    static int say(const char *words)
    {
        std::puts(words);
        std::fflush(stdout);
        return QApplication::exec();
    }
    static int fail(const char *words)
    {
        std::fprintf(stderr, "%s\n", words);
        return 1;
    }

    mutable Console m_console;
    QString m_mode;
};

class Setup {
public:
    Setup()
    {
        world.fill();
        world.server.on("GET /api/v1/namespaces/_/actions/hello",
                        answer::json(R"({"name":"hello","namespace":"guest","version":"0.0.3","publish":false,"annotations":[],
                            "parameters":[],"exec":{"kind":"nodejs:20","code":"main","binary":false},"limits":{},"updated":1})"));
        QDir().mkpath(dir.filePath(u"profile/config"_s));
        connections::ProfileStore profiles(dir.filePath(u"profile/config/profiles.json"_s));
        connections::Profile profile;
        profile.id = u"a"_s;
        profile.name = u"Shop"_s;
        profile.openwhiskHost = connections::hostFromText(world.server.url().toString());
        QFile auth(dir.filePath(u"auth"_s));
        if (!profiles.save(profile) || !auth.open(QIODevice::WriteOnly))
            qFatal("cannot prepare the profile");
        auth.write("AUTH=tulip:daffodil\n");
    }
    ~Setup() { kill(); }

    bool start(const QString &mode)
    {
        said.clear();
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : environment.keys()) {
            if (name.startsWith("DBUS_"_L1) || name.startsWith("WHISK_"_L1) || name.startsWith("WSK_"_L1))
                environment.remove(name); // no keyring of whoever runs the tests
        }
        environment.insert(u"HOME"_s, dir.path());
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--console"_s, dir.filePath(u"profile"_s), world.server.url().toString(), dir.filePath(u"auth"_s), mode});
        return child.waitForStarted();
    }
    bool says(const QByteArray &words)
    {
        return QTest::qWaitFor([this, &words] {
            said += child.readAllStandardOutput();
            return said.contains(words) || child.state() == QProcess::NotRunning;
        }, childMs) && said.contains(words);
    }
    QString text(const QByteArray &name) const
    {
        for (const QByteArray &line : said.split('\n')) {
            if (line.startsWith(name + ' '))
                return QString::fromUtf8(QByteArray::fromBase64(line.mid(name.size() + 1)));
        }
        return {};
    }
    void kill()
    {
        child.kill(); // SIGKILL: nothing of the child runs after it
        child.waitForFinished();
    }
    /// In the database itself, as the next console will find it.
    bool kept(const QString &target)
    {
        history::Store store(dir.filePath(u"profile/data/history.sqlite"_s));
        const auto draft = await(store.draft({u"a"_s, target}));
        return draft && draft->has_value();
    }
    bool keyIsOnDisk() const
    {
        QDirIterator files(dir.filePath(u"profile"_s), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            if (content.contains("daffodil") || content.contains(QByteArray("tulip:daffodil").toBase64()))
                return true;
        }
        return false;
    }

    QTemporaryDir dir;
    FakeWorld world;
    QProcess child;
    QByteArray said;
};

} // namespace

class TestCrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasTypedOutlivesTheProgram()
    {
        Setup setup;
        QVERIFY(setup.start(u"type"_s));
        QVERIFY2(setup.says("typed\n"), setup.child.readAllStandardError().constData());
        QTRY_VERIFY_WITH_TIMEOUT(setup.kept(u"action:hello"_s), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(setup.kept(u"action:hello#payload"_s), 30'000);
        setup.kill();
        QCOMPARE(setup.child.exitStatus(), QProcess::CrashExit);

        // Killed once more before the user has said what shall become of the draft.
        QVERIFY(setup.start(u"look"_s));
        QVERIFY2(setup.says("offered\n"), setup.child.readAllStandardError().constData());
        setup.kill();

        QVERIFY(setup.start(u"restore"_s));
        QVERIFY2(setup.says("restored\n"), setup.child.readAllStandardError().constData());
        QCOMPARE(setup.text("code"), u"typed main"_s);
        QCOMPARE(setup.text("payload"), u"{\"volume\":  120}"_s);
        setup.kill();
        QCOMPARE(setup.world.server.count("PUT *"), 0);
        QCOMPARE(setup.world.server.count("POST *"), 0);
        QVERIFY(!setup.keyIsOnDisk());
    }
};

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"whiskboard"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == "--console"_L1)
        return Child(arguments.mid(2)).run();
    TestCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_crash.moc"
