#include "core/sandbox/setup/resources.h"

#include <QFile>

#include <mutex>

/// Q_INIT_RESOURCE wants to stand outside of namespaces.
static void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] { Q_INIT_RESOURCE(sandbox_samples); });
}

namespace sandbox {

QByteArray resource(const QString &name)
{
    initialise();
    QFile file(QStringLiteral(":/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace sandbox
