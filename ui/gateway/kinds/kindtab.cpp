#include "ui/gateway/kinds/kindtab.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "ui/gateway/kinds/consumertab.h"
#include "ui/gateway/kinds/metadatatab.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/gateway/kinds/secrettab.h"
#include "ui/gateway/kinds/ssltab.h"
#include "ui/gateway/kinds/textfield.h"
#include "ui/gateway/references.h"
#include "ui/widgets/columnarea.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/words.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

using gateway::Kind;
using Sections = QList<BoundForm::Section>;

namespace {

Sections about(const QStringList &first = {})
{
    return {{{}, first + QStringList{u"name"_s, u"desc"_s}}, {KindTab::tr("Labels"), {u"labels"_s}}};
}

Sections streamSections()
{
    Sections sections{{KindTab::tr("Takes connections"), {u"server_addr"_s, u"server_port"_s, u"remote_addr"_s, u"sni"_s}},
                      {KindTab::tr("Protocol"), {u"protocol"_s}}};
    sections.append({KindTab::tr("About"), {u"name"_s, u"desc"_s}});
    sections.append({KindTab::tr("Labels"), {u"labels"_s}});
    return sections;
}

Sections known(Kind kind)
{
    switch (kind) {
    case Kind::Service:
        return {{{}, {u"name"_s, u"desc"_s}},
                {KindTab::tr("Requests"), {u"hosts"_s, u"enable_websocket"_s, u"script"_s}},
                {KindTab::tr("Labels"), {u"labels"_s}}};
    case Kind::StreamRoute:
        return streamSections();
    case Kind::Proto:
        return {{{}, {u"name"_s, u"desc"_s, u"content"_s}}, {KindTab::tr("Labels"), {u"labels"_s}}};
    case Kind::CostDecoration:
        return {};
    default:
        return about();
    }
}

FieldEditor *referenceTo(FormState &form, const QString &pointer, const GatewayServices &services, QWidget *parent)
{
    static const std::pair<QString, Kind> places[] = {{u"/group_id"_s, Kind::ConsumerGroup},
                                                      {u"/protocol/superior_id"_s, Kind::StreamRoute}};
    for (const auto &[place, kind] : places)
        if (pointer == place)
            return new ReferenceField(form, pointer, services, kind, parent);
    return nullptr;
}

} // namespace

KindTab::KindTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_scroll(new ColumnArea(this))
    , m_above(new QVBoxLayout)
    , m_below(new QVBoxLayout)
    , m_form(new BoundForm(state, {}))
{
    setObjectName(u"kindTab"_s);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addLayout(m_above);
    layout->addWidget(m_form);
    layout->addLayout(m_below);
    layout->addStretch(1);
    m_scroll->setWidget(content);
    m_view = new StateView(m_scroll, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_view);
    connect(m_view, &StateView::retryRequested, this, [this] { load(); });
}

QString KindTab::title() const
{
    switch (state().key().kind) {
    case Kind::StreamRoute:
        return tr("Match");
    case Kind::Secret:
        return tr("Manager");
    default:
        return capitalized(gateway::singular(state().key().kind));
    }
}

void KindTab::load()
{
    gateway::Session *session = state().session();
    if (!session)
        return;
    m_view->showLoading(tr("The gateway's schema of this kind"));
    deliver(session->schema(state().key().kind), this, [this](const Result<json::Value> &schema) {
        if (schema)
            fill(*schema);
        else
            m_view->showError(schema.error());
    });
}

void KindTab::fill(const json::Value &schema)
{
    m_form->build(schema, sections(schema), setup(), rules(), gateway::secretPaths(state().key().kind));
    m_view->showContent();
}

Sections KindTab::sections(const json::Value &schema) const
{
    const Sections wanted = known(state().key().kind);
    if (!wanted.isEmpty())
        return wanted;
    QStringList names = schemapart::namesIn(schema);
    for (const QString &own : {u"id"_s, u"create_time"_s, u"update_time"_s})
        names.removeAll(own);
    return {{{}, names}};
}

FormSetup KindTab::setup()
{
    FormSetup setup;
    setup.factory = [this](FormState &form, const QString &pointer, QWidget *parent) -> FieldEditor * {
        if (state().key().kind == Kind::Proto && pointer == u"/content")
            return new TextField(form, pointer, u"protobuf"_s, parent);
        return referenceTo(form, pointer, state().services(), parent);
    };
    setup.texts = {{u"/desc"_s, {tr("Description"), {}, {}}},
                   {u"/sni"_s, {tr("Server name"), tr("of the TLS handshake"), {}}},
                   {u"/server_addr"_s, {tr("Own address"), tr("where the gateway was reached"), {}}},
                   {u"/server_port"_s, {tr("Own port"), {}, {}}},
                   {u"/remote_addr"_s, {tr("Client address"), tr("address or network"), {}}},
                   {u"/enable_websocket"_s, {tr("Websocket"), {}, {}}}};
    return setup;
}

ResourceTab *makeKindTab(ResourceState &state, QWidget *parent)
{
    KindTab *tab = nullptr;
    switch (state.key().kind) {
    case Kind::Route:
    case Kind::Upstream:
    case Kind::GlobalRule:
        return nullptr;
    case Kind::Consumer:
        tab = new ConsumerTab(state, parent);
        break;
    case Kind::Ssl:
        tab = new SslTab(state, parent);
        break;
    case Kind::Secret:
        tab = new SecretTab(state, parent);
        break;
    case Kind::PluginMetadata:
        tab = new MetadataTab(state, parent);
        break;
    default:
        tab = new KindTab(state, parent);
    }
    tab->load();
    return tab;
}
