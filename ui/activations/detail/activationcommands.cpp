#include "ui/activations/detail/activationcommands.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/exchange/activationexport.h"
#include "core/exchange/commands.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/activations/compare/comparedialog.h"
#include "ui/activations/detail/activationmarkdown.h"
#include "ui/activations/detail/bundlejob.h"
#include "ui/activations/detail/invokeagain.h"
#include "ui/widgets/recordfile.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSaveFile>
#include <QWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

Result<Done> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    const bool opened = file.open(QIODevice::WriteOnly);
    // What ran may be nobody else's business.
    if (!opened || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(content) != content.size() || !file.commit())
        return Error{Error::Kind::Rejected, file.errorString(), {}};
    return Done{};
}

} // namespace

ActivationCommands::ActivationCommands(openwhisk::Session &session, QWidget *parent)
    : QObject(parent), m_window(parent), m_session(&session), m_copy(new QMenu(parent)), m_export(new QMenu(ActivationCommands::tr("Export"), parent))
{
    add(nullptr, tr("Invoke again…"), u"activation.invokeAgain"_s, Needs::Server, [this] { invokeAgain(); });
    add(nullptr, tr("Compare with another activation…"), u"activation.compare"_s, Needs::Server, [this] { compare(); });
    add(nullptr, tr("Open action"), u"activation.openAction"_s, Needs::Row, [this] {
        const auto kind = m_subject.summary.kind.isEmpty() ? Target::Kind::Trigger : Target::Kind::Action;
        Q_EMIT openRequested({kind, m_subject.summary.name, {}});
    });
    addCopies();
    addExports();
    update();
    connect(&session, &QObject::destroyed, this, &ActivationCommands::update);
    connect(&session, &openwhisk::Session::stateChanged, this, &ActivationCommands::update);
}

QAction *ActivationCommands::add(QMenu *menu, const QString &text, const QString &id, Needs needs, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    action->setProperty("needs", int(needs));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    if (menu)
        menu->addAction(action);
    m_all.append(action);
    return action;
}

void ActivationCommands::addCopies()
{
    add(m_copy, tr("Copy activation id"), u"activation.copyId"_s, Needs::Id, [this] { copy(m_subject.summary.id, tr("Id")); });
    add(m_copy, tr("Copy start time"), u"activation.copyStart"_s, Needs::Row,
        [this] { copy(rfc3339(m_subject.summary.start), tr("Time")); });
    add(m_copy, tr("Copy result"), u"activation.copyResult"_s, Needs::Record,
        [this] { copy(QString::fromUtf8(json::pretty(m_subject.record->result)), tr("Result")); });
    add(m_copy, tr("Copy logs"), u"activation.copyLogs"_s, Needs::Record, [this] { Q_EMIT copyLogsRequested(); });
    add(m_copy, tr("Copy record as JSON"), u"activation.copyJson"_s, Needs::Record,
        [this] { copy(QString::fromUtf8(json::pretty(m_subject.record->document)), tr("Record")); });
    m_copy->addSeparator();
    add(m_copy, tr("Copy as curl"), u"activation.copyCurl"_s, Needs::Server, [this] { copyAs(true); });
    add(m_copy, tr("Copy as wsk"), u"activation.copyWsk"_s, Needs::Server, [this] { copyAs(false); });
}

void ActivationCommands::addExports()
{
    add(m_export, tr("Reproduction bundle (zip)…"), u"activation.exportBundle"_s, Needs::Record, [this] { exportBundle(); });
    add(m_export, tr("Markdown…"), u"activation.exportMarkdown"_s, Needs::Record, [this] {
        askFile(tr("Export as Markdown"), fileName(u"md"_s), [this, record = *m_subject.record](const QString &file) {
            write(file, [record] { return activationMarkdown(record); });
        });
    });
    add(m_export, tr("JSON…"), u"activation.exportJson"_s, Needs::Record, [this] {
        askFile(tr("Export as JSON"), fileName(u"json"_s), [this, document = m_subject.record->document](const QString &file) {
            write(file, [document] { return json::pretty(document); });
        });
    });
}

