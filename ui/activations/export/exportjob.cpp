#include "ui/activations/export/exportjob.h"

#include "core/async/workers.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

Error failed(const QString &file, const QString &why)
{
    return {Error::Kind::Rejected, QCoreApplication::translate("ExportJob", "%1 cannot be written: %2").arg(file, why), {}};
}

} // namespace

ExportJob::ExportJob(insight::ActivationView view, exchange::TableFormat format, QString file)
    : m_view(std::move(view)), m_format(format), m_file(std::move(file))
{
}

double ExportJob::progress() const
{
    return m_view.rows.empty() ? 1 : double(m_state->done) / double(m_view.rows.size());
}

Async<ExportJob::Written> ExportJob::start()
{
    return QtConcurrent::run(workers(), [view = m_view, format = m_format, file = m_file, state = m_state] { return write(view, format, file, *state); });
}

/// Once canceled, rows are empty ones: that ends it soon, and nothing of them is written.
Result<ExportJob::Written> ExportJob::write(const insight::ActivationView &view, exchange::TableFormat format, const QString &name, State &state)
{
    const auto row = [&](qsizetype i) {
        ++state.done;
        return state.canceled ? openwhisk::ActivationSummary{} : view.table->summary(view.rows.at(size_t(i)));
    };
    const QByteArray text = exchange::activationTable({qsizetype(view.rows.size()), row}, format);
    if (state.canceled)
        return Error{Error::Kind::Canceled, QCoreApplication::translate("ExportJob", "The export was cancelled; nothing was written."), {}};
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return failed(name, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(text) != text.size() || !file.commit())
        return failed(name, file.errorString());
    return Written{name, qsizetype(view.rows.size())};
}

QString ExportJob::proposedName(exchange::TableFormat format)
{
    switch (format) {
    case exchange::TableFormat::Csv: return u"activations.csv"_s;
    case exchange::TableFormat::Json: return u"activations.json"_s;
    case exchange::TableFormat::Markdown: break;
    }
    return u"activations.md"_s;
}
