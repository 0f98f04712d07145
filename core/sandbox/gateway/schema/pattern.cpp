#include "core/sandbox/gateway/schema/validator.h"

#include <QHash>
#include <QRegularExpression>

#include <mutex>

namespace sandbox::gateway {

bool matchesPattern(const QString &pattern, const QString &text, QString *error)
{
    static std::mutex mutex;
    static QHash<QString, QRegularExpression> known;
    constexpr int mostKnown = 2000;

    const std::lock_guard lock(mutex);
    auto found = known.find(pattern);
    if (found == known.end()) {
        if (known.size() >= mostKnown)
            known.clear();
        found = known.insert(pattern, QRegularExpression(pattern));
    }
    if (!found->isValid() && error)
        *error = found->errorString();
    return found->isValid() && found->match(text).hasMatch();
}

bool isReference(const QString &text)
{
    return text.startsWith(u"$secret://") || text.startsWith(u"$env://", Qt::CaseInsensitive);
}

} // namespace sandbox::gateway
