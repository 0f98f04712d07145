#include "ui/editors/entity/entitystate.h"

#include <algorithm>

using namespace openwhisk;

void EntityState::load(EntityCopy copy)
{
    m_copy = std::move(copy);
    m_was = m_copy->edit;
    m_now = m_was;
    Q_EMIT reset();
}

void EntityState::begin(json::Value edit)
{
    m_copy.reset();
    m_was = std::move(edit);
    m_now = m_was;
    Q_EMIT reset();
}

void EntityState::replaceEdit(const json::Value &edit)
{
    m_now = edit;
    Q_EMIT reset();
    Q_EMIT edited();
}

void EntityState::set(const QString &member, const json::Value &value)
{
    m_now.set(member, value);
    Q_EMIT edited();
}

void EntityState::setItems(const QString &member, const QList<KeyValue> &items)
{
    set(member, toJson(items));
}

QList<KeyValue> EntityState::items(QStringView member) const
{
    return keyValuesFromJson(m_now.value(member));
}

QList<KeyValue> EntityState::itemsBefore(QStringView member) const
{
    return keyValuesFromJson(m_was.value(member));
}

bool EntityState::modified() const
{
    const QList<json::Member> &members = m_now.members();
    return std::any_of(members.begin(), members.end(), [this](const json::Member &m) { return modified(m.name); });
}

bool EntityState::modified(QStringView member) const
{
    return m_now.value(member) != m_was.value(member);
}
