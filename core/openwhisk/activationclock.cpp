#include "core/openwhisk/activationclock.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

qint64 httpDateMs(const QByteArray &date)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

void ActivationClock::hear(const QByteArray &date, qint64 sentMs, qint64 receivedMs)
{
    if (date != m_lastDate) { // to read one takes as long as asking for a page
        m_lastDate = date;
        m_lastMs = httpDateMs(date);
    }
    if (m_lastMs == 0)
        return;
    // When it was written the server's clock stood between this second and the next, ours between sent and received.
    const qint64 least = m_lastMs - receivedMs;
    const qint64 most = m_lastMs + 999 - sentMs;
    if (m_known && least <= m_most && most >= m_least) {
        m_least = std::max(m_least, least);
        m_most = std::min(m_most, most);
        return;
    }
    m_known = true; // the first one, or a clock was set meanwhile
    m_least = least;
    m_most = most;
}

} // namespace openwhisk
