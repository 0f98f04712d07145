#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/zip/pack.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/zip/zipeditors.h"
#include "ui/editors/zip/ziptab.h"
#include "ui/editors/zip/ziptree.h"
#include "ui/widgets/messagebar.h"

#include <QDateTime>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

// What is done with whole files of an archive.

namespace {

constexpr qint64 largestAdded = 64LL * 1024 * 1024;

struct Added {
    QMap<QString, zip::File> files;
    QStringList leftOut;
};

Result<zip::File> readFile(const QString &disk)
{
    QFile file(disk);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Rejected, ZipTab::tr("%1 cannot be read: %2.").arg(disk, file.errorString()), {}};
    if (file.size() > largestAdded)
        return Error{Error::Kind::TooLarge, ZipTab::tr("%1 is larger than the 48 MB that a server takes.").arg(disk), {}};
    zip::File read{file.readAll(), file.fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch(), 0};
    if (file.permissions() & QFileDevice::ExeOwner)
        read.mode = 0755;
    return read;
}

Result<Added> readAll(const QStringList &paths, const QString &folder)
{
    Added added;
    qint64 total = 0;
    for (const QString &path : paths) {
        const QFileInfo info(path);
        QList<zip::Source> sources{{info.fileName(), path}};
        if (info.isDir()) {
            sources = zip::filesOf(path, &added.leftOut);
            for (zip::Source &source : sources)
                source.path = info.fileName() + u'/' + source.path;
        }
        for (const zip::Source &source : sources) {
            const auto file = readFile(source.disk);
            if (!file)
                return file.error();
            total += file->content.size();
            if (total > 4 * largestAdded)
                return Error{Error::Kind::TooLarge, ZipTab::tr("These files are far larger than what a server takes."), {}};
            added.files.insert(folder.isEmpty() ? source.path : folder + u'/' + source.path, *file);
        }
    }
    return added;
}

QStringList localFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    return paths;
}

} // namespace

QString ZipTab::folderForNew() const
{
    const QModelIndex index = m_filter->mapToSource(m_tree->currentIndex());
    if (!index.isValid())
        return {};
    const ZipNode *node = m_model->nodeAt(index);
    return node->folder ? node->path : node->path.contains(u'/') ? node->path.section(u'/', 0, -2) : QString();
}

void ZipTab::addFiles(const QStringList &paths)
{
    if (!m_reason.isEmpty() || paths.isEmpty())
        return;
    m_editors->commit();
    const QString folder = folderForNew();
    m_bar->show(MessageBar::Kind::Info, tr("Reading %1 …").arg(paths.constFirst()));
    const auto reading = QtConcurrent::run(workers(), [paths, folder] { return readAll(paths, folder); });
    deliver(reading, this, [this](const Result<Added> &added) {
        if (!added)
            return m_bar->showError(added.error());
        const zip::Edit before = m_work.contents().edit;
        m_work.add(added->files);
        m_editors->reload();
        offerUndo(added->leftOut.isEmpty() ? tr("%1 files are in the zip now.").arg(added->files.size())
                                           : tr("%1 files are in the zip now; left out: %2")
                                                 .arg(added->files.size())
                                                 .arg(added->leftOut.join(u", "_s)),
                  before);
    });
}

void ZipTab::addFromDisk()
{
    auto *chosen = new QMenu(this);
    chosen->setAttribute(Qt::WA_DeleteOnClose);
    const auto pick = [this](QFileDialog::FileMode mode) {
        auto *dialog = new QFileDialog(this, tr("Add to the zip"), m_place);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(mode);
        connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
            m_place = QFileInfo(files.constFirst()).path();
            addFiles(files);
        });
        dialog->open();
    };
    connect(chosen->addAction(tr("New empty file…")), &QAction::triggered, this, [this] {
        const QString folder = folderForNew();
        renameTo({}, folder.isEmpty() ? u"new.js"_s : folder + u"/new.js"_s);
    });
    connect(chosen->addAction(tr("Files…")), &QAction::triggered, this, [pick] { pick(QFileDialog::ExistingFiles); });
    connect(chosen->addAction(tr("Folder…")), &QAction::triggered, this, [pick] { pick(QFileDialog::Directory); });
    chosen->popup(mapToGlobal(rect().bottomLeft()));
}

