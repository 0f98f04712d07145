#include "core/sandbox/api/version.h"

#include "core/sandbox/api/refusal.h"

#include <QRegularExpression>
#include <QStringList>

#include <limits>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Scala's split drops empty parts at the end: "1." is "1".
QStringList partsOf(const QString &text)
{
    auto parts = text.split(u'.');
    while (!parts.isEmpty() && parts.last().isEmpty())
        parts.removeLast();
    return parts;
}

std::optional<QString> normalised(const QString &text)
{
    static const QRegularExpression digits(u"\\A[+]?[0-9]+\\z"_s);
    const auto parts = partsOf(text);
    int numbers[3] = {0, 0, 0};
    for (qsizetype i = 0; i < std::min<qsizetype>(parts.size(), 3); ++i) {
        bool fits = false;
        numbers[i] = parts[i].toInt(&fits);
        if (!fits || !digits.match(parts[i]).hasMatch())
            return {};
    }
    if (parts.isEmpty() || (numbers[0] == 0 && numbers[1] == 0 && numbers[2] == 0))
        return {};
    return u"%1.%2.%3"_s.arg(numbers[0]).arg(numbers[1]).arg(numbers[2]);
}

} // namespace

QString readVersion(const json::Value &value)
{
    const auto version = value.isString() ? normalised(value.toString()) : std::nullopt;
    if (!version)
        rejectMalformed(u"semantic version malformed"_s);
    return *version;
}

QString nextVersion(const QString &version)
{
    auto parts = version.split(u'.');
    const auto patch = parts.value(2).toInt();
    if (patch == std::numeric_limits<int>::max())
        refuseInternal();
    parts[2] = QString::number(patch + 1);
    return parts.join(u'.');
}

} // namespace sandbox
