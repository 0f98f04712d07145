#include "ui/activations/activationdetail.h"

#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationhead.h"
#include "ui/activations/activationtexts.h"
#include "ui/models/jsonmodel.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using openwhisk::KeyValue;

namespace {

QVariant monoFont(const KeyValue &, int role)
{
    return role == Qt::FontRole ? QVariant(theme::current().mono) : QVariant();
}

QVariant mutedColor(const KeyValue &, int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

QString valueText(const KeyValue &item)
{
    return item.value.isString() ? item.value.toString() : QString::fromUtf8(json::compact(item.value));
}

TableModel<KeyValue> *makeAnnotationModel(QObject *parent)
{
    const auto tr = [](const char *text) { return ActivationDetail::tr(text); };
    QList<Column<KeyValue>> columns{
        {.title = tr("Key"), .value = [](const KeyValue &item) { return QVariant(item.key); }},
        {.title = tr("Value"), .value = [](const KeyValue &item) { return QVariant(valueText(item)); }, .toolTip = valueText,
         .extra = monoFont},
        {.title = tr("Meaning"), .value = [](const KeyValue &item) {
             return QVariant(activationtexts::annotationMeaning(item.key));
         }, .extra = mutedColor}};
    return new TableModel<KeyValue>(columns, [](const KeyValue &item) { return item.key; }, parent);
}

} // namespace

void ActivationDetail::build()
{
    setObjectName(u"activationDetail"_s);
    m_head = new ActivationHead(this);
    connect(m_head, &ActivationHead::causeClicked, this,
            [this] { Q_EMIT openRequested({Target::Kind::Activation, {}, m_summary.cause}); });
    m_state = new StateView(buildTabs(), this);
    m_state->setObjectName(u"activationState"_s);
    connect(m_state, &StateView::retryRequested, this, &ActivationDetail::reload);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_soon.stop();
        m_request.reset();
        m_state->showError(Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}});
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_state, 1);
    buildFoot(layout);
}

QWidget *ActivationDetail::buildTabs()
{
    m_tabs = withRole(new QTabWidget(this), u"page"_s);
    m_tabs->setObjectName(u"activationTabs"_s);
    m_tabs->setDocumentMode(true);
    m_result = new JsonView(m_tabs);
    m_result->setObjectName(u"activationResult"_s);
    m_logs = new LogView(m_tabs);
    m_logs->setObjectName(u"activationLogs"_s);
    m_logs->setToolsVisible(true);
    m_annotations = new QTableView(m_tabs);
    m_annotations->setObjectName(u"activationAnnotations"_s);
    m_annotationModel = makeAnnotationModel(this);
    m_annotations->setModel(m_annotationModel);
    setUpTable(m_annotations);
    m_annotations->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_raw = new JsonView(m_tabs);
    m_raw->setObjectName(u"activationRaw"_s);
    m_raw->setMode(JsonView::Raw);
    m_tabs->addTab(m_result, tr("Result"));
    m_tabs->addTab(m_logs, tr("Logs"));
    m_tabs->addTab(m_annotations, tr("Annotations"));
    m_tabs->addTab(m_raw, tr("Raw"));
    return m_tabs;
}

void ActivationDetail::buildFoot(QVBoxLayout *layout)
{
    auto *foot = withRole(new QFrame(this), u"foot"_s);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_openAction = new QPushButton(tr("Open action"), foot);
    m_openAction->setObjectName(u"openAction"_s);
    m_openTab = new QPushButton(tr("Open in a tab"), foot);
    m_openTab->setObjectName(u"openActivation"_s);
    m_copy = withRole(new QPushButton(tr("Copy"), foot), u"flat"_s);
    m_copy->setObjectName(u"copyActivation"_s);
    auto *menu = new QMenu(m_copy);
    addCommand(menu, tr("Copy activation id"), u"activation.copyId"_s, [this] { copy(m_summary.id, tr("Id")); });
    addCommand(menu, tr("Copy start time"), u"activation.copyStart"_s, [this] { copy(rfc3339(m_summary.start), tr("Time")); });
    addCommand(menu, tr("Copy result"), u"activation.copyResult"_s,
               [this] { copy(QString::fromUtf8(m_result->text()), tr("Result")); });
    addCommand(menu, tr("Copy record as JSON"), u"activation.copyJson"_s,
               [this] { copy(QString::fromUtf8(json::pretty(m_record->document)), tr("Record")); });
    m_commands.at(2)->setProperty("needsRecord", true);
    m_commands.at(3)->setProperty("needsRecord", true);
    m_copy->setMenu(menu);
    for (QPushButton *button : {m_openAction, m_openTab, m_copy})
        row->addWidget(button);
    row->addStretch();
    layout->addWidget(foot);
    connect(m_openAction, &QPushButton::clicked, this, [this] {
        const auto kind = m_summary.kind.isEmpty() ? Target::Kind::Trigger : Target::Kind::Action;
        Q_EMIT openRequested({kind, m_summary.name, {}});
    });
    connect(m_openTab, &QPushButton::clicked, this, [this] { Q_EMIT openRequested({Target::Kind::Activation, {}, m_summary.id}); });
}

void ActivationDetail::addCommand(QMenu *menu, const QString &text, const QString &id, std::function<void()> run)
{
    auto *command = new QAction(text, this);
    command->setObjectName(id);
    connect(command, &QAction::triggered, this, [run = std::move(run)] { run(); });
    menu->addAction(command);
    m_commands.append(command);
}

void ActivationDetail::setOpenInTabVisible(bool visible)
{
    m_openTab->setVisible(visible);
}
