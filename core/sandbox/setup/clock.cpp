#include "core/sandbox/setup/clock.h"

#include <QDateTime>

namespace sandbox {

qint64 Clock::now() const { return QDateTime::currentMSecsSinceEpoch() + m_offset; }

} // namespace sandbox
