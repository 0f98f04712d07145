#include "core/openwhisk/names.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int longestName = 256;

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

/// \w of the server's grammar is ASCII.
bool isWord(QChar c)
{
    const ushort u = c.unicode();
    return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u == '_';
}

bool isInner(QChar c)
{
    return isWord(c) || u"@ .&-"_s.contains(c);
}

Error illegal(const QString &sentence)
{
    return Error{Error::Kind::Rejected, sentence, {}};
}

Result<EntityName> fromParts(const QStringList &parts, bool absolute)
{
    for (const QString &part : parts)
        if (const QString problem = nameProblem(part); !problem.isEmpty())
            return illegal(problem);
    if (parts.size() == 3)
        return EntityName{parts[0], parts[1], parts[2]};
    if (parts.size() == 2)
        return absolute ? EntityName{parts[0], {}, parts[1]} : EntityName{u"_"_s, parts[0], parts[1]};
    if (parts.size() == 1 && !absolute)
        return EntityName{u"_"_s, {}, parts[0]};
    return illegal(tr("A name is written action, package/action or /namespace/package/action."));
}

} // namespace

QString EntityName::shown() const
{
    return package.isEmpty() ? name : package + u'/' + name;
}

QString EntityName::full() const
{
    return u'/' + ns + u'/' + shown();
}

size_t qHash(const EntityName &name, size_t seed)
{
    return qHashMulti(seed, name.name, name.package, name.ns);
}

QString nameProblem(const QString &segment)
{
    if (segment.isEmpty())
        return tr("A name is missing.");
    if (segment.size() > longestName)
        return tr("The name is too long: %1 characters, %2 are allowed.").arg(segment.size()).arg(longestName);
    if (!isWord(segment.front()))
        return tr("A name begins with a letter from A to Z, a digit or _.");
    const auto bad = std::find_if_not(segment.begin(), segment.end(), isInner);
    if (bad != segment.end())
        return tr("The name may not contain “%1”. Allowed are letters from A to Z, digits, blanks and _ @ . & -").arg(*bad);
    return segment.endsWith(u' ') ? tr("A name may not end with a blank.") : QString();
}

Result<EntityName> parseActionName(const QString &typed)
{
    const QString text = typed.trimmed();
    const bool absolute = text.startsWith(u'/');
    return fromParts((absolute ? text.sliced(1) : text).split(u'/'), absolute);
}

EntityName fromMembers(const QString &nsMember, const QString &name)
{
    const qsizetype slash = nsMember.indexOf(u'/');
    if (slash < 0)
        return EntityName{nsMember, {}, name};
    return EntityName{nsMember.first(slash), nsMember.sliced(slash + 1), name};
}

QByteArray collectionWord(Collection collection)
{
    switch (collection) {
    case Collection::Actions:
        return "actions";
    case Collection::Packages:
        return "packages";
    case Collection::Triggers:
        return "triggers";
    case Collection::Rules:
        return "rules";
    case Collection::Activations:
        break;
    }
    return "activations";
}

QByteArray collectionPath(Collection collection, const QString &ns)
{
    return "/api/v1/namespaces/" + QUrl::toPercentEncoding(ns) + '/' + collectionWord(collection);
}

QByteArray entityPath(Collection collection, const EntityName &name)
{
    QByteArray path = collectionPath(collection, name.ns) + '/';
    if (!name.package.isEmpty())
        path += QUrl::toPercentEncoding(name.package) + '/';
    return path + QUrl::toPercentEncoding(name.name);
}

} // namespace openwhisk
