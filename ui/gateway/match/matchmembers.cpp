#include "ui/gateway/match/matchmembers.h"

#include "core/gateway/address.h"
#include "core/gateway/uripattern.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace matchmembers {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MatchTab", text);
}

json::Value listOf(const QStringList &texts)
{
    json::Value list = json::Value::array();
    for (const QString &text : texts)
        list.append(json::Value::string(text));
    return list;
}

/// Renames the member where it stands, so that the document keeps its order.
json::Value renamed(const json::Value &whole, const QString &from, const QString &to, const json::Value &value)
{
    QList<json::Member> members = whole.members();
    for (json::Member &member : members)
        if (member.name == from)
            member = {to, value};
    return json::Value::object(std::move(members));
}

} // namespace

Pair uris()
{
    return {u"uri"_s, u"uris"_s};
}

Pair hosts()
{
    return {u"host"_s, u"hosts"_s};
}

Pair addresses()
{
    return {u"remote_addr"_s, u"remote_addrs"_s};
}

QStringList texts(const json::Value &whole, const Pair &pair)
{
    QStringList all;
    for (const json::Value &item : whole.value(pair.many).items())
        all.append(item.toString());
    if (const json::Value *one = whole.find(pair.one))
        all.append(one->toString());
    return all;
}

json::Value withTexts(json::Value whole, const Pair &pair, const QStringList &wanted)
{
    if (texts(whole, pair) == wanted)
        return whole;
    const bool single = whole.contains(pair.one);
    const bool list = whole.contains(pair.many);
    if (wanted.isEmpty()) {
        whole.remove(pair.one);
        whole.remove(pair.many);
    } else if (single && wanted.size() == 1) {
        whole.set(pair.one, json::Value::string(wanted.first()));
        whole.remove(pair.many);
    } else if (single && !list) {
        whole = renamed(whole, pair.one, pair.many, listOf(wanted));
    } else if (list) {
        whole.set(pair.many, listOf(wanted));
        whole.remove(pair.one);
    } else if (wanted.size() == 1) {
        whole.set(pair.one, json::Value::string(wanted.first()));
    } else {
        whole.set(pair.many, listOf(wanted));
    }
    return whole;
}

QString uriProblem(const QString &text)
{
    if (!text.startsWith(u'/') && !text.startsWith(u'*'))
        return tr("A path begins with a slash.");
    if (text.contains(u"//"_s) || text.contains(u"/./"_s) || text.contains(u"/../"_s) || text.endsWith(u"/.."_s))
        return tr("Slashes are merged and dots resolved before comparing: this path never matches.");
    const gateway::UriPattern pattern(text.toUtf8());
    return pattern.takes(pattern.sample()) ? QString() : tr("Read as a regular expression it does not fit its own text: it never matches.");
}

QString hostProblem(const QString &text)
{
    static const QRegularExpression right(u"\\A(?:\\*|\\*?[0-9a-zA-Z\\-._\\[\\]:]+)\\z"_s);
    if (!right.match(text).hasMatch())
        return tr("A host is a name or an address; a star may stand at its beginning.");
    const qsizetype colon = text.lastIndexOf(u':');
    return colon > text.lastIndexOf(u']') && text.count(u':') == 1 ? tr("Hosts are compared without a port: this one never matches.") : QString();
}

QString addressProblem(const QString &text)
{
    return gateway::AddressList({text}).isValid() ? QString() : tr("This is neither an address nor a network such as 10.0.0.0/8.");
}

} // namespace matchmembers
