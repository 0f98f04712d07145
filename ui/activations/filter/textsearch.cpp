#include "ui/activations/filter/textsearch.h"

#include "core/async/deliver.h"
#include "core/history/activationstore.h"
#include "ui/widgets/timetext.h"

namespace {

constexpr int typedMs = 200;
constexpr qsizetype mostHits = 20'000;

} // namespace

TextSearch::TextSearch(history::ActivationStore *store, QString profileId, QObject *parent) : QObject(parent), m_store(store), m_profileId(std::move(profileId))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(typedMs);
    connect(&m_soon, &QTimer::timeout, this, &TextSearch::start);
}

void TextSearch::setText(const QString &text)
{
    if (m_text == text.simplified())
        return;
    m_text = text.simplified();
    m_request.reset();
    m_found.reset();
    m_problem.clear();
    m_soon.start();
}

void TextSearch::again()
{
    m_soon.start();
}

void TextSearch::start()
{
    if (!m_store || m_text.isEmpty())
        return;
    m_request = std::make_unique<QObject>();
    deliver(m_store->search(m_profileId, m_text, mostHits), m_request.get(), [this](const Result<history::ActivationHits> &hits) {
        if (hits) {
            auto ids = std::make_shared<QSet<insight::ActivationId>>();
            for (const QString &id : hits->ids)
                ids->insert(insight::ActivationId::fromText(id));
            m_found = ids;
            m_hits = *hits;
        } else {
            m_problem = hits.error().message;
        }
        Q_EMIT changed();
    });
}

QString TextSearch::words() const
{
    if (m_text.isEmpty())
        return {};
    if (!m_problem.isEmpty())
        return tr("Logs and results were not searched: %1").arg(m_problem);
    if (!m_store || (m_found && !m_hits.holding.enabled && m_hits.holding.records == 0))
        return tr("Only names and ids are searched: nothing is kept on this machine.");
    if (!m_found)
        return tr("Searching logs and results …");
    const QString covered = tr("Logs and results of %1 activations are kept here and were searched.").arg(countText(m_hits.holding.records));
    return m_hits.more ? covered + u' ' + tr("There are more than %1 hits.").arg(countText(mostHits)) : covered;
}
