#include "ui/gateway/expose/exposedialog.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/openwhisk/session.h"
#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using exposeplan::Field;
using gateway::Kind;
using gateway::Saved;

namespace {

gateway::Exposure exposureOf(const GatewayServices &services, const openwhisk::EntityName &action)
{
    gateway::Exposure exposure;
    exposure.apiHost = services.openwhiskHost;
    exposure.key = keychain::openwhiskToken(); // saving puts the key there
    const QString own = services.openwhisk ? services.openwhisk->nameSpace() : QString();
    exposure.nameSpace = action.ns == "_"_L1 && !own.isEmpty() ? own : action.ns; // readable for who looks at the route
    exposure.package = action.package;
    exposure.action = action.name;
    const auto rows = services.openwhisk ? services.openwhisk->actions().rows : nullptr;
    if (!rows)
        return exposure;
    for (const auto &row : *rows) {
        if (row.name.package == action.package && row.name.name == action.name)
            exposure.actionTimeoutMs = row.limits.timeoutMs.value_or(exposure.actionTimeoutMs);
    }
    return exposure;
}

} // namespace

ExposeDialog::ExposeDialog(const GatewayServices &services, const openwhisk::EntityName &action, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_exposure(exposureOf(services, action))
    , m_fields(new QVBoxLayout)
    , m_message(new MessageBar(this))
    , m_create(makeButton(tr("Create route"), u"exposeCreate"_s, this, u"primary"_s))
{
    setObjectName(u"exposeDialog"_s);
    setWindowTitle(tr("Expose %1 as a route").arg(action.shown()));
    build();
    propose();
    check();
    connect(m_create, &QPushButton::clicked, this, &ExposeDialog::create);
    connect(&services.gateway, &gateway::Session::changed, this, [this](Kind kind) {
        if (kind == Kind::Route)
            check();
    });
}

ExposeDialog::~ExposeDialog() = default;

void ExposeDialog::build()
{
    m_message->setObjectName(u"exposeMessage"_s);
    m_message->hide();
    m_path = addLine(tr("&Path"), u"exposePath"_s, Field::Path);
    m_answersAt = plainLabel({}, u"small"_s, this);
    m_answersAt->setObjectName(u"exposeAnswersAt"_s);
    m_fields->insertWidget(m_fields->count() - 1, m_answersAt);
    addField(tr("Methods"), makeMethods(), Field::Methods);
    m_hosts = addLine(tr("&Hosts"), u"exposeHosts"_s, Field::Hosts);
    m_hosts->setPlaceholderText(tr("any host"));
    m_id = addLine(tr("&Id of the route"), u"exposeId"_s, Field::Id);
    m_apiHost = addLine(tr("&OpenWhisk, as the gateway reaches it"), u"exposeApiHost"_s, Field::ApiHost);
    auto *key = plainLabel(tr("The key of this connection goes from the keychain into the route."), u"small"_s, this);
    auto *cancel = makeButton(tr("Cancel"), u"exposeCancel"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_create->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addLayout(m_fields);
    layout->addWidget(key);
    layout->addStretch(1);
    layout->addLayout(rowOf({nullptr, cancel, m_create}));
    constexpr int width = 520;
    setMinimumWidth(width);
}

QLineEdit *ExposeDialog::addLine(const QString &label, const QString &name, Field field)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    connect(line, &QLineEdit::textChanged, this, [this, field] {
        m_refused.remove(field);
        check();
    });
    addField(label, line, field);
    return line;
}

void ExposeDialog::addField(const QString &label, QWidget *widget, Field field)
{
    auto *name = new QLabel(label, this);
    name->setBuddy(widget);
    widget->setAccessibleName(QString(label).remove('&'_L1));
    auto *remark = plainLabel({}, u"small"_s, this);
    remark->setObjectName(widget->objectName() + u"Remark"_s);
    remark->setWordWrap(true);
    m_fields->addWidget(name);
    m_fields->addWidget(widget);
    m_fields->addWidget(remark);
    m_remarks.insert(field, remark);
}

QWidget *ExposeDialog::makeMethods()
{
    auto *all = new QWidget(this);
    all->setObjectName(u"exposeMethods"_s);
    auto *row = new QHBoxLayout(all);
    row->setContentsMargins({});
    for (const QString &method : {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s}) {
        auto *box = new QCheckBox(method, all);
        box->setObjectName(u"expose"_s + method);
        row->addWidget(box);
        m_methods.append(box);
        connect(box, &QCheckBox::toggled, this, [this] {
            m_refused.remove(Field::Methods);
            check();
        });
    }
    row->addWidget(plainLabel(tr("none ticked: any"), u"small"_s, all));
    row->addStretch(1);
    return all;
}

void ExposeDialog::propose()
{
    const auto proposed = exposeplan::proposal(m_exposure, m_services.gateway.listing(Kind::Route).rows);
    m_path->setText(proposed.path);
    m_id->setText(proposed.id);
    m_apiHost->setText(proposed.apiHost);
    m_path->setFocus();
}

exposeplan::Input ExposeDialog::input() const
{
    exposeplan::Input input{m_path->text(), {}, m_hosts->text(), m_id->text(), m_apiHost->text()};
    for (const auto *box : m_methods) {
        if (box->isChecked())
            input.methods.append(box->text());
    }
    return input;
}

void ExposeDialog::showRemark(Field field, const QString &text, bool problem)
{
    auto *label = m_remarks.value(field);
    const QString before = label->text();
    label->setText(before.isEmpty() ? text : before + u'\n' + text);
    setRole(label, problem ? u"error"_s : u"small"_s);
    label->show();
}

void ExposeDialog::check()
{
    if (m_remarks.size() < 5) // still being built
        return;
    for (auto *label : std::as_const(m_remarks)) {
        label->clear();
        label->hide();
    }
    const auto typed = input();
    bool good = true;
    for (const auto &remark : exposeplan::remarks(exposeplan::with(m_exposure, typed), typed,
                                                  m_services.gateway.listing(Kind::Route).rows,
                                                  m_services.gateway.client().endpoint().base)) {
        good &= !remark.problem;
        showRemark(remark.field, remark.text, remark.problem);
    }
    for (auto it = m_refused.cbegin(); it != m_refused.cend(); ++it)
        showRemark(it.key(), it.value(), true);
    const QUrl plane = m_services.dataPlane ? m_services.dataPlane->base : QUrl();
    m_answersAt->setText(exposeplan::answersAt(typed, plane));
    m_create->setEnabled(good && m_refused.isEmpty() && !m_busy);
}

void ExposeDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_create->setText(busy ? tr("Creating…") : tr("Create route"));
    check();
}

