#include "ui/editors/bulk/bulkwords.h"

#include "core/openwhisk/session.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace bulk {

QString tr(const char *text, int n)
{
    return QCoreApplication::translate("Bulk", text, nullptr, n);
}

QString someOf(const QStringList &names)
{
    constexpr qsizetype shown = 5;
    if (names.size() <= shown + 1)
        return names.join(u", "_s);
    return tr("%1 and %n more", int(names.size() - shown)).arg(names.first(shown).join(u", "_s));
}

Error closed()
{
    return {Error::Kind::Canceled, tr("The connection is closed."), {}};
}

QHash<QString, int> ruleRounds(const openwhisk::Session &session, const QList<Target> &targets)
{
    QSet<QString> wanted;
    for (const Target &target : targets) {
        if (target.kind == Target::Kind::Rule)
            wanted.insert(target.name.name);
    }
    QHash<QString, int> rounds;
    QHash<QString, int> taken; // by trigger
    if (const auto rules = session.rules().rows) {
        for (const auto &rule : *rules) {
            if (wanted.contains(rule.name.name))
                rounds.insert(rule.name.name, taken[rule.trigger.full()]++);
        }
    }
    return rounds;
}

} // namespace bulk
