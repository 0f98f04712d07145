#include "core/sandbox/gateway/schema/expression.h"

#include "core/sandbox/gateway/store/cjson.h"

#include <QStringList>

#include <arpa/inet.h>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

bool isLogic(const json::Value &word)
{
    static const QStringList words{u"OR"_s, u"!OR"_s, u"AND"_s, u"!AND"_s};
    return word.isString() && words.contains(word.toString().toUpper());
}

bool isAddress(const json::Value &value)
{
    const auto text = value.toString();
    const auto host = text.section(u'/', 0, 0).toLatin1();
    const bool isV6 = host.contains(':');
    in6_addr address;
    if (inet_pton(isV6 ? AF_INET6 : AF_INET, host.constData(), &address) != 1)
        return false;
    if (!text.contains(u'/'))
        return true;
    bool isNumber = false;
    const auto bits = text.section(u'/', 1).toInt(&isNumber);
    return isNumber && bits >= 0 && bits <= (isV6 ? 128 : 32);
}

Wrong checkAddresses(const json::Value &value)
{
    const auto all = value.isArray() ? value.items() : QList<json::Value>{value};
    for (const auto &address : all)
        if (!isAddress(address))
            return u"invalid ip address"_s;
    return {};
}

Wrong checkComparison(const json::Value &rule)
{
    static const QStringList operators{u"=="_s, u"~="_s, u">"_s,  u">="_s, u"<"_s,      u"<="_s,
                                       u"~~"_s, u"~*"_s, u"in"_s, u"has"_s, u"ipmatch"_s};
    const auto &items = rule.items();
    if (items.size() < 2)
        return u"rule too short"_s;
    if (items.size() == 2)
        return {};
    if (items.size() > 4)
        return u"invalid expression"_s;
    if (items.size() == 4 && items[1].toString() != u"!")
        return u"bad 'not' expression"_s;
    const auto word = items[items.size() - 2].toString().toLower();
    if (!operators.contains(word))
        return u"invalid operator '%1'"_s.arg(items[items.size() - 2].toString());
    return word == u"ipmatch" ? checkAddresses(items.last()) : Wrong();
}

Wrong checkRule(const json::Value &rule);

Wrong checkParts(const json::Value &rule, qsizetype from)
{
    for (auto i = from; i < rule.size(); ++i) {
        if (!rule.items()[i].isArray())
            return u"rule should be wrapped inside brackets"_s;
        if (auto wrong = checkRule(rule.items()[i]))
            return wrong;
    }
    return {};
}

Wrong checkRule(const json::Value &rule)
{
    if (rule.size() == 0)
        return u"rule too short"_s;
    if (isLogic(rule.items().first()))
        return rule.size() < 3 ? Wrong(u"rule too short"_s) : checkParts(rule, 1);
    return rule.items().first().isArray() ? Wrong(u"invalid expression"_s) : checkComparison(rule);
}

} // namespace

Wrong checkExpression(const json::Value &rule)
{
    if (isEmptyTable(rule))
        return {};
    if (!rule.isArray())
        return u"rule should be wrapped inside brackets"_s;
    if (isLogic(rule.items().first()))
        return checkRule(rule);
    return checkParts(rule, 0);
}

} // namespace sandbox::gateway
