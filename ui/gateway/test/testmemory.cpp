#include "ui/gateway/test/testmemory.h"

TestMemory &TestMemory::of(QObject &session)
{
    if (auto *memory = session.findChild<TestMemory *>({}, Qt::FindDirectChildrenOnly))
        return *memory;
    return *new TestMemory(&session);
}

void TestMemory::remember(const QString &route, gateway::TestRequest request)
{
    request.headers.removeIf([](const net::Header &header) { return gateway::isSecretHeader(header.first); });
    m_requests.insert(route, request);
}

std::optional<gateway::TestRequest> TestMemory::find(const QString &route) const
{
    const auto found = m_requests.constFind(route);
    return found == m_requests.cend() ? std::nullopt : std::optional(*found);
}
