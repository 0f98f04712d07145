#include "core/net/sequentialbody.h"

#include <algorithm>
#include <cstring>

namespace net {

SequentialBody::SequentialBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(ReadOnly | Unbuffered);
}

qint64 SequentialBody::readData(char *data, qint64 size)
{
    const qint64 count = std::min<qint64>(size, m_bytes.size() - m_at);
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + m_at, size_t(count));
    m_at += count;
    return count;
}

} // namespace net
