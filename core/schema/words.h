#pragma once

#include <QCoreApplication>
#include <QString>

namespace schema {

inline QString tr(const char *text)
{
    return QCoreApplication::translate("schema", text);
}

/// "a, b or c"
inline QString orList(const QStringList &names)
{
    if (names.size() < 2)
        return names.value(0);
    return tr("%1 or %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

} // namespace schema
