#include "ui/editors/actionsecrets.h"

#include "core/history/secrets.h"
#include "core/json/text.h"
#include "ui/editors/valuetypes.h"

#include <QCoreApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("ActionSecrets", text);
}

} // namespace

bool isSecret(const KeyValue &item)
{
    if (item.key == u"require-whisk-auth"_s)
        return item.value.isString() || item.value.isNumber();
    const auto list = json::Value::array(
        {json::Value::object({{u"key"_s, json::Value::string(item.key)}, {u"value"_s, item.value}})});
    return !history::withoutSecrets(json::Value::object({{u"parameters"_s, list}})).leftOut.isEmpty();
}

QString valueText(const json::Value &value)
{
    if (value.isString() && value.toString().size() > shownCharacters)
        return json::quoted(QStringView(value.toString()).left(shownCharacters)).chopped(1) + u"…"_s;
    const QString text = QString::fromUtf8(json::compact(value));
    return text.size() > shownCharacters ? text.left(shownCharacters) + u"…"_s : text;
}

QString shownValue(const KeyValue &item)
{
    if (!item.encryption.isEmpty())
        return tr("encrypted by the server (%1)").arg(item.encryption);
    return isSecret(item) ? u"••••••••"_s : valueText(item.value);
}

QString typeName(const KeyValue &item)
{
    return item.encryption.isEmpty() ? typeTitle(item.value.type()) : tr("encrypted");
}

qsizetype secretLength(const json::Value &value)
{
    return value.isString() ? value.toString().size() : QString::fromUtf8(json::compact(value)).size();
}
