#include "ui/gateway/upstream/upstreamform.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/references.h"
#include "ui/gateway/upstream/healthline.h"
#include "ui/gateway/upstream/nodesfield.h"
#include "ui/gateway/upstream/nodesmodel.h"
#include "ui/gateway/kinds/pemfield.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

const QStringList discovery{u"service_name"_s, u"discovery_type"_s, u"discovery_args"_s};

bool hashes(const json::Value &upstream)
{
    return upstream.value(u"type").toString() == u"chash";
}

bool rewritesHost(const json::Value &upstream)
{
    return upstream.value(u"pass_host").toString() == u"rewrite";
}

QList<BoundForm::Section> sectionsOf(bool isWhole)
{
    QList<BoundForm::Section> sections;
    if (isWhole)
        sections.append({{}, {u"name"_s, u"desc"_s}});
    sections.append({UpstreamForm::tr("Targets"), QStringList{u"nodes"_s} + discovery});
    sections.append({UpstreamForm::tr("Balancing"), {u"type"_s, u"hash_on"_s, u"key"_s}});
    sections.append({UpstreamForm::tr("Connection"), {u"scheme"_s, u"pass_host"_s, u"upstream_host"_s, u"tls"_s, u"keepalive_pool"_s}});
    sections.append({UpstreamForm::tr("Patience"), {u"retries"_s, u"retry_timeout"_s, u"timeout"_s}});
    sections.append({UpstreamForm::tr("Health checks"), {u"checks"_s}});
    if (isWhole)
        sections.append({UpstreamForm::tr("Labels"), {u"labels"_s}});
    else
        sections.append({UpstreamForm::tr("More"), {u"name"_s, u"desc"_s, u"labels"_s}});
    return sections;
}

} // namespace

UpstreamForm::UpstreamForm(ResourceState &state, const QString &member, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_member(member)
    , m_form(new BoundForm(state, member))
    , m_view(nullptr)
    , m_health(new HealthLine(state.services(), state.key(), this))
    , m_targets(new QWidget(this))
    , m_choice(new QButtonGroup(this))
{
    auto *content = new QWidget(this);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins({});
    buildTargets();
    m_form->setInset(u"nodes"_s, forms::namedRow(tr("Targets are"), m_targets, m_form));
    inner->addWidget(m_form);
    inner->addWidget(m_health);
    m_view = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    m_form->setChecks(&UpstreamForm::problemsOf);
    m_form->setOpen({u"nodes"_s});
    m_form->setShown([this](const QString &one, const json::Value &upstream) {
        if (one == u"nodes" || discovery.contains(one))
            return upstream.contains(one) || (m_wantsDiscovery == discovery.contains(one));
        return counts(one, upstream);
    });
    connect(m_form, &BoundForm::refreshed, this, &UpstreamForm::refresh);
    connect(m_view, &StateView::retryRequested, this, &UpstreamForm::load);
    connect(&state, &ResourceState::keyChanged, this, [this] { m_health->setKey(m_state.key()); });
    connect(m_health, &HealthLine::healthChanged, this, [this](const QList<gateway::NodeHealth> &health) {
        if (m_nodes)
            m_nodes->model()->setHealth(health);
    });
    load();
}

void UpstreamForm::buildTargets()
{
    auto *layout = new QHBoxLayout(m_targets);
    layout->setContentsMargins({});
    const std::pair<QString, QString> ways[] = {{tr("nodes, listed here"), u"byNodes"_s}, {tr("found by service discovery"), u"byDiscovery"_s}};
    for (int i = 0; i < 2; ++i) {
        auto *button = new QRadioButton(ways[i].first, m_targets);
        button->setObjectName(ways[i].second);
        layout->addWidget(button);
        m_choice->addButton(button, i);
    }
    layout->addStretch();
    connect(m_choice, &QButtonGroup::idClicked, this, [this](int id) { chooseTargets(id == 1); });
}

void UpstreamForm::load()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return;
    m_view->showLoading(tr("The gateway's schema of upstreams"));
    deliver(session->schema(gateway::Kind::Upstream), this, [this](const Result<json::Value> &schema) {
        if (!schema)
            m_view->showError(schema.error());
        else
            fill(*schema);
    });
}

void UpstreamForm::fill(const json::Value &schema)
{
    m_wantsDiscovery = m_form->value().contains(u"service_name");
    m_form->build(schema, sectionsOf(m_member.isEmpty()), setup(), {u"oneOf"_s}, {u"tls.client_key"_s});
    m_view->showContent();
}

