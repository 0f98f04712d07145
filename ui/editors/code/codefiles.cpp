#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/openwhisk/kinds.h"
#include "ui/editors/code/filecode.h"
#include "ui/editors/code/imagebar.h"
#include "ui/editors/codetab.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/timetext.h"

#include <QFileDialog>
#include <QTimer>
#include <QtConcurrentRun>

using namespace openwhisk;
using namespace Qt::StringLiterals;

// Code that comes from files and goes to files.

namespace {
constexpr qsizetype longestFile = 200;
}

void CodeTab::saveToFile()
{
    commit();
    const Exec &exec = m_state.now().exec;
    const QString name = m_state.loaded() ? m_state.loaded()->action.name.name : u"action"_s;
    auto *dialog = new QFileDialog(this, tr("Save the code"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it overwrites
    // An action may have 256 characters, a file 255 bytes with its suffix, and the one that is written first has more.
    const QString suffix = codetext::suggestedSuffix(exec.kind, exec.code.value_or(QString()), exec.binary);
    dialog->selectFile(name.left(longestFile) + (suffix.isEmpty() ? QString() : u'.' + suffix));
    connect(dialog, &QFileDialog::fileSelected, this, &CodeTab::writeTo);
    dialog->open();
}

void CodeTab::writeTo(const QString &path)
{
    const Exec exec = m_state.now().exec;
    m_place = QFileInfo(path).path();
    auto written = QtConcurrent::run(workers(), [path, code = exec.code.value_or(QString()), binary = exec.binary] {
        return codetext::writeFile(path, code, binary);
    });
    deliver(written, this, [this, path](const Result<Done> &done) {
        if (done)
            m_bar->show(MessageBar::Kind::Success, tr("Saved to %1.").arg(path));
        else
            m_bar->showError(done.error());
    });
}

void CodeTab::replaceByFile()
{
    auto *dialog = new QFileDialog(this, tr("Replace the code by a file"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CodeTab::loadFile);
    dialog->open();
}

void CodeTab::replaceByFolder()
{
    auto *dialog = new QFileDialog(this, tr("Replace the code by a zip of a folder"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &CodeTab::loadFile);
    dialog->open();
}

void CodeTab::loadFile(const QString &path)
{
    m_place = QFileInfo(path).path();
    if (m_packing)
        m_packing->canceled = true; // the latest counts
    m_packing = std::make_shared<zip::PackProgress>();
    m_bar->show(MessageBar::Kind::Info, tr("Reading %1 …").arg(path));
    m_packTimer->start();
    Q_EMIT settled(); // no save until it is here
    auto read = QtConcurrent::run(workers(), [path, progress = m_packing] { return readFileCode(path, progress); });
    deliver(read, this, [this, progress = m_packing](const Result<FileCode> &file) {
        if (progress != m_packing)
            return;
        m_packTimer->stop();
        m_packing.reset();
        codeRead(file);
        Q_EMIT settled();
    });
}

void CodeTab::showPacking()
{
    if (!m_packing || m_packing->files < 2)
        return;
    m_bar->show(MessageBar::Kind::Info,
                tr("Packing: %1 files, %2 …").arg(countText(m_packing->files), sizeText(m_packing->bytes)));
    m_bar->addButton(tr("Cancel"), [this] { m_packing->canceled = true; });
}

void CodeTab::codeRead(const Result<FileCode> &file)
{
    if (!file)
        return m_bar->showError(file.error());
    m_bar->clear();
    if (!file->leftOut.isEmpty())
        m_bar->show(MessageBar::Kind::Info, tr("Left out: %1").arg(file->leftOut.join(u", "_s)));
    Exec exec = m_state.now().exec;
    exec.code = file->code;
    exec.binary = file->binary;
    takeKind(exec, *file);
    m_state.setExec(exec);
    fill();
    suggestKind(*file);
    Q_EMIT fileTaken(file->path);
}

/// A new action is of the kind that wsk would give it; one that exists keeps its own.
void CodeTab::takeKind(Exec &exec, const FileCode &file)
{
    if (!m_state.isNew() || exec.kind == blackboxKind)
        return;
    if (!file.kind.isEmpty())
        exec.kind = concreteKind(m_info, file.kind);
    else if (!file.zipPaths.isEmpty())
        exec.kind = kindsForZip(m_info, file.zipPaths).value(0, exec.kind);
}

void CodeTab::suggestKind(const FileCode &file)
{
    const QString kind = m_state.now().exec.kind;
    const QString fits = file.kind.isEmpty() ? QString() : concreteKind(m_info, file.kind);
    if (m_state.isNew() && kind != blackboxKind && file.kind.isEmpty() && file.zipPaths.isEmpty())
        return m_bar->show(MessageBar::Kind::Warning,
                           tr("The name of the file does not tell its kind; it is taken for %1. Choose another if that is "
                              "wrong.")
                               .arg(kind));
    if (m_state.isNew() || kind == blackboxKind || fits.isEmpty() || fits.section(u':', 0, 0) == kind.section(u':', 0, 0))
        return;
    m_bar->show(MessageBar::Kind::Warning, tr("This looks like %1; the action is of kind %2.").arg(fits, kind));
    m_bar->addButton(tr("Make it %1").arg(fits), [this, fits] {
        Exec exec = m_state.now().exec;
        exec.kind = fits;
        m_bar->clear();
        m_state.setExec(exec);
        fill();
    });
}

void CodeTab::withCode(bool with)
{
    Exec exec = m_state.now().exec;
    if (exec.code.has_value() == with)
        return;
    if (with) {
        exec.code = m_laidAside.isEmpty() ? codetext::templateFor(exec.kind) : m_laidAside;
        exec.binary = codetext::countsAsArchive(*exec.code);
    } else {
        m_laidAside = exec.code.value_or(QString());
        exec.code.reset();
        exec.binary = false;
    }
    m_state.setExec(exec);
    fill();
}
