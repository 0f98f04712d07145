#include "ui/shell/console.h"

#include "core/async/deliver.h"
#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "core/connections/wskprops.h"
#include "core/history/activationstore.h"
#include "core/history/store.h"
#include "core/local/sandboxprocess.h"
#include "core/net/requestlog.h"
#include "ui/activations/store/storesettings.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tour.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

using namespace Qt::StringLiterals;

ConsoleOptions ConsoleOptions::fromArguments(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Console", "A desktop console for Apache OpenWhisk."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto text = [](const char *source) { return QCoreApplication::translate("Console", source); };
    const QCommandLineOption profileDir(u"profile-dir"_s, text("Keep settings and data in <dir> instead of the user's folders."), u"dir"_s);
    const QCommandLineOption connectUrl(u"connect"_s, text("Open the OpenWhisk at <url>."), u"url"_s);
    const QCommandLineOption authFile(u"auth-from"_s, text("Take its key from <file>, in the form of .wskprops."), u"file"_s);
    const QCommandLineOption tour(u"tour"_s, text("Drive the window through the main job and write pictures into <dir>."), u"dir"_s);
    QCommandLineOption usable(u"report-usable"_s);
    QCommandLineOption hideDock(u"hide-live"_s);
    usable.setFlags(QCommandLineOption::HiddenFromHelp);
    hideDock.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({profileDir, connectUrl, authFile, tour, usable, hideDock});
    parser.process(app);
    return {parser.value(profileDir), parser.value(connectUrl), parser.value(authFile),
            parser.value(tour),       parser.isSet(usable),     parser.isSet(hideDock)};
}

namespace {

QString folder(const QString &profileDir, QStandardPaths::StandardLocation where, const QString &name)
{
    const QString path = profileDir.isEmpty() ? QStandardPaths::writableLocation(where) + u"/whiskboard"_s
                                              : QDir(profileDir).absoluteFilePath(name);
    QDir().mkpath(path);
    return path;
}

/// Profiles of another folder must not meet the keys of this user's own ones.
QString keyringService(const QString &profileDir)
{
    return profileDir.isEmpty() ? u"whiskboard"_s : u"whiskboard "_s + QDir(profileDir).absolutePath();
}

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

} // namespace

class Console::Private {
public:
    explicit Private(const ConsoleOptions &given)
        : options(given)
        , scratch(given.tourDir.isEmpty() || !given.profileDir.isEmpty() ? nullptr : std::make_unique<QTemporaryDir>())
        , profileDir(scratch ? scratch->path() : given.profileDir)
        , config(folder(profileDir, QStandardPaths::GenericConfigLocation, u"config"_s))
        , data(folder(profileDir, QStandardPaths::GenericDataLocation, u"data"_s))
        , state(config + u"/window.ini"_s)
        , profiles(config + u"/profiles.json"_s)
        , secrets(keyringService(profileDir))
        , history(data + u"/history.sqlite"_s)
        , activations(data + u"/activations"_s)
    {
        activations.setBounds(storesettings::bounds(&state.settings()));
        if (const QString program = local::sandboxProgram(); !program.isEmpty())
            sandbox = std::make_unique<local::SandboxProcess>(program, data + u"/sandbox"_s);
    }
    void applyTheme();
    void connectAsAsked();
    void reportUsable();
    void startTour();

    ConsoleOptions options;
    std::unique_ptr<QTemporaryDir> scratch; ///< a tour changes and saves: never in the user's own folders
    QString profileDir;
    QString config;
    QString data;
    QString problem;
    WindowState state;
    connections::ProfileStore profiles;
    connections::KeychainSecretStore secrets;
    net::RequestLog log;
    history::Store history;
    history::ActivationStore activations;
    std::unique_ptr<local::SandboxProcess> sandbox;
    std::unique_ptr<MainWindow> window; ///< last: it uses all of the above
};

void Console::Private::applyTheme()
{
    const QString name = state.text(u"theme"_s, u"system"_s);
    theme::apply(*qApp, name == "dark"_L1 || (name == "system"_L1 && theme::systemIsDark()));
}

/// A profile of that address is used again, else one is made: what was opened once can be opened again.
void Console::Private::connectAsAsked()
{
    const auto props = connections::readWskProps(options.authFile);
    if (!props) {
        problem = props.error().message;
        return;
    }
    connections::Profile profile;
    profile.openwhiskHost = connections::hostFromText(options.connectUrl);
    if (!profile.openwhiskHost.isValid() || profile.openwhiskHost.isEmpty()) {
        problem = MainWindow::tr("%1 is no address.").arg(options.connectUrl);
        return;
    }
    profile.id = connections::ProfileStore::newId();
    profile.name = profile.openwhiskHost.host();
    profile.environment = isLoopback(profile.openwhiskHost) ? connections::Environment::Sandbox : connections::Environment::Dev;
    for (const auto &known : profiles.profiles()) {
        if (known.openwhiskHost == profile.openwhiskHost)
            profile = known;
    }
    window->connector().connectWith(profile, props->auth);
}

/// Not before the explorer has the actions of the connection: an empty window is of no use.
void Console::Private::reportUsable()
{
    auto *once = new QObject(window.get());
    QObject::connect(window->findChild<Explorer *>(), &Explorer::currentChanged, once, [this, once] {
        const auto *session = window->connector().session();
        const auto *tree = window->findChild<QTreeView *>(u"explorerTree"_s);
        if (!session || !session->actions().rows || tree->model()->rowCount() == 0)
            return;
        once->deleteLater();
        QTimer::singleShot(0, [] {
            std::puts("usable");
            std::fflush(stdout);
        });
    });
}

/// What it could not do is its exit code and a sentence, for scripts.
void Console::Private::startTour()
{
    auto *tour = new Tour(*window, options.tourDir, window.get());
    QObject::connect(tour, &Tour::finished, tour, [this, tour](bool good, const QString &words) {
        std::fprintf(good ? stdout : stderr, "%s\n", qPrintable(words));
        // The scratch folder goes, so what it put into a keyring goes, too.
        const auto forget = [this](connections::Secret secret) {
            return scratch ? secrets.remove(Connector::sandboxProfileId(), secret) : ready<Done>(Done{});
        };
        forget(connections::Secret::GatewayAdminKey);
        const auto gone = forget(connections::Secret::OpenWhiskKey); // a keyring works in turn
        deliver(gone, tour, [good](const Result<Done> &) { QCoreApplication::exit(good ? 0 : 1); });
    });
    tour->start();
}

Console::Console(const ConsoleOptions &options) : d(std::make_unique<Private>(options))
{
    d->applyTheme();
    const auto loaded = d->profiles.load();
    d->window = std::make_unique<MainWindow>(Services{d->profiles, d->secrets, d->log, d->history, d->state, d->sandbox.get(), &d->activations});
    if (!loaded)
        d->window->say(loaded.error().message);
    deliver(d->history.open(), d->window.get(), [this](const Result<QString> &opened) {
        if (const QString words = opened ? *opened : opened.error().message; !words.isEmpty())
            d->window->say(words);
    });
    if (options.hideDock)
        d->window->dock().hide();
}

Console::~Console() = default;

void Console::start()
{
    if (d->options.reportUsable)
        d->reportUsable();
    d->window->show();
    if (d->options.connectUrl.isEmpty())
        d->window->start();
    else
        d->connectAsAsked();
    if (!d->problem.isEmpty())
        d->window->say(d->problem);
    if (!d->options.tourDir.isEmpty())
        d->startTour();
}

MainWindow &Console::window()
{
    return *d->window;
}

QString Console::problem() const
{
    return d->problem;
}
