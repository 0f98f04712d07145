#include "ui/activations/activationsof.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"

namespace {

constexpr int window = 200;

} // namespace

ActivationsOf::ActivationsOf(openwhisk::Session &session, QObject *parent) : QObject(parent), m_session(&session)
{
    connect(&session, &QObject::destroyed, this, [this] { m_request.reset(); });
}

void ActivationsOf::setAction(const QString &action)
{
    if (m_action == action)
        return;
    m_action = action;
    m_request.reset();
    m_backTo.reset();
    m_error.reset();
    m_end = false;
    action.isEmpty() ? Q_EMIT changed() : loadOlder();
}

void ActivationsOf::loadOlder()
{
    if (m_action.isEmpty() || m_request || m_end || !m_session)
        return;
    m_request = std::make_unique<QObject>();
    openwhisk::ActivationQuery query;
    query.name = m_action;
    query.upto = m_backTo;
    query.limit = window;
    deliver(listActivations(m_session->client(), query, m_request.get()), m_request.get(), [this](const Result<Rows> &answer) { take(answer); });
    Q_EMIT changed();
}

void ActivationsOf::take(const Result<Rows> &answer)
{
    // Not at once: this runs as a child of what is dropped here.
    m_request.release()->deleteLater();
    m_error.reset();
    if (!answer) {
        if (answer.error().kind != Error::Kind::Canceled)
            m_error = answer.error();
        return Q_EMIT changed();
    }
    const auto &rows = **answer;
    // A whole page within one millisecond cannot be passed by its time: the feed's windows can.
    const bool stuck = !rows.isEmpty() && m_backTo == rows.last().start;
    m_end = rows.size() < window || stuck;
    if (!rows.isEmpty()) {
        m_backTo = rows.last().start;
        Q_EMIT came(*answer);
    }
    Q_EMIT changed();
}
