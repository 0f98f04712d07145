#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

/// A session bus of its own for one test function: the test program runs that function again in a child, with a HOME,
/// a runtime folder and (if wanted) a bus that can start no services. Nothing of it outlives the call.
namespace keyringbus {

enum class Bus { None, Dead, Own };

bool isChild();
/// Runs the current test function in a child; its output when it failed, else empty.
QString runInChild(Bus bus);

/// gnome-keyring-daemon on the child's bus, its login collection unlocked; ends with this object.
class Keyring {
public:
    Keyring();
    ~Keyring();
    bool isUp() const;
    bool lock(); ///< the login collection

private:
    QProcess m_daemon;
};

} // namespace keyringbus
