#pragma once

#include <QByteArray>
#include <QString>

namespace sandbox {

/// A file of resources/samples; empty when there is none of that name.
QByteArray resource(const QString &name);

} // namespace sandbox
