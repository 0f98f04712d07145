#include "ui/activations/detail/recordlook.h"

#include "core/async/deliver.h"
#include "core/openwhisk/operations.h"

#include <array>

RecordLook::RecordLook(net::Client &client, const QString &id, int patienceMs, QObject *parent)
    : QObject(parent), m_client(&client), m_id(id), m_patienceMs(patienceMs)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RecordLook::look);
}

void RecordLook::start()
{
    m_since.start();
    look();
}

void RecordLook::look()
{
    if (!m_client)
        return Q_EMIT failed(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    deliver(openwhisk::getActivation(*m_client, m_id, this), this,
            [this](const Result<openwhisk::Activation> &record) { judge(record); });
}

void RecordLook::judge(const Result<openwhisk::Activation> &record)
{
    if (record)
        return Q_EMIT came(*record);
    if (record.error().kind != Error::Kind::NotFound)
        return Q_EMIT failed(record.error());
    static constexpr std::array pauses{100, 500, 1000, 2000, 4000};
    const qint64 left = m_patienceMs - m_since.elapsed();
    const int pause = pauses.at(size_t(std::min(m_looks, int(pauses.size()) - 1)));
    ++m_looks;
    if (left <= 0)
        return Q_EMIT gaveUp();
    m_next.start(int(std::min<qint64>(pause, left)));
    Q_EMIT missing();
}
