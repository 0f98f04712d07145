#pragma once

#include <QString>
#include <QStringList>

namespace sandbox {

/// The programs that run actions, by their real paths; empty where there is none.
struct Interpreters {
    QString node;
    QString python;
};

/// Looks in the usual places, then along the search path. Shell scripts that stand in for a program (version
/// managers' shims) are passed over: they would start another program than the one that is limited and ended.
Interpreters findInterpreters();
QString findProgram(const QStringList &names, const QStringList &folders);

} // namespace sandbox
