#include "core/net/upload.h"

#include <algorithm>
#include <utility>

namespace net {

void Upload::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    Q_EMIT stopRequested();
}

void Upload::advance(qint64 sent, qint64 total, bool whole)
{
    m_sent = std::max(m_sent, sent); // Qt ends with a zero
    m_total = total;
    m_whole = m_whole || whole;
    Q_EMIT advanced();
}

void Upload::restart()
{
    m_sent = 0;
    m_total = 0;
    m_whole = false;
    m_stopped = false;
}

} // namespace net
