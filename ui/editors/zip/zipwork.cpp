#include "ui/editors/zip/zipwork.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/zip/pack.h"

#include <QDateTime>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int packPauseMs = 300; ///< packing for every key would keep a worker busy for nothing

Result<ZipContents> read(const QString &code, const QString &server)
{
    const QByteArray bytes = QByteArray::fromBase64(code.toLatin1());
    return zip::Archive::read(bytes).transform([&](const zip::Archive &archive) {
        if (server == code)
            return ZipContents{archive, {}, archive};
        const auto before = zip::Archive::read(QByteArray::fromBase64(server.toLatin1()));
        return ZipContents{archive, {}, before ? *before : zip::Archive()};
    });
}

Result<QString> codeOf(const ZipContents &contents)
{
    return zip::rewritten(contents.archive, contents.edit).transform([](const QByteArray &bytes) {
        return QString::fromLatin1(bytes.toBase64());
    });
}

} // namespace

ZipWork::ZipWork(QObject *parent)
    : QObject(parent)
{
    m_packTimer.setSingleShot(true);
    m_packTimer.setInterval(packPauseMs);
    connect(&m_packTimer, &QTimer::timeout, this, &ZipWork::pack);
}

ZipWork::~ZipWork() = default;

void ZipWork::open(const QString &code, const QString &server)
{
    if (!m_open || code != m_code) {
        m_packTimer.stop();
        m_job.reset();
        m_working = false;
        m_open = false;
    }
    m_code = code;
    m_reading = std::make_unique<QObject>();
    const auto reading = QtConcurrent::run(workers(), [code, server] { return read(code, server); });
    deliver(reading, m_reading.get(), [this, before = m_contents.edit](const Result<ZipContents> &contents) {
        if (!contents)
            return Q_EMIT failed(contents.error());
        take(*contents, before);
    });
}

void ZipWork::take(const ZipContents &contents, const zip::Edit &before)
{
    if (m_open && m_contents.edit != before)
        m_contents.server = contents.server; // somebody typed on after a save: that stays
    else
        m_contents = contents;
    index();
    m_open = true;
    Q_EMIT opened();
}

void ZipWork::touched()
{
    m_packTimer.start();
    Q_EMIT edited();
}

void ZipWork::packNow()
{
    if (m_packTimer.isActive()) {
        m_packTimer.stop();
        pack();
    }
}

void ZipWork::pack()
{
    m_working = true;
    m_job = std::make_unique<QObject>();
    const auto packing = QtConcurrent::run(workers(), [contents = m_contents] { return codeOf(contents); });
    deliver(packing, m_job.get(), [this](const Result<QString> &code) {
        m_working = false;
        if (!code)
            return Q_EMIT failed(code.error());
        m_code = *code;
        Q_EMIT packed(m_code);
    });
}

std::optional<ZipFile> ZipWork::file(const QString &path) const
{
    const auto found = m_files.constFind(path);
    return found == m_files.constEnd() ? std::nullopt : std::optional(*found);
}

void ZipWork::index()
{
    m_files.clear();
    for (const ZipFile &file : filesOf(m_contents))
        m_files.insert(file.path, file);
}

Async<QByteArray> ZipWork::content(const QString &path, qint64 cap) const
{
    const auto wanted = file(path);
    if (!wanted)
        return ready<QByteArray>(Error{Error::Kind::NotFound, tr("%1 is not in the archive any more.").arg(path), {}});
    const zip::Edit &edit = m_contents.edit;
    if (wanted->entry < 0)
        return ready<QByteArray>(edit.added.value(path).content);
    if (edit.replaced.contains(wanted->entry))
        return ready<QByteArray>(edit.replaced.value(wanted->entry).content);
    return QtConcurrent::run(workers(), [archive = m_contents.archive, entry = wanted->entry, cap] { return archive.content(entry, cap); });
}

void ZipWork::write(const QString &path, const QByteArray &content)
{
    add({{path, {content, QDateTime::currentMSecsSinceEpoch(), 0}}});
}

/// Taken back by hand: then it counts as untouched.
bool ZipWork::isOriginal(qsizetype entry, const QByteArray &content) const
{
    const zip::Entry &was = m_contents.archive.entries().at(entry);
    return was.size == content.size() && was.crc == zip::checksum(content);
}

ZipState ZipWork::stateOf(const QString &path, const QByteArray &content) const
{
    const qsizetype entry = m_contents.server.find(path);
    if (entry < 0)
        return ZipState::Added;
    const zip::Entry &was = m_contents.server.entries().at(entry);
    return was.size == content.size() && was.crc == zip::checksum(content) ? ZipState::Same : ZipState::Changed;
}

void ZipWork::add(const QMap<QString, zip::File> &files)
{
    for (auto it = files.begin(); it != files.end(); ++it) {
        const auto known = file(it.key());
        if (known && known->entry >= 0 && isOriginal(known->entry, it->content))
            m_contents.edit.replaced.remove(known->entry);
        else if (known && known->entry >= 0)
            m_contents.edit.replaced.insert(known->entry, *it);
        else
            m_contents.edit.added.insert(it.key(), *it);
        // In place: with sixty thousand files a new index for every pause in typing would be felt.
        m_files.insert(it.key(), {it.key(), it->content.size(), known ? known->entry : -1, stateOf(it.key(), it->content)});
    }
    touched();
}

QStringList ZipWork::pathsBelow(const QString &path) const
{
    QStringList paths;
    for (const ZipFile &file : m_files)
        if (file.path == path || file.path.startsWith(path + u'/'))
            paths.append(file.path);
    return paths;
}

void ZipWork::remove(const QString &path)
{
    zip::Edit &edit = m_contents.edit;
    const auto below = [&path](const QString &p) { return p == path || p.startsWith(path + u'/'); };
    const auto &entries = m_contents.archive.entries();
    for (qsizetype i = 0; i < entries.size(); ++i) // folders that entries name, too
        if (!edit.removed.contains(i) && below(edit.renamed.value(i, entries.at(i).path))) {
            edit.removed.insert(i);
            edit.replaced.remove(i);
            edit.renamed.remove(i);
        }
    edit.added.removeIf([&below](const auto &item) { return below(item.key()); });
    index();
    touched();
}

void ZipWork::renameOne(const QString &path, const QString &to)
{
    zip::Edit &edit = m_contents.edit;
    if (edit.added.contains(path)) {
        edit.added.insert(to, edit.added.take(path));
        return;
    }
    const auto known = file(path);
    if (!known)
        return;
    if (m_contents.archive.entries().at(known->entry).path == to)
        edit.renamed.remove(known->entry);
    else
        edit.renamed.insert(known->entry, to);
}

QString ZipWork::rename(const QString &path, const QString &to)
{
    if (to == path)
        return {};
    if (const QString problem = zip::pathProblem(to); !problem.isEmpty())
        return problem;
    const QStringList paths = pathsBelow(path);
    for (const QString &old : paths)
        if (const QString next = to + old.mid(path.size()); has(next) && !paths.contains(next))
            return tr("%1 is in the archive already.").arg(next);
    for (const QString &old : paths)
        renameOne(old, to + old.mid(path.size()));
    const auto &entries = m_contents.archive.entries();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString now = m_contents.edit.renamed.value(i, entries.at(i).path);
        if (entries.at(i).folder && !m_contents.edit.removed.contains(i) && (now == path || now.startsWith(path + u'/')))
            m_contents.edit.renamed.insert(i, to + now.mid(path.size()));
    }
    index();
    touched();
    return {};
}

void ZipWork::restore(const zip::Edit &edit)
{
    m_contents.edit = edit;
    index();
    touched();
}