FormSetup UpstreamForm::setup()
{
    FormSetup setup;
    setup.factory = [this](FormState &form, const QString &pointer, QWidget *parent) -> FieldEditor * {
        if (pointer == u"/nodes" && NodesField::canShow(form.form().at(pointer))) {
            m_nodes = new NodesField(form, pointer, parent);
            return m_nodes;
        }
        if (pointer == u"/tls/client_cert_id") {
            auto *field = new ReferenceField(form, pointer, m_state.services(), gateway::Kind::Ssl, parent);
            field->picker()->setDetail(u"client"_s);
            return field;
        }
        if (pointer == u"/tls/client_cert" || pointer == u"/tls/client_key")
            return new PemField(form, pointer, pointer.endsWith(u"key") ? PemField::Secret : PemField::Certificate, parent);
        return nullptr;
    };
    setup.texts = {{u"/desc"_s, {tr("Description"), {}, {}}},
                   {u"/scheme"_s, {{}, tr("http, https, grpc and grpcs for routes; tcp, tls and udp for stream routes"), {}}},
                   {u"/retries"_s, {{}, tr("tries on other nodes after the first; not set: as many as there are further nodes"), {}}},
                   {u"/retry_timeout"_s, {{}, tr("no further try after that; 0: no bound"), tr("s")}},
                   {u"/timeout/connect"_s, {{}, {}, tr("s")}},
                   {u"/timeout/send"_s, {{}, {}, tr("s")}},
                   {u"/timeout/read"_s, {{}, {}, tr("s")}},
                   {u"/type"_s, {tr("Balancer"), tr("roundrobin, chash, least_conn, ewma"), {}}},
                   {u"/pass_host"_s, {tr("Host sent"), tr("pass: the client's; node: the node's; rewrite: the one below"), {}}},
                   {u"/hash_on"_s, {tr("Hash on"), {}, {}}},
                   {u"/key"_s, {tr("Hash key"), tr("a variable, header or cookie, e.g. remote_addr"), {}}}};
    return setup;
}

void UpstreamForm::refresh()
{
    const json::Value upstream = m_form->value();
    const bool isDiscovered = upstream.contains(u"service_name") || upstream.contains(u"discovery_type");
    if (isDiscovered || upstream.contains(u"nodes"))
        m_wantsDiscovery = isDiscovered && !upstream.contains(u"nodes");
    m_choice->button(m_wantsDiscovery ? 1 : 0)->setChecked(true);
    m_targets->setEnabled(!m_state.isReadOnly());
    m_health->setHasChecks(upstream.contains(u"checks"));
    m_health->setVisible(!m_state.isNew() && !m_wantsDiscovery);
}

void UpstreamForm::chooseTargets(bool wantsDiscovery)
{
    m_wantsDiscovery = wantsDiscovery;
    json::Value upstream = m_form->value();
    for (const QString &name : QStringList{u"nodes"_s} + discovery) {
        const bool belongs = discovery.contains(name) == wantsDiscovery;
        if (!belongs && upstream.contains(name)) {
            m_parked.insert(name, upstream.value(name));
            upstream.remove(name);
        } else if (belongs && m_parked.contains(name)) {
            upstream.set(name, m_parked.take(name));
        }
    }
    if (!wantsDiscovery && !upstream.contains(u"nodes"))
        upstream.set(u"nodes", json::Value::array());
    m_form->setValue(upstream);
    refresh();
}

bool UpstreamForm::counts(const QString &member, const json::Value &upstream)
{
    if (upstream.contains(member))
        return true;
    if (member == u"hash_on" || member == u"key")
        return hashes(upstream);
    return member != u"upstream_host" || rewritesHost(upstream);
}

QList<schema::Problem> UpstreamForm::problemsOf(const json::Value &upstream)
{
    QList<schema::Problem> problems;
    if (hashes(upstream) && upstream.value(u"hash_on").toString() != u"consumer" && upstream.value(u"key").toString().isEmpty())
        problems.append({u"/key"_s, tr("chash needs a key, unless it hashes on the consumer")});
    if (rewritesHost(upstream) && upstream.value(u"upstream_host").toString().isEmpty())
        problems.append({u"/upstream_host"_s, tr("a host is needed when it is rewritten")});
    for (const nodes::Node &node : nodes::read(upstream.value(u"nodes")))
        if (node.host.count(u':') > 1 && !node.host.startsWith(u'['))
            problems.append({u"/nodes"_s, tr("an IPv6 address stands in square brackets: [%1]").arg(node.host)});
    return problems;
}
