#include "core/sandbox/web/prettyjson.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"

namespace sandbox {

namespace {

void print(const json::Value &value, qsizetype indent, QByteArray *out);

void printObject(const json::Value &value, qsizetype indent, QByteArray *out)
{
    *out += "{\n";
    bool first = true;
    for (const auto &member : value.members()) {
        if (!first)
            *out += ",\n";
        first = false;
        *out += QByteArray(indent + 2, ' ') + json::quoted(member.name).toUtf8() + ": ";
        print(member.value, indent + 2, out);
    }
    *out += '\n' + QByteArray(indent, ' ') + '}';
}

void printArray(const json::Value &value, qsizetype indent, QByteArray *out)
{
    *out += '[';
    bool first = true;
    for (const auto &item : value.items()) {
        if (!first)
            *out += ", ";
        first = false;
        print(item, indent, out);
    }
    *out += ']';
}

void print(const json::Value &value, qsizetype indent, QByteArray *out)
{
    if (value.isObject())
        printObject(value, indent, out);
    else if (value.isArray())
        printArray(value, indent, out);
    else
        *out += json::compact(value);
}

} // namespace

QByteArray prettyJson(const json::Value &value)
{
    QByteArray text;
    print(canonical(value), 0, &text);
    return text;
}

} // namespace sandbox
