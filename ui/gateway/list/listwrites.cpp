#include "ui/gateway/list/gatewaylistpage.h"

#include "core/openwhisk/session.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/gateway/list/bulksteps.h"
#include "ui/gateway/list/gatewayimport.h"
#include "ui/gateway/list/listdialogs.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSet>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

/// What GatewayListPage writes, and what it asks before.

QList<Key> GatewayListPage::chosen() const
{
    const QList<Key> ticked = m_rows->ticked();
    if (!ticked.isEmpty())
        return ticked;
    const gateway::Row *row = current();
    return row ? QList<Key>{row->key} : QList<Key>();
}

void GatewayListPage::menuAt(const QPoint &place)
{
    const QModelIndex index = m_table->indexAt(place);
    if (!index.isValid())
        return;
    const gateway::Row &row = m_rows->row(index.row());
    const Key key = row.key;
    const QString ban = writeBan();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"rowMenu"_s);
    menu->setToolTipsVisible(true);
    const auto writes = [&ban](QAction *action) {
        action->setEnabled(ban.isEmpty());
        action->setToolTip(plainTip(ban));
    };
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, key] { Q_EMIT openRequested(gatewayObject(key)); });
    writes(menu->addAction(tr("Duplicate"), this, [this, key] { Q_EMIT openRequested(newGatewayObject(key.kind, key.parent, key.id)); }));
    if (gatewaybulk::hasStatus(key.kind))
        writes(menu->addAction(row.enabled ? tr("Disable") : tr("Enable"), this, [this, key, on = !row.enabled] { askSwitch(key, on); }));
    menu->addAction(tr("Copy id"), this, [key] { QGuiApplication::clipboard()->setText(key.id); });
    menu->addSeparator();
    writes(menu->addAction(tr("Delete…"), this, [this, key] { remove({key}); }));
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

/// A credential belongs to a consumer: which one is asked first.
void GatewayListPage::makeNew()
{
    if (m_kind != Kind::Credential)
        return Q_EMIT openRequested(newGatewayObject(m_kind));
    const gateway::Rows consumers = m_session ? m_session->listing(Kind::Consumer).rows : gateway::Rows();
    QStringList names;
    for (const gateway::Row &row : consumers ? *consumers : QList<gateway::Row>())
        names.append(row.key.id);
    const gateway::Row *row = current();
    listdialogs::askConsumer(this, names, row ? row->key.parent : QString(),
                             [this](const QString &name) { Q_EMIT openRequested(newGatewayObject(Kind::Credential, name)); });
}

void GatewayListPage::exposeAction()
{
    if (!m_services.openwhisk || !m_session)
        return;
    listdialogs::askAction(this, *m_services.openwhisk, [this](const openwhisk::EntityName &action) {
        if (!m_session)
            return;
        auto *dialog = new ExposeDialog(m_services, action, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &ExposeDialog::created, this, [this](const Key &route) {
            refresh();
            Q_EMIT openRequested(gatewayObject(route));
        });
        dialog->open();
    });
}

void GatewayListPage::askSwitch(const Key &key, bool on)
{
    if (!writeBan().isEmpty())
        return Q_EMIT notice(writeBan());
    const QString name = gatewaybulk::nameOf(*m_session, key);
    const confirm::Question question{
        on ? tr("Enable %1").arg(name) : tr("Disable %1").arg(name),
        on ? tr("%1 %2 on %3 takes requests again: status 0 becomes 1.").arg(gateway::singular(m_kind), name, m_session->connectionName())
           : tr("%1 %2 on %3 takes no request any more: status 1 becomes 0. The next one that fits takes them, or clients get 404.")
                 .arg(gateway::singular(m_kind), name, m_session->connectionName()),
        on ? tr("Enable") : tr("Disable"), {}, {}, false};
    if (confirm::ask(this, question) == confirm::Answer::Yes)
        writeMembers(key, json::Value::object({{u"status"_s, json::Value::number(on ? 1 : 0)}}), on ? tr("%1 is on.").arg(name) : tr("%1 is off.").arg(name));
}

