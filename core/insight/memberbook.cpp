#include "core/insight/memberbook.h"

#include "core/async/deliver.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {
constexpr int atOnce = 2;
}

MemberBook::MemberBook(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(&session)
{
    connect(&session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Actions || collection == Collection::Packages)
            collect();
    });
    collect();
}

MemberBook::~MemberBook() = default;

void MemberBook::collect()
{
    m_own.clear();
    m_bindings.clear();
    if (m_session && m_session->actions().rows)
        for (const ActionSummary &row : *m_session->actions().rows)
            m_own.insert({u"_"_s, row.name.package, row.name.name}, {Member::State::There, row.kind, row.limits, {}});
    if (m_session && m_session->packages().rows)
        for (const PackageSummary &row : *m_session->packages().rows)
            if (row.binding)
                m_bindings.insert(row.name.name);
    Q_EMIT changed();
}

bool MemberBook::isListed(const EntityName &name) const
{
    return name.ns == u"_"_s && !m_bindings.contains(name.package);
}

std::optional<Member> MemberBook::known(const EntityName &name) const
{
    if (const auto own = m_own.constFind(name); own != m_own.constEnd())
        return *own;
    const bool listsAreThere = m_session && m_session->actions().rows && m_session->packages().rows;
    if (isListed(name) && listsAreThere)
        return Member{Member::State::Missing, {}, {}, {}};
    const auto read = m_read.constFind(name);
    return read == m_read.constEnd() ? std::nullopt : std::optional(*read);
}

Member MemberBook::member(const EntityName &name)
{
    if (const auto found = known(name))
        return *found;
    if (m_session && m_session->actions().rows && !m_asked.contains(name)) {
        m_asked.insert(name);
        m_queue.append(name);
        askNext();
    }
    return {};
}

void MemberBook::forget()
{
    m_read.clear();
    m_asked.clear();
    m_queue.clear();
    Q_EMIT changed();
}

void MemberBook::askNext()
{
    while (m_session && m_running < atOnce && !m_queue.isEmpty()) {
        const EntityName name = m_queue.takeFirst();
        ++m_running;
        deliver(getAction(m_session->client(), name, WithCode::No, this), this,
                [this, name](const Result<Action> &read) { take(name, read); });
    }
}

void MemberBook::take(const EntityName &name, const Result<Action> &read)
{
    --m_running;
    Member member;
    if (read)
        member = {Member::State::There, read->exec.kind, read->limits, {}};
    else if (read.error().kind == Error::Kind::NotFound)
        member.state = Member::State::Missing;
    else
        member = {Member::State::Unreadable, {}, {}, read.error().message};
    m_read.insert(name, member);
    askNext();
    Q_EMIT changed();
}

} // namespace insight
