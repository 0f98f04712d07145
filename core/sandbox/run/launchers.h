#pragma once

#include <QByteArray>
#include <QString>

namespace sandbox {

/// A script that is compiled in: launcher.js, launcher.py, stub.sh.
QByteArray launcher(const QString &name);

} // namespace sandbox
