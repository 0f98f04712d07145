#include "core/history/activationstore.h"

#include "core/history/activationfile.h"

#include <QDir>
#include <QMutex>
#include <QUrl>
#include <QtConcurrentRun>

#include <atomic>
#include <map>

using namespace Qt::StringLiterals;

namespace history {

/// The open files, and what pruning needs to go on by itself.
class ActivationStore::Files {
public:
    Files(QString folder, QThreadPool *thread) : m_folder(std::move(folder)), m_thread(thread) {}

    QString place(const QString &profileId) const
    {
        return m_folder + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(profileId, {}, ".")) + ".sqlite"_L1;
    }
    ActivationFile &of(const QString &profileId)
    {
        auto &file = m_open[profileId];
        if (!file)
            file = std::make_unique<ActivationFile>(place(profileId));
        return *file;
    }
    void close(const QString &profileId) { m_open.erase(profileId); }
    void closeAll() { m_open.clear(); }

    void setBounds(const ActivationBounds &bounds)
    {
        const QMutexLocker lock(&m_mutex);
        m_bounds = bounds;
    }
    ActivationBounds bounds() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_bounds;
    }

    /// Steps of their own, so that other calls come in between.
    static void prune(const std::shared_ptr<Files> &files, const QString &profileId)
    {
        if (files->ending || !files->m_pruning.insert({profileId, true}).second)
            return;
        files->m_thread->start([files, profileId] {
            files->m_pruning.erase(profileId);
            if (files->ending || !files->m_open.contains(profileId))
                return;
            const auto more = files->of(profileId).prune(files->bounds());
            if (more && *more)
                prune(files, profileId);
        });
    }

    std::atomic<bool> ending = false;

private:
    QString m_folder;
    QThreadPool *m_thread;
    mutable QMutex m_mutex;
    ActivationBounds m_bounds;
    std::map<QString, std::unique_ptr<ActivationFile>> m_open;
    std::map<QString, bool> m_pruning; ///< profiles with a step waiting
};

ActivationStore::ActivationStore(QString folder) : m_files(std::make_shared<Files>(std::move(folder), &m_thread))
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1); // SQLite's connections belong to their thread
}

ActivationStore::~ActivationStore()
{
    m_files->ending = true; // of pruning; what was asked for is still done
    m_thread.start([files = m_files] { files->closeAll(); });
    m_thread.waitForDone();
}

/// work(file) on the thread, once the file is open.
template<typename Work> auto ActivationStore::run(const QString &profileId, Work work)
{
    using Answer = std::invoke_result_t<Work, ActivationFile &, Files &>;
    return QtConcurrent::run(&m_thread, [files = m_files, profileId, work = std::move(work)]() -> Answer {
        ActivationFile &file = files->of(profileId);
        if (auto opened = file.prepare(); !opened)
            return opened.error();
        return work(file, *files);
    });
}

Async<QString> ActivationStore::open(const QString &profileId)
{
    const auto files = m_files;
    return run(profileId, [files, profileId](ActivationFile &file, Files &) -> Result<QString> {
        Files::prune(files, profileId);
        return file.takeNotice();
    });
}

void ActivationStore::setBounds(const ActivationBounds &bounds)
{
    m_files->setBounds(bounds);
}

Async<qsizetype> ActivationStore::keep(const QString &profileId, const QList<SeenActivation> &rows)
{
    return run(profileId, [shared = m_files, profileId, rows](ActivationFile &file, Files &files) {
        auto kept = file.keep(rows, files.bounds());
        Files::prune(shared, profileId);
        return kept;
    });
}

Async<Done> ActivationStore::keepRecord(const QString &profileId, const SeenActivation &row, const json::Value &document)
{
    return run(profileId, [shared = m_files, profileId, row, document](ActivationFile &file, Files &files) {
        auto kept = file.keepRecord(row, document, files.bounds());
        Files::prune(shared, profileId);
        return kept;
    });
}

Async<SeenActivations> ActivationStore::rows(const QString &profileId, qsizetype limit)
{
    return run(profileId, [limit](ActivationFile &file, Files &) { return file.rows(limit); });
}

Async<std::optional<KeptActivation>> ActivationStore::record(const QString &profileId, const QString &id)
{
    return run(profileId, [id](ActivationFile &file, Files &) { return file.record(id); });
}

Async<QStringList> ActivationStore::withoutRecord(const QString &profileId, const QStringList &ids)
{
    return run(profileId, [ids](ActivationFile &file, Files &) { return file.withoutRecord(ids); });
}

Async<ActivationHits> ActivationStore::search(const QString &profileId, const QString &text, qsizetype limit)
{
    return run(profileId, [text, limit](ActivationFile &file, Files &) { return file.search(text, limit); });
}

Async<ActivationHolding> ActivationStore::holding(const QString &profileId)
{
    return run(profileId, [](ActivationFile &file, Files &) { return file.holding(); });
}

Async<Done> ActivationStore::setEnabled(const QString &profileId, bool enabled)
{
    return run(profileId, [enabled](ActivationFile &file, Files &) { return file.setEnabled(enabled); });
}

Async<Done> ActivationStore::empty(const QString &profileId)
{
    return run(profileId, [](ActivationFile &file, Files &) { return file.empty(); });
}

Async<Done> ActivationStore::forget(const QString &profileId)
{
    return QtConcurrent::run(&m_thread, [files = m_files, profileId]() -> Result<Done> {
        files->close(profileId);
        return removeFiles(files->place(profileId));
    });
}

} // namespace history
