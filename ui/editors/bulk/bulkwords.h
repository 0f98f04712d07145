#pragma once

#include "core/async/error.h"

#include "ui/models/target.h"

#include <QHash>
#include <QStringList>

namespace openwhisk {
class Session;
}

/// Words that all plans share.
namespace bulk {

QString tr(const char *text, int n = -1);
QString someOf(const QStringList &names); ///< "a, b, c and 12 more"
Error closed();                           ///< the connection went away meanwhile

/// Which round each rule is written in, by name: the server keeps the status of rules in their trigger and answers 409 to
/// two writes at once, so the rules of one trigger take turns.
QHash<QString, int> ruleRounds(const openwhisk::Session &session, const QList<Target> &targets);

} // namespace bulk
