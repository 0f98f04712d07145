#include "ui/activations/activationsource.h"

#include "core/async/deliver.h"

#include <QSet>

using openwhisk::ActivationSummary;

namespace {

constexpr int window = 200;

} // namespace

ActivationSource::ActivationSource(openwhisk::Session &session, openwhisk::ActivationPoll &poll, QObject *parent)
    : QObject(parent), m_session(&session), m_poll(&poll)
{
    connect(&poll, &openwhisk::ActivationPoll::changed, this, [this] {
        if (!m_action.isEmpty() && m_poll->rows())
            merge(*m_poll->rows());
        Q_EMIT changed();
    });
    connect(&session, &QObject::destroyed, this, [this] {
        m_request.reset();
        m_error = Error{Error::Kind::Canceled, tr("The connection was closed."), {}};
        Q_EMIT changed();
    });
}

ActivationSource::~ActivationSource()
{
    // The feed tells that a viewer left: that shall not come back here.
    if (m_poll) {
        m_poll->disconnect(this);
        m_poll->removeViewer(this);
    }
}

void ActivationSource::setAction(const QString &action)
{
    if (m_action == action)
        return;
    m_action = action;
    m_request.reset();
    m_ofAction.reset();
    m_error.reset();
    m_end = false;
    if (!action.isEmpty())
        fetch({});
    Q_EMIT changed();
}

void ActivationSource::setWatching(bool watching)
{
    if (!m_poll)
        return;
    if (watching)
        m_poll->addViewer(this);
    else
        m_poll->removeViewer(this);
}

void ActivationSource::refresh()
{
    if (m_poll)
        m_poll->pollNow();
    if (!m_action.isEmpty() && !m_request)
        fetch({});
}

void ActivationSource::loadOlder()
{
    if (reachedEnd() || m_request || !m_poll)
        return;
    if (m_action.isEmpty())
        return m_poll->loadOlder();
    const Rows known = rows();
    if (known && !known->isEmpty())
        fetch(known->last().start);
}

bool ActivationSource::reachedEnd() const
{
    return m_action.isEmpty() ? !m_poll || m_poll->reachedEnd() : m_end;
}

void ActivationSource::fetch(std::optional<qint64> upto)
{
    if (!m_session)
        return;
    m_request = std::make_unique<QObject>();
    openwhisk::ActivationQuery query;
    query.name = m_action;
    query.upto = upto;
    query.limit = window;
    deliver(listActivations(m_session->client(), query, m_request.get()), m_request.get(),
            [this](const Result<Rows> &answer) { take(answer, window); });
}

void ActivationSource::take(const Result<Rows> &answer, int asked)
{
    // Not at once: this runs as a child of what is dropped here.
    m_request.release()->deleteLater();
    m_error.reset();
    if (answer) {
        const auto before = m_ofAction ? m_ofAction->size() : 0;
        merge(**answer);
        m_end = (*answer)->size() < asked || m_ofAction->size() == before;
    } else if (answer.error().kind != Error::Kind::Canceled) {
        m_error = answer.error();
    }
    Q_EMIT changed();
}

void ActivationSource::merge(const QList<ActivationSummary> &came)
{
    QHash<QString, ActivationSummary> byId;
    if (m_ofAction) {
        for (const ActivationSummary &row : *m_ofAction)
            byId.insert(row.id, row);
    }
    for (const ActivationSummary &row : came) {
        if (row.name.shown() == m_action)
            byId.insert(row.id, row);
    }
    auto merged = std::make_shared<QList<ActivationSummary>>(byId.cbegin(), byId.cend());
    std::sort(merged->begin(), merged->end(), [](const ActivationSummary &a, const ActivationSummary &b) {
        return a.start != b.start ? a.start > b.start : a.id < b.id;
    });
    m_ofAction = std::move(merged);
}

openwhisk::List<ActivationSummary> ActivationSource::rows() const
{
    if (!m_action.isEmpty())
        return m_ofAction;
    return m_poll ? m_poll->rows() : nullptr;
}

std::optional<Error> ActivationSource::error() const
{
    return m_error || !m_poll ? m_error : m_poll->error();
}

bool ActivationSource::live() const
{
    return m_poll && m_poll->live() && !m_error;
}

qint64 ActivationSource::lastGoodMs() const
{
    return m_poll ? m_poll->lastGoodMs() : 0;
}
