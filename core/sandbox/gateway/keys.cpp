#include "core/sandbox/gateway/keys.h"

#include "core/json/text.h"
#include "core/sandbox/setup/datadir.h"

#include <QFile>
#include <QRandomGenerator>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

const auto fileName = u"gateway.json"_s;

QString randomKey()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    QString key;
    for (const auto word : words)
        key += u"%1"_s.arg(word, 8, 16, QChar(u'0'));
    return key;
}

} // namespace

Keys loadKeys(const DataDir &dir, bool wellKnown)
{
    if (wellKnown)
        return {u"edd1c9f034335f136f87ad84b625c8f1"_s, u"4054f7cf07e344346cd3f287985e76a2"_s};
    QFile file(dir.file(fileName));
    const auto known = file.open(QIODevice::ReadOnly) ? json::read(file.readAll()) : std::nullopt;
    const auto keyOf = [&](QStringView name) {
        const auto key = known ? known->value.value(name).toString() : QString();
        return key.isEmpty() ? randomKey() : key;
    };
    return {keyOf(u"admin_key"), keyOf(u"viewer_key")};
}

QString writeGatewayFile(const DataDir &dir, const Keys &keys, const Addresses &addresses)
{
    auto content = json::Value::object({{u"admin"_s, json::Value::string(addresses.admin)}});
    if (!addresses.plane.isEmpty())
        content.set(u"gateway", json::Value::string(addresses.plane));
    if (!addresses.control.isEmpty())
        content.set(u"control", json::Value::string(addresses.control));
    content.set(u"admin_key", json::Value::string(keys.admin));
    content.set(u"viewer_key", json::Value::string(keys.viewer));
    return writePrivately(dir.file(fileName), json::pretty(content) + '\n');
}

} // namespace sandbox::gateway
