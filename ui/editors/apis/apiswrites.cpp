#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/exchange/openapi.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/editors/apis/apidialog.h"
#include "ui/editors/apis/apispage.h"
#include "ui/editors/apis/apisview.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// What ApisPage does with APIs.

namespace {

constexpr qint64 largestSwagger = 1024 * 1024; ///< it travels as the payload of an action
constexpr qsizetype mostLosses = 12;           ///< that are told one by one

QString lostText(const QStringList &lost)
{
    if (lost.isEmpty())
        return {};
    QString text = u"\n\n"_s
        + ApisPage::tr("It is OpenAPI 3, and the gateway knows Swagger 2.0 only. This cannot be said there and stays behind:");
    for (const QString &one : lost.first(std::min(lost.size(), mostLosses)))
        text += u"\n• "_s + one;
    if (lost.size() > mostLosses)
        text += u'\n' + ApisPage::tr("and %n more.", nullptr, int(lost.size() - mostLosses));
    return text;
}

} // namespace

void ApisPage::create()
{
    if (!blockedReason().isEmpty())
        return;
    const auto row = m_view->current();
    auto *dialog = new ApiDialog(*m_session, m_apis, row ? row->basePath : QString(), this);
    connect(dialog, &ApiDialog::created, this, [this](const Api &api) {
        m_message->show(MessageBar::Kind::Success, tr("The gateway serves it at %1.").arg(api.url));
        load(true);
    });
    dialog->open();
}

void ApisPage::askImport()
{
    auto *dialog = new QFileDialog(this, tr("Import an API"), {}, tr("Swagger 2.0 or OpenAPI 3 (*.json *.yaml *.yml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ApisPage::importFile);
    dialog->open();
}

void ApisPage::importFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return m_message->show(MessageBar::Kind::Error, tr("%1 cannot be read: %2").arg(name, file.errorString()));
    if (file.size() > largestSwagger)
        return m_message->show(MessageBar::Kind::Error, tr("%1 is too large: the server takes up to 1 MiB.").arg(name));
    import(file.readAll(), name);
}

void ApisPage::import(const QByteArray &text, const QString &file)
{
    const auto reading = QtConcurrent::run(workers(), [text]() -> Result<exchange::Swagger> {
        const auto document = exchange::readApiDocument(text);
        return document ? exchange::swaggerOf(*document) : Result<exchange::Swagger>(document.error());
    });
    deliver(reading, this, [this, file](const Result<exchange::Swagger> &said) {
        const QString problem = said ? swaggerProblem(said->document) : said.error().message;
        if (!problem.isEmpty())
            return m_message->show(MessageBar::Kind::Error, tr("%1 cannot be imported: %2").arg(file, problem));
        importSwagger(said->document, said->lost, file);
    });
}

void ApisPage::importSwagger(const json::Value &swagger, const QStringList &lost, const QString &file)
{
    const QString basePath = swagger.value(u"basePath").toString();
    const auto there = std::find_if(m_apis.begin(), m_apis.end(), [&](const Api &api) { return api.basePath == basePath; });
    const QString replaced = there == m_apis.end()
        ? tr("It becomes a new API at %1.").arg(basePath)
        : tr("It replaces the API at %1 with its %n operation(s).", nullptr, int(there->operations.size())).arg(basePath);
    const confirm::Question question{tr("Import API"), tr("Import %1? %2").arg(file, replaced) + lostText(lost), tr("Import"), {}, {},
                                     there != m_apis.end()};
    if (confirm::ask(this, question) != confirm::Answer::Yes || !m_session)
        return;
    m_message->show(MessageBar::Kind::Info, tr("Importing …"));
    deliver(importApi(m_session->client(), swagger, this), this, [this](const Result<Api> &api) {
        if (!api)
            return m_message->showError(api.error());
        m_message->show(MessageBar::Kind::Success, tr("%1 is imported; the gateway serves it at %2.").arg(api->name, api->url));
        load(true);
    });
}

void ApisPage::askExport()
{
    const auto row = m_view->current();
    if (!row)
        return;
    QString name = row->basePath.mid(1);
    auto *dialog = new QFileDialog(this, tr("Export Swagger"), name.replace(u'/', u'-') + u".json"_s, tr("Swagger 2.0 (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ApisPage::exportTo);
    dialog->open();
}

void ApisPage::exportTo(const QString &name)
{
    const auto row = m_view->current();
    if (!row)
        return;
    int leftOut = 0;
    QSaveFile file(name);
    const QByteArray text = json::pretty(swaggerWithoutSecrets(m_apis.at(row->api).swagger, &leftOut)) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return m_message->show(MessageBar::Kind::Error, tr("%1 cannot be written: %2").arg(name, file.errorString()));
    const QString secrets = leftOut > 0 ? u' ' + tr("%n secret(s) of actions are left out: set them before an import.", nullptr, leftOut)
                                        : QString();
    m_message->show(MessageBar::Kind::Success, tr("Written to %1.").arg(name) + secrets);
}

void ApisPage::removeOperation()
{
    const auto row = m_view->current();
    if (!row)
        return;
    const bool last = m_apis.at(row->api).operations.size() == 1;
    const QString what = tr("%1 %2").arg(row->operation.verb.toUpper(), row->basePath + row->operation.path);
    remove(row->basePath, row->operation.path, row->operation.verb,
           last ? tr("%1? It is the last operation, so the whole API goes.").arg(what) : tr("%1?").arg(what));
}

void ApisPage::removeApi()
{
    const auto row = m_view->current();
    if (row)
        remove(row->basePath, {}, {},
               tr("the API at %1 with %n operation(s)?", nullptr, int(m_apis.at(row->api).operations.size())).arg(row->basePath));
}

void ApisPage::remove(const QString &basePath, const QString &path, const QString &verb, const QString &what)
{
    if (!blockedReason().isEmpty())
        return;
    const confirm::Question question{tr("Delete"),
                                     tr("Delete %1 Its callers get 404 then; the actions stay.").arg(what),
                                     tr("Delete"),
                                     {},
                                     m_session->production() ? basePath : QString(),
                                     true};
    if (confirm::ask(this, question) != confirm::Answer::Yes || !m_session)
        return;
    m_message->show(MessageBar::Kind::Info, tr("Deleting …"));
    deliver(deleteApi(m_session->client(), basePath, path, verb, this), this, [this](const Result<Done> &done) {
        if (!done)
            return m_message->showError(done.error());
        m_message->clear();
        Q_EMIT notice(tr("Deleted."));
        load(true);
    });
}

void ApisPage::copyAddress()
{
    const auto row = m_view->current();
    if (!row)
        return;
    QGuiApplication::clipboard()->setText(row->url);
    Q_EMIT notice(tr("%1 is copied.").arg(row->url));
}
