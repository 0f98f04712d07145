#include "ui/activations/export/exportbar.h"

#include "core/async/deliver.h"
#include "ui/widgets/timetext.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;
using exchange::TableFormat;

namespace {

constexpr int progressMs = 400; ///< what is done before needs no word about it

} // namespace

ExportBar::ExportBar(std::function<insight::ActivationView()> view, QWidget *parent) : MessageBar(parent), m_view(std::move(view)), m_place(QDir::homePath())
{
    setObjectName(u"exportBar"_s);
    m_progress.setInterval(progressMs);
    connect(&m_progress, &QTimer::timeout, this, &ExportBar::showProgress);
    hide();
}

void ExportBar::fill(QMenu *menu)
{
    menu->addAction(tr("CSV…"), this, [this] { ask(TableFormat::Csv); })->setObjectName(u"exportCsv"_s);
    menu->addAction(tr("JSON…"), this, [this] { ask(TableFormat::Json); })->setObjectName(u"exportJson"_s);
    menu->addAction(tr("Markdown…"), this, [this] { ask(TableFormat::Markdown); })->setObjectName(u"exportMarkdown"_s);
}

void ExportBar::ask(TableFormat format)
{
    auto *dialog = new QFileDialog(this, tr("Export the activations shown"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it overwrites
    dialog->selectFile(ExportJob::proposedName(format));
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &file) {
        m_place = QFileInfo(file).absolutePath();
        exportTo(file, format);
    });
    dialog->open();
}

void ExportBar::exportTo(const QString &file, TableFormat format)
{
    m_job = std::make_unique<ExportJob>(m_view(), format, file);
    clear();
    m_progress.start();
    m_run = std::make_unique<QObject>(); // an export under way is given up, unheard
    deliver(m_job->start(), m_run.get(), [this](const Result<ExportJob::Written> &result) { finished(result); });
}

void ExportBar::showProgress()
{
    show(Kind::Info, tr("Exporting … %1 %").arg(int(m_job->progress() * 100)));
    addButton(tr("Cancel"), [this] { m_job->cancel(); });
}

void ExportBar::finished(const Result<ExportJob::Written> &result)
{
    m_progress.stop();
    if (result)
        show(Kind::Success, tr("%1 activations written to %2.").arg(countText(result->rows), result->file));
    else
        showError(result.error());
    addButton(tr("Close"), [this] { clear(); });
}