void GatewayListPage::askRaise(const Key &key, qint64 priority)
{
    if (!writeBan().isEmpty())
        return Q_EMIT notice(writeBan());
    const QString name = gatewaybulk::nameOf(*m_session, key);
    const confirm::Question question{tr("Raise %1").arg(name),
                                     tr("Route %1 on %2 gets priority %3. It then comes before routes of the same path that have less.")
                                         .arg(name, m_session->connectionName()).arg(priority),
                                     tr("Raise to %1").arg(priority), {}, {}, false};
    if (confirm::ask(this, question) == confirm::Answer::Yes)
        writeMembers(key, json::Value::object({{u"priority"_s, json::Value::number(priority)}}), tr("%1 has priority %2.").arg(name).arg(priority));
}

void GatewayListPage::writeMembers(const Key &key, const json::Value &patch, const QString &done)
{
    if (!m_session) // it may have gone while the question stood there
        return;
    const auto step = gatewaybulk::changeStep(gatewaybulk::Reach(m_services), key, [patch](const json::Value &) { return std::optional(patch); });
    m_message->clear();
    step.run(this, [this, done](const Result<Done> &result) {
        if (result)
            Q_EMIT notice(done);
        else
            m_message->showError(result.error());
        refresh();
    });
}

void GatewayListPage::openBulk(BulkPlan plan)
{
    if (m_session)
        gatewaybulk::open(m_services, std::move(plan), this);
}

void GatewayListPage::remove(const QList<Key> &keys)
{
    if (m_session && !keys.isEmpty())
        deleteGatewayObjects(m_services, keys, this);
}

void GatewayListPage::askLabels()
{
    const QList<Key> keys = m_rows->ticked();
    QStringList known;
    for (int i = 0; i < m_rows->rowCount() && known.size() < 20; ++i)
        if (m_rows->isTicked(i))
            for (const gateway::Label &label : m_rows->row(i).labels)
                if (const QString text = listcolumns::labelText(label); !known.contains(text))
                    known.append(text);
    listdialogs::askLabels(this, known, [this, keys](const gatewaybulk::LabelChanges &changes) {
        if (m_session)
            openBulk(gatewaybulk::planLabels(m_services, keys, changes));
    });
}

void GatewayListPage::askExport()
{
    auto *dialog = new QFileDialog(this, tr("Export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList filters{tr("apisix.json (*.json)"), tr("apisix.yaml (*.yaml *.yml)")};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, filters](const QString &filter) { dialog->setDefaultSuffix(filter == filters.first() ? u"json"_s : u"yaml"_s); });
    dialog->selectFile(QString::fromLatin1(gateway::rulesOf(m_kind).path) + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &GatewayListPage::exportTo);
    dialog->open();
}

void GatewayListPage::exportTo(const QString &path)
{
    if (const auto keys = chosen(); m_session && !keys.isEmpty())
        openBulk(gatewaybulk::planExport(m_services, keys, path));
}

void GatewayListPage::askImport()
{
    auto *dialog = new QFileDialog(this, tr("Import"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("apisix.json, apisix.yaml (*.json *.yaml *.yml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &GatewayListPage::importFrom);
    dialog->open();
}

void GatewayListPage::importFrom(const QString &path)
{
    if (!writeBan().isEmpty() || m_import)
        return;
    using gatewaybulk::ImportReader;
    m_import = new ImportReader(m_services, path, this);
    const auto show = [this](int done, int of) {
        m_message->show(MessageBar::Kind::Info, of > 0 ? tr("The file is compared with the gateway: %1 of %2").arg(done).arg(of) : tr("The file is being read …"));
        m_message->addButton(tr("Cancel"), [this] {
            if (m_import)
                m_import->cancel();
        });
    };
    show(0, 0);
    connect(m_import, &ImportReader::progress, this, show);
    connect(m_import, &ImportReader::failed, this, [this](const Error &error) {
        m_import->deleteLater();
        m_import.clear();
        m_message->showError(error);
    });
    connect(m_import, &ImportReader::finished, this, [this, path](const QList<gatewaybulk::Compared> &objects) {
        m_import->deleteLater();
        m_import.clear();
        m_message->clear();
        if (m_session)
            openBulk(gatewaybulk::planImport(m_services, objects, path));
    });
    m_import->start();
}
