#include "core/sandbox/web/mediatype.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

using Names = QSet<QByteArray>;

Names namesIn(const QByteArray &list)
{
    const auto names = list.simplified().split(' ');
    return Names(names.begin(), names.end());
}

const Names &openTypes()
{
    static const auto names = namesIn(
        "application/atom+xml application/base64 application/javascript application/rss+xml application/soap+xml "
        "application/vnd.google-earth.kml+xml application/x-latex application/x-vrml application/xhtml+xml "
        "application/xml application/xml-dtd application/problem+xml text/asp text/cache-manifest text/calendar text/css "
        "text/csv text/html text/markdown text/mcf text/plain text/richtext text/tab-separated-values text/uri-list "
        "text/vnd.wap.wml text/vnd.wap.wmlscript text/x-asm text/x-c text/x-component text/x-h text/x-java-source "
        "text/x-pascal text/x-script text/x-scriptcsh text/x-scriptelisp text/x-scriptksh text/x-scriptlisp "
        "text/x-scriptperl text/x-scriptperl-module text/x-scriptphyton text/x-scriptrexx text/x-scriptscheme "
        "text/x-scriptsh text/x-scripttcl text/x-scripttcsh text/x-scriptzsh text/x-server-parsed-html text/x-setext "
        "text/x-sgml text/x-speech text/x-uuencode text/x-vcalendar text/x-vcard text/xml");
    return names;
}

const Names &fixedTypes()
{
    static const auto names = namesIn(
        "application/json application/json-patch+json application/merge-patch+json application/problem+json "
        "application/vnd.api+json application/x-www-form-urlencoded text/event-stream");
    return names;
}

/// Those of the known binary types that come with a charset now and then; without one, what is unknown is binary, too.
bool isKnownBinary(const QByteArray &name)
{
    static const auto names = namesIn(
        "application/cbor application/gnutar application/java-archive application/msword application/octet-stream "
        "application/pdf application/postscript application/x-7z-compressed application/x-bzip application/x-bzip2 "
        "application/x-font-opentype application/x-font-truetype application/x-gtar application/x-gzip application/x-tar "
        "application/x-tex application/x-shockwave-flash application/x-x509-ca-cert application/zip");
    static const QList<QByteArray> families{"audio/", "font/", "image/", "message/", "multipart/", "video/",
                                            "application/vnd.ms-", "application/vnd.oasis.opendocument.",
                                            "application/vnd.openxmlformats-officedocument."};
    return names.contains(name) || std::any_of(families.begin(), families.end(), [&](const QByteArray &family) { return name.startsWith(family); });
}

/// "; key=value", quoted where it must be.
QByteArray parameterText(const QString &key, const QString &value)
{
    static const QRegularExpression token(u"\\A[\\w!#$%&'*+.^`|~-]+\\z"_s);
    auto text = value;
    if (!token.match(value).hasMatch())
        text = u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
    return "; " + key.toLatin1() + '=' + text.toUtf8();
}

QString unquoted(const QString &value)
{
    static const QRegularExpression escape(u"\\\\(.)"_s);
    return value.startsWith(u'"') ? value.mid(1, value.size() - 2).replace(escape, u"\\1"_s) : value;
}

/// Fills in parameters and charset; false when it is of another form.
bool readParameters(const QString &text, MediaType *type)
{
    static const QRegularExpression item(
        u"\\G[ \\t]*;[ \\t]*([\\w!#$%&'*+.^`|~-]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[\\w!#$%&'*+.^`|~-]+)[ \\t]*"_s);
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = item.match(text, at);
        if (!match.hasMatch())
            return false;
        at = match.capturedEnd();
        const auto value = unquoted(match.captured(2));
        if (match.capturedView(1).compare(u"charset", Qt::CaseInsensitive) == 0)
            type->charset = value.toLatin1();
        else
            type->value += parameterText(match.captured(1), value);
    }
    return true;
}

MediaType::Sort sortOf(const QByteArray &name, bool hasCharset)
{
    if (fixedTypes().contains(name))
        return MediaType::Sort::Fixed;
    if (openTypes().contains(name))
        return MediaType::Sort::Open;
    return hasCharset && !isKnownBinary(name) ? MediaType::Sort::Open : MediaType::Sort::Binary;
}

} // namespace

QByteArray MediaType::withCharset(const QByteArray &given) const
{
    return sort == Sort::Open && !given.isEmpty() ? value + "; charset=" + given : value;
}

std::optional<MediaType> readMediaType(const QByteArray &header)
{
    static const QRegularExpression form(u"\\A[ \\t]*([\\w!#$%&'*+.^`|~-]+)/([\\w!#$%&'*+.^`|~-]+)(.*)\\z"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(QString::fromUtf8(header.trimmed()));
    if (!match.hasMatch())
        return {};
    const auto main = match.captured(1).toLower().toLatin1() + '/';
    const auto known = main + match.captured(2).toLower().toLatin1();
    const bool registered = openTypes().contains(known) || fixedTypes().contains(known) || isKnownBinary(known);
    MediaType type;
    type.name = type.value = registered ? known : main + match.captured(2).toLatin1();
    if (!readParameters(match.captured(3), &type))
        return {};
    type.sort = sortOf(known, !type.charset.isEmpty());
    // Charsets that the library knows are written as it writes them.
    if (const auto upper = type.charset.toUpper(); upper.startsWith("UTF-") || upper.startsWith("ISO-8859-") || upper == "US-ASCII")
        type.charset = upper;
    return type;
}

} // namespace sandbox
