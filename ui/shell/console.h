#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class MainWindow;
class QCoreApplication;

/// What the command line asks for.
struct ConsoleOptions {
    QString profileDir;    ///< settings and data live here instead of in the user's folders
    QString connectUrl;    ///< open this address at once ...
    QString authFile;      ///< ... with the key of this wskprops file
    QString tourDir;       ///< drive the window through the main job, a picture of each step goes there
    bool reportUsable = false; ///< says "usable" on standard output when the window can be worked with
    bool hideDock = false;

    /// Prints help or version and ends the program where that was asked for.
    static ConsoleOptions fromArguments(const QCoreApplication &app);
};

/// The console: stores, secrets, sandbox and window, put together.
class Console {
public:
    explicit Console(const ConsoleOptions &options);
    ~Console();

    void start(); ///< shows the window, then connects
    MainWindow &window();
    QString problem() const; ///< a sentence when what the command line asked for cannot be done

private:
    class Private;
    std::unique_ptr<Private> d;
};
