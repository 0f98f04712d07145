#include "core/sandbox/gateway/schema/lua.h"

#include <QRegularExpression>
#include <QStringList>

#include <lua.hpp>

#include <memory>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Words of a chunk without comments; a text is one word with its opening quote.
QStringList wordsOf(const QString &source)
{
    static const auto comments = u"--\\[(=*)\\[.*?\\]\\1\\]|--[^\\n]*"_s;
    static const auto texts = u"\\[(=*)\\[.*?\\]\\2\\]|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'"_s;
    static const QRegularExpression word(comments + u'|' + texts + u"|\\w+|[^\\s\\w]"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    QStringList words;
    for (auto all = word.globalMatch(source); all.hasNext();)
        if (const auto text = all.next().captured(); !text.startsWith(u"--"))
            words.append(text);
    return words;
}

bool isName(const QString &word)
{
    static const QStringList keywords{u"and"_s,   u"break"_s, u"do"_s,  u"else"_s,   u"elseif"_s, u"end"_s,   u"false"_s, u"for"_s,
                                      u"function"_s, u"goto"_s, u"if"_s, u"in"_s,     u"local"_s,  u"nil"_s,   u"not"_s,   u"or"_s,
                                      u"repeat"_s, u"return"_s, u"then"_s, u"true"_s, u"until"_s,  u"while"_s};
    return (word.front().isLetter() || word.front() == u'_') && !keywords.contains(word);
}

/// Does it begin with a call of a name that neither Lua nor the server defines?
bool beginsWithUnknownCall(const QStringList &words)
{
    static const QStringList globals{u"assert"_s, u"bit"_s,     u"collectgarbage"_s, u"coroutine"_s, u"error"_s,   u"getmetatable"_s,
                                     u"ipairs"_s, u"jit"_s,     u"load"_s,           u"loadstring"_s, u"math"_s,   u"ndk"_s,
                                     u"next"_s,   u"ngx"_s,     u"os"_s,             u"pairs"_s,     u"pcall"_s,   u"print"_s,
                                     u"rawget"_s, u"rawset"_s,  u"require"_s,        u"select"_s,    u"setmetatable"_s, u"string"_s,
                                     u"table"_s,  u"tonumber"_s, u"tostring"_s,      u"type"_s,      u"unpack"_s,  u"xpcall"_s};
    if (words.size() < 2 || !isName(words[0]) || globals.contains(words[0]))
        return false;
    static const QStringList callers{u"("_s, u"{"_s, u"."_s, u":"_s, u"["_s};
    return callers.contains(words[1]) || words[1].startsWith(u'"') || words[1].startsWith(u'\'');
}

} // namespace

std::optional<QString> compileLua(const QString &source, const QString &name)
{
    const std::unique_ptr<lua_State, decltype(&lua_close)> state(luaL_newstate(), lua_close);
    const auto text = source.toUtf8();
    // Compiled code of LuaJIT would be taken without a look at it: only text is.
    if (luaL_loadbufferx(state.get(), text.constData(), std::size_t(text.size()), name.toUtf8().constData(), "t") == 0)
        return {};
    return QString::fromUtf8(lua_tostring(state.get(), -1));
}

LuaResult resultOf(const QString &source)
{
    const auto words = wordsOf(source);
    if (beginsWithUnknownCall(words))
        return LuaResult::Crash;
    const auto place = words.indexOf(u"return"_s);
    if (place < 0 || place + 1 >= words.size())
        return LuaResult::Nothing;
    if (place > 0)
        return LuaResult::Function;
    const auto &word = words[1];
    if (word.front().isDigit())
        return LuaResult::Number;
    if (word.front() == u'"' || word.front() == u'\'' || word.startsWith(u"[["))
        return LuaResult::String;
    if (word == u"true" || word == u"false")
        return LuaResult::Boolean;
    return word == u"{" ? LuaResult::Table : word == u"nil" ? LuaResult::Nothing : LuaResult::Function;
}

} // namespace sandbox::gateway
