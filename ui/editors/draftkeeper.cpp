#include "ui/editors/draftkeeper.h"

#include "core/async/deliver.h"
#include "core/history/store.h"

namespace {
constexpr int pauseMs = 1'000;
}

DraftKeeper::DraftKeeper(history::Store &store, Source source, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_source(std::move(source))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::flush);
}

void DraftKeeper::setKey(const history::Key &key)
{
    m_timer.stop();
    m_key = key;
    m_kept = false;
}

void DraftKeeper::touch()
{
    m_timer.start();
}

void DraftKeeper::flush()
{
    m_timer.stop();
    if (m_key.target.isEmpty())
        return;
    const std::optional<history::Draft> draft = m_source();
    if (!draft) {
        if (m_kept)
            drop();
        return;
    }
    m_kept = true;
    deliver(m_store.saveDraft(*draft), this, [this](const Result<history::Draft> &saved) {
        if (!saved && saved.error().kind != Error::Kind::Canceled)
            Q_EMIT failed(saved.error());
    });
}

void DraftKeeper::drop()
{
    m_timer.stop();
    m_kept = false;
    deliver(m_store.dropDraft(m_key), this, [](const Result<Done> &) {});
}