void ExposeDialog::create()
{
    m_message->clear();
    setBusy(true);
    const auto typed = input();
    const gateway::Key route{Kind::Route, typed.id};
    const json::Value document = gateway::routeFor(exposeplan::with(m_exposure, typed));
    deliver(keychain::filled(m_services, document, this), this, [this, route](const Result<json::Value> &filled) {
        filled ? send(route, *filled) : fail(filled.error());
    });
}

void ExposeDialog::send(const gateway::Key &route, const json::Value &document)
{
    auto &session = m_services.gateway;
    deliver(gateway::create(session.client(), session.server(), route, document, this), this,
            [this, route](const Result<Saved> &saved) { saved ? ended(route, *saved) : fail(saved.error()); });
}

void ExposeDialog::ended(const gateway::Key &key, const Saved &saved)
{
    if (saved.state == Saved::State::Done) {
        m_services.gateway.refresh(Kind::Route);
        Q_EMIT created(key);
        return accept();
    }
    if (saved.state == Saved::State::Exists) {
        m_refused.insert(Field::Id, tr("There is a route of this id."));
    } else if (const auto field = exposeplan::fieldOf(saved.complaint)) {
        m_refused.insert(*field, saved.complaint.words);
    } else {
        m_message->show(MessageBar::Kind::Error, tr("The gateway refuses the route: %1").arg(saved.complaint.words));
    }
    setBusy(false);
}

void ExposeDialog::fail(const Error &error)
{
    m_message->showError(error);
    setBusy(false);
}
