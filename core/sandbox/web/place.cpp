#include "core/sandbox/web/place.h"

#include "core/sandbox/api/names.h"
#include "core/sandbox/http/target.h"

#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype firstOfRest = 6; ///< segments of /api/v1/web/NS/PACKAGE/ACTION

QString restOf(const HttpRequest &request)
{
    QByteArray rest;
    for (const auto &segment : request.segments.sliced(firstOfRest))
        rest += '/' + QUrl::toPercentEncoding(segment, "!$&'()*+,;=@:");
    return QString::fromLatin1(rest);
}

std::pair<QString, WebForm> splitExtension(const QString &name)
{
    static const QList<std::pair<QString, WebForm>> forms{{u".http"_s, WebForm::Http}, {u".json"_s, WebForm::Json},
                                                          {u".html"_s, WebForm::Html}, {u".svg"_s, WebForm::Svg},
                                                          {u".text"_s, WebForm::Text}};
    for (const auto &[extension, form] : forms)
        if (name.endsWith(extension))
            return {name.chopped(extension.size()), form};
    return {name, WebForm::Http};
}

} // namespace

std::optional<WebPlace> webPlaceOf(const HttpRequest &request)
{
    const auto &path = request.segments;
    if (path.size() < firstOfRest || path[0] != u"api" || path[1] != u"v1" || path[2] != u"web")
        return {};
    const auto &package = path[4];
    // The matcher tries the word "default" first and does not go back: no package's name may begin with it.
    if (!isName(path[3]) || !isName(package) || !isName(path[5]) || (package.startsWith(u"default"_s) && package != u"default"))
        return {};
    const auto [name, form] = splitExtension(path[5]);
    return WebPlace{{path[3], package == u"default" ? QString() : package, name}, form, restOf(request)};
}

QString queryAsSeen(const HttpRequest &request)
{
    const auto mark = request.target.indexOf('?');
    if (mark < 0)
        return {};
    auto anew = [](QByteArray piece) {
        const auto text = decoded(piece.replace('+', ' '));
        return QUrl::toPercentEncoding(text, " !$'()*,:@/?").replace(' ', '+');
    };
    QList<QByteArray> items;
    for (const auto &item : request.target.mid(mark + 1).split('&')) {
        const auto equals = item.indexOf('=');
        items.append(equals < 0 ? anew(item) : anew(item.left(equals)) + '=' + anew(item.mid(equals + 1)));
    }
    return QString::fromLatin1(items.join('&'));
}

} // namespace sandbox
