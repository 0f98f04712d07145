#include "core/sandbox/setup/faults.h"

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QStringList &numbers()
{
    static const QStringList names{u"delay"_s, u"drop"_s, u"cut"_s,   u"stale"_s, u"lose"_s,
                                   u"late"_s,  u"clock"_s, u"burst"_s, u"unreadable"_s};
    return names;
}

/// Of records kept: of what was waited for, and of the rest.
QString checkedLevels(const QString &value)
{
    static const QStringList levels{u"always"_s, u"failures"_s, u"errors"_s};
    const auto parts = value.split(u'/');
    const bool known = value == u"never"
        || (parts.size() <= 2 && std::all_of(parts.begin(), parts.end(), [](const QString &part) { return levels.contains(part); }));
    return known ? QString() : u"store is never, or always, failures or errors, once or twice (BLOCKING/NONBLOCKING)"_s;
}

QString checked(const Fault &fault)
{
    if (fault.name == u"status")
        return QStringList{u"429"_s, u"503"_s, u"502html"_s}.contains(fault.value) ? QString()
                                                                                  : u"status is 429, 503 or 502html"_s;
    if (fault.name == u"store")
        return checkedLevels(fault.value);
    if (fault.name == u"retire")
        return fault.value.isEmpty() ? u"retire names one or more kinds"_s : QString();
    if (fault.name == u"etcd")
        return fault.value == u"down" || fault.value == u"hung" ? QString() : u"etcd is down or hung"_s;
    if (!numbers().contains(fault.name))
        return u"unknown fault '%1'"_s.arg(fault.name);
    bool isNumber = false;
    const auto number = fault.value.toLongLong(&isNumber);
    if (!isNumber || (number < 0 && fault.name != u"clock"))
        return u"fault '%1' needs a number"_s.arg(fault.name);
    return {};
}

} // namespace

QString Faults::parse(const QString &text, Fault *fault)
{
    const auto equals = text.indexOf(u'=');
    if (equals <= 0)
        return u"a fault is NAME=VALUE[@PATH-PREFIX], not '%1'"_s.arg(text);
    fault->name = text.left(equals).trimmed();
    const auto at = text.indexOf(u'@', equals);
    fault->value = text.mid(equals + 1, at < 0 ? -1 : at - equals - 1).trimmed();
    fault->prefix = at < 0 ? QString() : text.mid(at + 1).trimmed();
    return checked(*fault);
}

void Faults::set(const QList<Fault> &faults)
{
    const std::scoped_lock lock(m_mutex);
    m_faults = faults;
    m_counts = QList<quint64>(faults.size(), 0);
}

std::optional<QString> Faults::value(QStringView name, const QString &path) const
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &fault : m_faults)
        if (fault.name == name && path.startsWith(fault.prefix))
            return fault.value;
    return {};
}

std::optional<QString> Faults::anywhere(QStringView name) const
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &fault : m_faults)
        if (fault.name == name)
            return fault.value;
    return {};
}

qint64 Faults::number(QStringView name, const QString &path, qint64 otherwise) const
{
    const auto text = value(name, path);
    return text ? text->toLongLong() : otherwise;
}

bool Faults::everyNth(QStringView name, const QString &path)
{
    const std::scoped_lock lock(m_mutex);
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        const auto nth = m_faults[i].value.toULongLong();
        if (m_faults[i].name == name && nth > 0 && path.startsWith(m_faults[i].prefix))
            return ++m_counts[i] % nth == 0;
    }
    return false;
}

} // namespace sandbox
