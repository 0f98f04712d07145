#include "ui/gateway/kinds/credentials.h"

#include "core/async/deliver.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString changedText(const gateway::Row &row)
{
    return row.updated > 0 ? agoText(row.updated * 1000, QDateTime::currentMSecsSinceEpoch()) : QString();
}

QList<Column<gateway::Row>> columns()
{
    using Row = gateway::Row;
    QList<Column<Row>> all(4);
    all[0].title = Credentials::tr("Credential");
    all[0].value = [](const Row &row) -> QVariant { return row.key.id; };
    all[1].title = Credentials::tr("Kind");
    all[1].value = [](const Row &row) -> QVariant { return row.plugins.join(u", "_s); };
    all[2].title = Credentials::tr("Description");
    all[2].value = [](const Row &row) -> QVariant { return row.desc.isEmpty() ? row.name : row.desc; };
    all[3].title = Credentials::tr("Changed");
    all[3].value = [](const Row &row) -> QVariant { return row.updated; };
    all[3].text = changedText;
    return all;
}

} // namespace

Credentials::Credentials(const GatewayServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_session(&services.gateway)
    , m_model(columns(), [](const gateway::Row &row) { return row.key.id; })
    , m_table(new QTableView(this))
    , m_view(nullptr)
    , m_all(makeButton(tr("Those of all consumers"), u"allCredentials"_s, this, u"link"_s))
    , m_new(makeButton(tr("+ Credential"), u"newCredential"_s, this))
    , m_open(makeButton(tr("Open"), u"openCredential"_s, this))
    , m_delete(makeButton(tr("Delete…"), u"deleteCredential"_s, this))
{
    build();
    connect(m_new, &QPushButton::clicked, this,
            [this] { Q_EMIT openRequested(newGatewayObject(gateway::Kind::Credential, m_consumer)); });
    connect(m_all, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(gatewayList(gateway::Kind::Credential)); });
    connect(m_open, &QPushButton::clicked, this, &Credentials::openCurrent);
    connect(m_table, &QTableView::activated, this, &Credentials::openCurrent);
    connect(m_delete, &QPushButton::clicked, this, &Credentials::deleteCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &Credentials::enableButtons);
    connect(m_view, &StateView::retryRequested, this, &Credentials::load);
    connect(m_view, &StateView::cancelRequested, this, [this] {
        m_loading.reset();
        take(Error{Error::Kind::Canceled, tr("Stopped. Try again when you want to see them."), {}});
    });
    connect(m_view, &StateView::emptyActionRequested, m_new, &QPushButton::click);
    enableButtons();
}

Credentials::~Credentials() = default;

void Credentials::build()
{
    m_table->setModel(&m_model);
    dressTable(m_table, u"credentials"_s, tr("Credentials"));
    m_table->setTabKeyNavigation(false);
    m_table->setColumnWidth(0, 180);
    m_table->setColumnWidth(1, 130);
    m_table->setColumnWidth(2, 220);
    m_view = new StateView(framed(m_table), this);
    m_view->setMinimumHeight(180);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    auto *head = new HeadLayout;
    head->addFacts({sectionLabel(tr("Credentials"), this)});
    head->addButtons({m_all, m_new, m_open, m_delete});
    layout->addLayout(head);
    layout->addWidget(m_view);
}

void Credentials::setConsumer(const QString &name, bool isNew)
{
    if (m_consumer == name && m_isNew == isNew)
        return;
    m_consumer = name;
    m_isNew = isNew;
    load();
}

void Credentials::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    enableButtons();
}

/// One may have been saved or deleted in another tab, and no list of the session has them.
void Credentials::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void Credentials::load()
{
    enableButtons();
    if (m_isNew || m_consumer.isEmpty()) {
        m_view->showEmpty(tr("The consumer is not saved yet."), tr("Credentials belong to one that the gateway has."));
        return;
    }
    if (!m_session)
        return take(Error{Error::Kind::Canceled, tr("The connection is closed."), {}});
    if (!m_session->server().hasCredentials()) {
        m_view->showEmpty(tr("This gateway has no credentials."), tr("They came with version 3.11: here a consumer proves itself by its own plugins."));
        return;
    }
    m_view->showLoading(u"GET "_s + QString::fromLatin1(gateway::collectionPath(gateway::Kind::Credential, m_consumer)),
                        m_model.rowCount() > 0);
    m_loading = std::make_unique<QObject>();
    connect(m_session, &QObject::destroyed, m_loading.get(),
            [this] { take(Error{Error::Kind::Canceled, tr("The connection was closed."), {}}); });
    deliver(gateway::list(m_session->client(), m_session->server(), gateway::Kind::Credential, m_loading.get(), m_consumer), m_loading.get(),
            [this](const Result<gateway::Rows> &rows) { take(rows); });
}

void Credentials::take(const Result<gateway::Rows> &rows)
{
    if (QObject *loading = m_loading.release())
        loading->deleteLater(); // we may stand in its callback
    if (!rows) {
        m_view->showError(rows.error(), m_model.rowCount() > 0);
        return;
    }
    m_model.setRows(**rows);
    if ((*rows)->isEmpty())
        m_view->showEmpty(tr("No credentials."), tr("A consumer proves itself by one of them, or by a plugin of its own."),
                          m_readOnly.isEmpty() ? tr("Make one") : QString());
    else
        m_view->showContent();
    enableButtons();
    Q_EMIT countChanged(int((*rows)->size()));
}

std::optional<gateway::Key> Credentials::current() const
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model.rowCount())
        return {};
    return gateway::Key{gateway::Kind::Credential, m_model.row(row).key.id, m_consumer};
}

void Credentials::enableButtons()
{
    const bool may = m_session && !m_isNew && m_session->server().hasCredentials();
    m_all->setVisible(m_session && m_session->server().hasCredentials());
    m_new->setEnabled(may && m_readOnly.isEmpty());
    m_new->setToolTip(plainTip(m_readOnly));
    m_open->setEnabled(current().has_value());
    m_delete->setEnabled(may && current() && m_readOnly.isEmpty());
    m_delete->setToolTip(plainTip(m_readOnly));
}

void Credentials::openCurrent()
{
    if (const auto key = current())
        Q_EMIT openRequested(gatewayObject(*key));
}

void Credentials::deleteCurrent()
{
    const auto key = current();
    if (!key || !m_session)
        return;
    if (BulkDialog *dialog = deleteGatewayObjects(m_services, {*key}, this))
        connect(dialog, &QDialog::finished, this, &Credentials::load);
}