void ZipTab::removeCurrent()
{
    if (m_reason.isEmpty() && !currentPath().isEmpty())
        removePath(currentPath());
}

void ZipTab::removePath(const QString &path)
{
    m_editors->commit();
    const zip::Edit before = m_work.contents().edit;
    m_work.remove(path);
    m_editors->reload();
    offerUndo(tr("%1 is left out.").arg(path), before);
}

void ZipTab::offerUndo(const QString &text, const zip::Edit &before)
{
    m_bar->show(MessageBar::Kind::Info, text);
    m_bar->addButton(tr("Undo"), [this, before] {
        m_bar->clear();
        m_work.restore(before);
        m_editors->reload();
    });
}

void ZipTab::renameCurrent()
{
    if (m_reason.isEmpty() && !currentPath().isEmpty())
        renameTo(currentPath(), currentPath());
}

/// Asks for the name, proposed as to. path empty: for a new file.
void ZipTab::renameTo(const QString &path, const QString &to)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"zipName"_s);
    dialog->setWindowTitle(path.isEmpty() ? tr("New file in the zip") : tr("Rename in the zip"));
    dialog->setLabelText(tr("Name with its folders:"));
    dialog->setTextValue(to);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, path](const QString &typed) {
        const QString name = typed.trimmed();
        m_editors->commit();
        const zip::Edit before = m_work.contents().edit;
        QString problem = path.isEmpty() ? zip::pathProblem(name) : m_work.rename(path, name);
        if (path.isEmpty() && problem.isEmpty() && m_work.has(name))
            problem = tr("%1 is in the archive already.").arg(name);
        if (!problem.isEmpty())
            return m_bar->show(MessageBar::Kind::Error, problem);
        if (path.isEmpty()) {
            m_work.write(name, {});
            m_editors->open(name);
        } else if (path != name) {
            m_editors->renamed(path, name);
            offerUndo(tr("%1 is %2 now.").arg(path, name), before);
        }
    });
    dialog->open();
}

void ZipTab::replaceFile(const QString &path)
{
    if (!m_reason.isEmpty())
        return;
    auto *dialog = new QFileDialog(this, tr("Replace %1").arg(path), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, path](const QString &disk) { takeFile(path, disk); });
    dialog->open();
}

void ZipTab::takeFile(const QString &path, const QString &disk)
{
    m_place = QFileInfo(disk).path();
    const auto reading = QtConcurrent::run(workers(), [disk] { return readFile(disk); });
    deliver(reading, this, [this, path](const Result<zip::File> &file) {
        if (!file)
            return m_bar->showError(file.error());
        const zip::Edit before = m_work.contents().edit;
        m_work.add({{path, *file}});
        m_editors->reload();
        offerUndo(tr("%1 is replaced.").arg(path), before);
    });
}

void ZipTab::contextMenu(const QPoint &at)
{
    const QModelIndex index = m_tree->indexAt(at);
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    const bool folder = m_model->nodeAt(m_filter->mapToSource(index))->folder;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool writable = m_reason.isEmpty();
    if (!folder)
        connect(menu->addAction(tr("Open")), &QAction::triggered, this, [this] { openIndex(m_tree->currentIndex()); });
    QAction *rename = menu->addAction(tr("Rename…"));
    connect(rename, &QAction::triggered, this, &ZipTab::renameCurrent);
    QAction *replace = menu->addAction(tr("Replace by file…"));
    connect(replace, &QAction::triggered, this, [this] { replaceFile(currentPath()); });
    replace->setVisible(!folder);
    QAction *remove = menu->addAction(tr("Delete"));
    connect(remove, &QAction::triggered, this, &ZipTab::removeCurrent);
    for (QAction *action : {rename, replace, remove})
        action->setEnabled(writable);
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

void ZipTab::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_reason.isEmpty() && !localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ZipTab::dropEvent(QDropEvent *event)
{
    addFiles(localFiles(event->mimeData()));
    event->acceptProposedAction();
}
