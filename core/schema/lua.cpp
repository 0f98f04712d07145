#include "core/schema/lua.h"

#include <QRegularExpression>

#include <lua.hpp>

#include <memory>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

constexpr QStringView prefix = u"return ";

/// The compiler's complaint, with the number of the line in front.
std::optional<QString> compiled(const QString &source)
{
    const std::unique_ptr<lua_State, decltype(&lua_close)> state(luaL_newstate(), lua_close);
    const QByteArray text = source.toUtf8();
    if (!state || luaL_loadbufferx(state.get(), text.constData(), size_t(text.size()), "=x", "t") == 0) // text, no byte code
        return {};
    return QString::fromUtf8(lua_tostring(state.get(), -1));
}

struct Complaint {
    int line = 1;
    QString message;
    QString near; ///< empty: not said
};

Complaint read(const QString &text)
{
    static const QRegularExpression form(u"^x:(\\d+): (.*?)(?: near '(.*)')?$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {1, text, {}};
    return {match.captured(1).toInt(), text.mid(text.indexOf(u": "_s) + 2), match.captured(3)};
}

qsizetype startOfLine(const QString &source, int line)
{
    qsizetype start = 0;
    for (int i = 1; i < line; ++i) {
        const qsizetype end = source.indexOf(u'\n', start);
        if (end < 0)
            break;
        start = end + 1;
    }
    return start;
}

/// The compiler names the word and its line. The word may stand there several times: the first one is meant with
/// which the text fails the same way when it ends there.
qsizetype placeOf(const QString &source, const Complaint &complaint)
{
    const qsizetype start = startOfLine(source, complaint.line);
    const qsizetype end = source.indexOf(u'\n', start) < 0 ? source.size() : source.indexOf(u'\n', start);
    if (complaint.near.isEmpty())
        return start;
    if (complaint.near == u"<eof>")
        return end;
    for (qsizetype at = source.indexOf(complaint.near, start); at >= 0 && at < end; at = source.indexOf(complaint.near, at + 1)) {
        const auto cut = compiled(source.left(at + complaint.near.size()));
        if (cut && read(*cut).near == complaint.near && read(*cut).line == complaint.line)
            return at;
    }
    return start;
}

} // namespace

std::optional<LuaProblem> checkLua(const QString &source, LuaForm form)
{
    const qsizetype added = form == LuaForm::Expression ? prefix.size() : 0;
    const QString whole = prefix.left(added).toString() + source;
    const auto failed = compiled(whole);
    if (!failed)
        return {};
    const Complaint complaint = read(*failed);
    const qsizetype column = placeOf(whole, complaint) - startOfLine(whole, complaint.line) + 1;
    return LuaProblem{complaint.line, int(std::max<qsizetype>(1, complaint.line == 1 ? column - added : column)),
                      complaint.message};
}

} // namespace schema
