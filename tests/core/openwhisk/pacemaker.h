#pragma once

#include "core/openwhisk/activationfeed.h"
#include "tests/core/openwhisk/fakeactivations.h"

#include <QTest>

/// A feed that looks at a server of its own: when it has looked a few times, another one with the same timing would
/// have, too, had it been about to. Shows that nothing comes, however slow the machine is.
class Pacemaker {
public:
    explicit Pacemaker(const openwhisk::ActivationFeed::Timing &timing)
    {
        m_feed.setTiming(timing);
        m_feed.addViewer(&m_viewer);
    }
    bool beats(int looks = 5)
    {
        const int until = m_list.pages + looks;
        return QTest::qWaitFor([this, until] { return m_list.pages >= until; }, 30'000);
    }

private:
    FakeServer m_server;
    FakeActivations m_list{m_server};
    net::Client m_client{endpointOf(m_server), nullptr};
    openwhisk::ActivationFeed m_feed{m_client};
    QObject m_viewer;
};
