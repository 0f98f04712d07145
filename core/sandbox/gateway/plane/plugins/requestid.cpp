#include "core/sandbox/gateway/plane/plugin.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

QByteArray picked(const QByteArray &characters, qint64 length)
{
    QByteArray text;
    for (qint64 i = 0; i < length && !characters.isEmpty(); ++i)
        text += characters[QRandomGenerator::global()->bounded(int(characters.size()))];
    return text;
}

const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const QByteArray digits = "0123456789";

/// A time in front, so that later ones are greater.
QByteArray sortedUuid()
{
    auto hex = QUuid::createUuid().toByteArray(QUuid::Id128);
    hex.replace(0, 12, QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 16).rightJustified(12, '0'));
    hex[12] = '7';
    return hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20);
}

/// Seconds since 2014 and random bits, in 27 digits of base 62.
QByteArray ksuid()
{
    static const QByteArray base = digits + alphabet;
    QByteArray number(20, '\0');
    const auto seconds = quint32(QDateTime::currentSecsSinceEpoch() - 1400000000);
    for (int i = 0; i < 4; ++i)
        number[i] = char(seconds >> (24 - 8 * i));
    for (int i = 4; i < 20; ++i)
        number[i] = char(QRandomGenerator::global()->bounded(256));
    QByteArray text(27, '0');
    for (qsizetype place = 26; place >= 0; --place) {
        quint32 rest = 0;
        for (auto &byte : number) {
            const quint32 value = rest * 256 + quint8(byte);
            byte = char(value / 62);
            rest = value % 62;
        }
        text[place] = base[qsizetype(rest)];
    }
    return text;
}

QByteArray made(const json::Value &conf)
{
    const auto algorithm = conf.value(u"algorithm").toString();
    if (algorithm == u"nanoid")
        return picked("_-" + digits + alphabet, 21);
    if (algorithm == u"range_id")
        return picked(conf.value(u"range_id").value(u"char_set").toString().toLatin1(),
                      conf.value(u"range_id").value(u"length").toInteger().value_or(16));
    if (algorithm == u"ksuid")
        return ksuid();
    return algorithm == u"uuidv7" ? sortedUuid() : QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    const auto name = plugin.conf.value(u"header_name").toString();
    if (exchange.headers.find(name.toLatin1()).value_or(QByteArray()).isEmpty())
        setHeader(exchange.headers, name.toLatin1(), made(plugin.conf));
    return {};
}

void filterHeaders(Exchange &exchange, const PluginConf &plugin)
{
    const auto name = plugin.conf.value(u"header_name").toString().toLatin1();
    if (!plugin.conf.value(u"include_in_response").toBool() || exchange.answer.headers.contains(name))
        return;
    for (const auto &header : std::as_const(exchange.headers))
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            exchange.answer.headers.append({name, header.value});
}

} // namespace

const Plugin requestIdPlugin{rewrite, nullptr, filterHeaders, nullptr};

} // namespace sandbox::gateway
