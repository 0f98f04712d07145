#include "core/sandbox/api/names.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/version.h"

#include <QRegularExpression>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 256;
const QString tooShort = u"requirement failed: The fully qualified name of the entity must contain at least the namespace "
                         "and the name of the entity."_s;

EntityName nameOf(const QStringList &parts)
{
    if (parts.size() < 2)
        rejectMalformed(tooShort);
    return {parts.first(), parts.sliced(1, parts.size() - 2).join(u'/'), parts.last()};
}

QStringList resolved(QStringList parts, const QString &own)
{
    if (parts.first() == u"_")
        parts.first() = own;
    return parts;
}

QString text(const json::Value *value)
{
    if (!value || !value->isString())
        rejectMalformed(u"fully qualified name malformed"_s);
    return value->toString();
}

} // namespace

bool isName(const QString &text)
{
    static const QRegularExpression form(u"\\A([A-Za-z0-9_]|[A-Za-z0-9_][A-Za-z0-9_@ .&-]{0,254}[A-Za-z0-9_@.&-])\\z"_s);
    return form.match(text).hasMatch();
}

void checkName(const QString &text)
{
    if (text.size() > longest)
        reject(400, u"Name segement longer than allowed: %1 > %2."_s.arg(text.size()).arg(longest));
    if (!isName(text))
        reject(400, u"The name of the entity contains illegal characters."_s);
}

void checkNamespace(const QString &text)
{
    const auto parts = text.split(u'/', Qt::SkipEmptyParts);
    if (text.size() > longest)
        reject(400, u"Namespace longer than allowed: %1 > %2."_s.arg(text.size()).arg(longest));
    if (parts.isEmpty() || !std::all_of(parts.begin(), parts.end(), isName))
        reject(400, u"The namespace contains illegal characters."_s);
}

bool isPath(const QString &path)
{
    const auto parts = path.split(u'/', Qt::SkipEmptyParts);
    return !parts.isEmpty() && std::all_of(parts.begin(), parts.end(), isName);
}

QStringList pathParts(const QString &path)
{
    const auto parts = path.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        rejectMalformed(u"requirement failed: path undefined"_s);
    if (!std::all_of(parts.begin(), parts.end(), isName))
        rejectMalformed(u"requirement failed: path contains invalid parts ArraySeq("_s + parts.join(u", "_s) + u')');
    return parts;
}

Reference readReference(const json::Value &value, const QString &own)
{
    if (value.isString())
        return {nameOf(resolved(pathParts(value.toString()), own)), {}};
    if (!value.isObject())
        rejectMalformed(u"fully qualified name malformed"_s);
    auto parts = resolved(pathParts(text(value.find(u"path"))), own);
    const auto name = text(value.find(u"name"));
    if (!isName(name))
        rejectMalformed(u"requirement failed: path contains invalid parts ArraySeq("_s + name + u')');
    const auto *version = value.find(u"version");
    return {nameOf(parts << name), version && !version->isNull() ? readVersion(*version) : QString()};
}

json::Value referenceValue(const Reference &reference)
{
    auto value = json::Value::object({{u"name"_s, json::Value::string(reference.name.name)},
                                      {u"path"_s, json::Value::string(reference.name.path())}});
    if (!reference.version.isEmpty())
        value.set(u"version", json::Value::string(reference.version));
    return value;
}

EntityName referenceName(const json::Value &value)
{
    const auto path = value.value(u"path").toString();
    const auto slash = path.indexOf(u'/');
    return {slash < 0 ? path : path.left(slash), slash < 0 ? QString() : path.mid(slash + 1), value.value(u"name").toString()};
}

QString withLeadingSlash(const EntityName &name) { return u'/' + name.full(); }

} // namespace sandbox
