#pragma once

#include <QtGlobal>

#include <atomic>

namespace sandbox {

/// The sandbox's time of day: the machine's, shifted by the fault "clock".
class Clock {
public:
    qint64 now() const; ///< ms since 1970
    void setOffset(qint64 ms) { m_offset = ms; }
    qint64 offset() const { return m_offset; }

private:
    std::atomic<qint64> m_offset = 0;
};

} // namespace sandbox
