#include "core/sandbox/run/launchers.h"

#include <QFile>

#include <mutex>

/// Q_INIT_RESOURCE wants to stand outside of namespaces.
static void registerLaunchers()
{
    static std::once_flag once;
    std::call_once(once, [] { Q_INIT_RESOURCE(sandbox_launchers); });
}

namespace sandbox {

QByteArray launcher(const QString &name)
{
    registerLaunchers();
    QFile file(QStringLiteral(":/sandbox/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace sandbox
