#include "ui/editors/valuetypes.h"

#include "core/json/number.h"
#include "core/json/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ValueTypes", text);
}

json::Value asNumber(const QString &text)
{
    const QByteArray bytes = text.trimmed().toUtf8();
    return json::Value::numberText(json::isNumber({bytes.constData(), size_t(bytes.size())}) ? bytes : QByteArray("0"));
}

/// What the text says as JSON when it says that type, else otherwise.
json::Value read(const QString &text, json::Type type, const json::Value &otherwise)
{
    const auto parsed = json::read(text.toUtf8());
    return parsed && parsed->value.type() == type ? parsed->value : otherwise;
}

} // namespace

QList<json::Type> valueTypes()
{
    return {json::Type::String, json::Type::Number, json::Type::Bool, json::Type::Object, json::Type::Array, json::Type::Null};
}

QString typeTitle(json::Type type)
{
    switch (type) {
    case json::Type::Null:
        return tr("null");
    case json::Type::Bool:
        return tr("true/false");
    case json::Type::Number:
        return tr("number");
    case json::Type::String:
        return tr("text");
    case json::Type::Array:
        return tr("list");
    case json::Type::Object:
        return tr("object");
    }
    return {};
}

json::Value asType(const json::Value &value, const QString &unparsed, json::Type type)
{
    const QString text = !unparsed.isEmpty() ? unparsed
        : value.isString()                   ? value.toString()
        : value.isNull()                     ? QString()
                                             : QString::fromUtf8(json::compact(value));
    switch (type) {
    case json::Type::Null:
        return {};
    case json::Type::Bool:
        return json::Value::boolean(text.trimmed() == u"true"_s || (value.isNumber() && value.toInteger() != 0));
    case json::Type::Number:
        return asNumber(text);
    case json::Type::String:
        return json::Value::string(text);
    case json::Type::Array:
        return read(text, type, value.isNull() ? json::Value::array() : json::Value::array({value}));
    case json::Type::Object:
        return read(text, type, json::Value::object());
    }
    return value;
}

QString parseProblem(const QString &text)
{
    json::ParseError error;
    if (text.trimmed().isEmpty())
        return tr("it is empty");
    if (json::read(text.toUtf8(), &error))
        return tr("it is not of the type chosen");
    return tr("line %1, column %2: %3").arg(error.line).arg(error.column).arg(error.message);
}
