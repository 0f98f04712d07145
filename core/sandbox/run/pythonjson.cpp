#include "core/sandbox/run/programrun.h"

#include "core/json/text.h"

namespace sandbox {

namespace {

struct Separators {
    const char *comma;
    const char *colon;
};

void writeCharacter(QByteArray &out, ushort code)
{
    static const QByteArray shortOnes = QByteArrayLiteral("\b\t\n\f\r\"\\");
    if (const auto at = code < 128 ? shortOnes.indexOf(char(code)) : -1; at >= 0)
        (out += '\\') += "btnfr\"\\"[at];
    else if (code >= ' ' && code < 128)
        out += char(code);
    else
        out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
}

void writeString(QByteArray &out, const QString &text)
{
    out += '"';
    for (const QChar c : text)
        writeCharacter(out, c.unicode());
    out += '"';
}

void write(QByteArray &out, const json::Value &value, const Separators &separators)
{
    const char *between = "";
    if (value.isArray()) {
        out += '[';
        for (const auto &item : value.items()) {
            out += std::exchange(between, separators.comma);
            write(out, item, separators);
        }
        out += ']';
    } else if (value.isObject()) {
        out += '{';
        for (const auto &member : value.members()) {
            out += std::exchange(between, separators.comma);
            writeString(out, member.name);
            out += separators.colon;
            write(out, member.value, separators);
        }
        out += '}';
    } else if (value.isString()) {
        writeString(out, value.toString());
    } else {
        out += json::compact(value);
    }
}

} // namespace

QByteArray pythonJson(const json::Value &value)
{
    QByteArray out;
    write(out, value, {", ", ": "});
    return out;
}

qint64 proxyLength(const json::Value &value)
{
    QByteArray out;
    write(out, value, {",", ":"});
    return out.size() + 1;
}

} // namespace sandbox
