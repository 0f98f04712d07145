#include "ui/gateway/resource/resourcestate.h"

#include "core/gateway/session.h"

using namespace Qt::StringLiterals;

ResourceState::ResourceState(const GatewayServices &services, const gateway::Key &key, bool isNew, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_session(&services.gateway)
    , m_key(key)
    , m_isNew(isNew)
    , m_value(json::Value::object())
{
}

gateway::Session *ResourceState::session() const
{
    return m_session;
}

void ResourceState::setValue(const json::Value &whole)
{
    if (m_value == whole)
        return;
    m_value = whole;
    m_modified.reset();
    Q_EMIT valueChanged();
}

void ResourceState::setMember(const QString &name, const std::optional<json::Value> &value)
{
    json::Value whole = m_value;
    if (value)
        whole.set(name, *value);
    else
        whole.remove(name);
    setValue(whole);
}

bool ResourceState::isModified() const
{
    // Order of members and the text of numbers count: someone may want to change just these
    if (!m_modified)
        m_modified = m_loaded && (m_isNew || !(m_value == m_before));
    return *m_modified;
}

void ResourceState::setProblems(const QString &tab, const QList<schema::Problem> &problems)
{
    if (m_problems.value(tab) == problems)
        return;
    if (problems.isEmpty())
        m_problems.remove(tab);
    else
        m_problems.insert(tab, problems);
    Q_EMIT problemsChanged();
}

QList<schema::Problem> ResourceState::problems() const
{
    QList<schema::Problem> all;
    for (const QList<schema::Problem> &some : m_problems)
        all += some;
    return all;
}

void ResourceState::load(const gateway::Document &document)
{
    rebase(document, gateway::sendable(document.key, document.value));
}

void ResourceState::rebase(const gateway::Document &document, const json::Value &value)
{
    m_document = document;
    m_key = document.key;
    m_isNew = false;
    m_loaded = true;
    m_before = gateway::sendable(document.key, document.value);
    m_value = value;
    m_modified.reset();
    Q_EMIT keyChanged();
    Q_EMIT loaded();
    Q_EMIT valueChanged();
}

void ResourceState::begin(const json::Value &value)
{
    m_document.reset();
    m_isNew = true;
    m_loaded = true;
    m_before = {};
    m_value = value;
    m_modified.reset();
    Q_EMIT loaded();
    Q_EMIT valueChanged();
}

void ResourceState::setKey(const gateway::Key &key)
{
    if (m_key == key)
        return;
    m_key = key;
    Q_EMIT keyChanged();
}

void ResourceState::setReadOnlyReason(const QString &reason)
{
    if (m_readOnlyReason == reason)
        return;
    m_readOnlyReason = reason;
    Q_EMIT readOnlyChanged();
}
