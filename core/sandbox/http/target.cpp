#include "core/sandbox/http/target.h"

namespace sandbox {

namespace {

constexpr QByteArrayView pathMarks = "-._~!$&'()*+,;=:@/%";
constexpr QByteArrayView queryMarks = "-._~!$&'()*+,;=:@/%?\\`^{}[]\"<>";

bool isAlnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool isHex(char c) { return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9'); }

QByteArray illegal(QByteArrayView target, qsizetype at, QByteArrayView expected)
{
    const auto column = QByteArray::number(at + 1);
    if (at >= target.size())
        return "Unexpected end of input, expected " + expected.toByteArray() + " (line 1, column " + column + ')';
    return "Invalid input '" + target.sliced(at, 1).toByteArray() + "', expected " + expected.toByteArray()
        + " (line 1, column " + column + ')';
}

std::optional<QByteArray> checkCharacters(QByteArrayView target)
{
    bool inQuery = false;
    for (qsizetype i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c == '%') {
            for (const qsizetype at : {i + 1, i + 2})
                if (at >= target.size() || !isHex(target[at]))
                    return illegal(target, at, "HEXDIG");
        } else if (c == '?' && !inQuery) {
            inQuery = true;
        } else if (!isAlnum(c) && !(inQuery ? queryMarks : pathMarks).contains(c)) {
            return illegal(target, i, inQuery ? "'EOI'" : "'/', pchar, '?' or 'EOI'");
        }
    }
    return {};
}

/// RFC 3986, 5.2.4; empty segments count.
QList<QByteArray> resolved(const QList<QByteArray> &parts)
{
    QList<QByteArray> out;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (parts[i] == "..") {
            if (!out.isEmpty())
                out.removeLast();
        } else if (parts[i] != ".") {
            out.append(parts[i]);
            continue;
        }
        if (last)
            out.append(QByteArray());
    }
    return out;
}

Query splitQuery(const QByteArray &text)
{
    Query query;
    const auto parts = text.split('&');
    for (const auto &part : parts) {
        const auto equals = part.indexOf('=');
        auto plain = [](QByteArray piece) { return decoded(piece.replace('+', ' ')); };
        query.append({plain(equals < 0 ? part : part.left(equals)), equals < 0 ? QString() : plain(part.mid(equals + 1))});
    }
    return query;
}

/// "http://host/path", as sent to a proxy, is its path.
QByteArray withoutOrigin(const QByteArray &target)
{
    const auto scheme = target.indexOf("://");
    if (scheme <= 0 || target.startsWith('/'))
        return target;
    const auto slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : target.mid(slash);
}

} // namespace

QString decoded(QByteArrayView text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toByteArray()));
}

std::optional<QByteArray> splitTarget(HttpRequest &request)
{
    if (request.target == "*") {
        request.path = request.target;
        request.segments = {QStringLiteral("*")};
        return {};
    }
    const auto target = withoutOrigin(request.target);
    if (auto wrong = checkCharacters(target))
        return wrong;
    if (!target.startsWith('/'))
        return illegal(target, 0, "'/' or absolute-URI");
    const auto mark = target.indexOf('?');
    if (mark >= 0)
        request.query = splitQuery(target.mid(mark + 1));
    const auto parts = resolved(target.mid(1, mark < 0 ? -1 : mark - 1).split('/'));
    for (const auto &part : parts)
        request.segments.append(decoded(part));
    request.path = '/' + parts.join('/');
    return {};
}

} // namespace sandbox