void ActivationCommands::setSubject(const Subject &subject)
{
    m_subject = subject;
    update();
}

QAction *ActivationCommands::action(const QString &id) const
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(), [&](const QAction *one) { return one->objectName() == id; });
    return found == m_all.cend() ? nullptr : *found;
}

void ActivationCommands::update()
{
    const bool id = !m_subject.summary.id.isEmpty();
    const bool row = id && m_subject.summary.start != 0;
    for (QAction *one : m_all) {
        switch (Needs(one->property("needs").toInt())) {
        case Needs::Id:
            one->setEnabled(id);
            break;
        case Needs::Row:
            one->setEnabled(row);
            break;
        case Needs::Record:
            one->setEnabled(m_subject.record.has_value());
            break;
        case Needs::Server:
            one->setEnabled(row && m_session);
        }
    }
    QAction *again = action(u"activation.invokeAgain"_s);
    const bool action = !m_subject.summary.kind.isEmpty();
    const bool readOnly = m_session && m_session->readOnly();
    again->setEnabled(again->isEnabled() && action && !readOnly);
    again->setToolTip(readOnly ? tr("This connection is read-only; a run could write.")
                          : row && !action ? tr("This was a trigger: fire it on its page.")
                                           : again->text());
    this->action(u"activation.openAction"_s)->setText(row && !action ? tr("Open trigger") : tr("Open action"));
}

void ActivationCommands::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(tr("%1 copied").arg(what));
}

void ActivationCommands::copyAs(bool curl)
{
    exchange::Call call;
    call.base = m_session->client().endpoint().base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    call.method = "GET";
    call.target = openwhisk::collectionPath(openwhisk::Collection::Activations) + '/' + m_subject.summary.id.toLatin1();
    QGuiApplication::clipboard()->setText(curl ? exchange::curlCommand(call) : exchange::wskCommand(call));
    Q_EMIT notice(tr("Copied. Set the variable WHISK_AUTH to the key before it is run."));
}

void ActivationCommands::invokeAgain()
{
    auto *dialog = new InvokeAgain(*m_session, m_store, m_subject.summary, m_subject.payload, m_window);
    connect(dialog, &InvokeAgain::openRequested, this, &ActivationCommands::openRequested);
    dialog->open();
}

void ActivationCommands::compare()
{
    auto *dialog = new CompareDialog(*m_session, m_window);
    connect(dialog, &CompareDialog::openRequested, this, &ActivationCommands::openRequested);
    dialog->start(m_subject.summary);
}

QString ActivationCommands::fileName(const QString &ending) const
{
    return recordFile(m_subject.summary.name.shown(), m_subject.summary.id, ending);
}

void ActivationCommands::askFile(const QString &title, const QString &name, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [chosen = std::move(chosen)](const QString &file) { chosen(file); });
    dialog->open();
}

void ActivationCommands::write(const QString &file, std::function<QByteArray()> make)
{
    const auto written = QtConcurrent::run(workers(), [file, make = std::move(make)] { return writeFile(file, make()); });
    deliver(written, this, [this, file](const Result<Done> &done) {
        Q_EMIT notice(done ? tr("Saved to %1").arg(file) : tr("Not saved: %1").arg(done.error().message));
    });
}

void ActivationCommands::exportBundle()
{
    const QByteArray payload = m_subject.payload ? m_subject.payload->text.toUtf8() : QByteArray();
    askFile(tr("Export a reproduction bundle"), fileName(u"zip"_s), [this, record = *m_subject.record, payload](const QString &file) {
        if (!m_session)
            return Q_EMIT notice(tr("Not saved: the connection was closed."));
        deliver(reproductionBundle(*m_session, record, payload, this), this, [this, file](const Result<QByteArray> &bytes) {
            if (!bytes)
                return Q_EMIT notice(tr("Not saved: %1").arg(bytes.error().message));
            write(file, [content = *bytes] { return content; });
        });
    });
}
