#include "core/json/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace json {

namespace {

void appendEscape(QByteArray &out, char16_t unit)
{
    constexpr char names[] = "btn fr"; // 8, 9, 10, 12, 13
    out += '\\';
    if (unit == u'"' || unit == u'\\')
        out += char(unit);
    else if (unit >= 8 && unit <= 13 && names[unit - 8] != ' ')
        out += names[unit - 8];
    else
        out += 'u' + QByteArray::number(unit, 16).rightJustified(4, '0');
}

bool needsEscape(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c < u' ' || c == u'"' || c == u'\\')
        return true;
    if (!c.isSurrogate()) // a lone one has no UTF-8
        return false;
    return c.isHighSurrogate() ? at + 1 >= text.size() || !text[at + 1].isLowSurrogate()
                               : at == 0 || !text[at - 1].isHighSurrogate();
}

void appendString(QByteArray &out, QStringView text)
{
    out += '"';
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!needsEscape(text, at))
            continue;
        out += text.sliced(from, at - from).toUtf8();
        appendEscape(out, text[at].unicode());
        from = at + 1;
    }
    out += text.sliced(from).toUtf8();
    out += '"';
}

class Writer {
public:
    explicit Writer(int indent)
        : m_indent(indent)
    {
    }
    QByteArray text;

    void value(const Value &value, int depth)
    {
        switch (value.type()) {
        case Type::Null:
            text += "null";
            break;
        case Type::Bool:
            text += value.toBool() ? "true" : "false";
            break;
        case Type::Number:
            text += value.numberText();
            break;
        case Type::String:
            appendString(text, value.toString());
            break;
        case Type::Array:
            container('[', ']', value.items(), depth, [](const Value &) {});
            break;
        case Type::Object:
            container('{', '}', value.members(), depth, [this](const Member &member) { name(member); });
            break;
        }
    }

private:
    static const Value &valueOf(const Value &item) { return item; }
    static const Value &valueOf(const Member &member) { return member.value; }

    template<typename List, typename Before>
    void container(char opening, char closing, const List &list, int depth, Before before)
    {
        text += opening;
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (i > 0)
                text += ',';
            newLine(depth + 1);
            before(list[i]);
            value(valueOf(list[i]), depth + 1);
        }
        if (!list.isEmpty())
            newLine(depth);
        text += closing;
    }
    void name(const Member &member)
    {
        appendString(text, member.name);
        text += m_indent < 0 ? ":" : ": ";
    }
    void newLine(int depth)
    {
        if (m_indent >= 0)
            text += '\n' + QByteArray(depth * m_indent, ' ');
    }

    int m_indent; ///< below 0: all on one line
};

} // namespace

QByteArray compact(const Value &value)
{
    Writer writer(-1);
    writer.value(value, 0);
    return writer.text;
}

QByteArray pretty(const Value &value, int indent)
{
    Writer writer(std::max(indent, 0));
    writer.value(value, 0);
    return writer.text;
}

int depth(const Value &value)
{
    int deepest = 0;
    for (const Value &item : value.items())
        deepest = std::max(deepest, depth(item));
    for (const Member &member : value.members())
        deepest = std::max(deepest, depth(member.value));
    return value.isArray() || value.isObject() ? deepest + 1 : 0;
}

Result<QByteArray> toSend(const Value &value)
{
    if (depth(value) <= sendDepth)
        return compact(value);
    const QString text = QCoreApplication::translate(
        "json", "The document is nested deeper than %1 levels; a server could fail over it, so it was not sent.");
    return Error{Error::Kind::Rejected, text.arg(sendDepth), {}};
}

QString quoted(QStringView text)
{
    QByteArray out;
    appendString(out, text);
    return QString::fromUtf8(out);
}

} // namespace json
