#include "ui/gateway/upstream/upstreamtab.h"

#include "core/gateway/session.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/references.h"
#include "ui/gateway/upstream/upstreamform.h"
#include "ui/widgets/columnarea.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"

#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
const QString own = u"upstream"_s; ///< the member, and the name of this tab's problems
const QString reference = u"upstream_id"_s;
const QString service = u"service_id"_s;
}

UpstreamTab::UpstreamTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_scroll(new ColumnArea(this))
    , m_form(new UpstreamForm(state, state.key().kind == gateway::Kind::Upstream ? QString() : own))
{
    setObjectName(u"upstreamTab"_s);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    if (!isUpstream())
        buildChoice(layout);
    layout->addWidget(m_form);
    layout->addStretch(1);
    m_scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_scroll);
    connect(&state, &ResourceState::loaded, this, [this] {
        m_wanted.reset();
        m_parked.clear();
    });
    connect(&state, &ResourceState::valueChanged, this, &UpstreamTab::refresh);
    connect(&state, &ResourceState::readOnlyChanged, this, &UpstreamTab::refresh);
    refresh();
}

void UpstreamTab::buildChoice(QLayout *layout)
{
    m_choice = new QButtonGroup(this);
    m_head = new QWidget(this);
    auto *row = new FlowLayout(m_head);
    const auto add = [this, row](Way way, const QString &text, const QString &name) {
        auto *button = new QRadioButton(text, m_head);
        button->setObjectName(name);
        row->addWidget(button);
        m_choice->addButton(button, way);
    };
    add(None, tr("None"), u"wayNone"_s);
    if (state().key().kind != gateway::Kind::Service)
        add(Service, tr("As its service says"), u"wayService"_s);
    add(Reference, tr("A shared upstream"), u"wayReference"_s);
    add(Own, tr("Its own"), u"wayOwn"_s);
    layout->addWidget(forms::namedRow(tr("Goes on to"), m_head, this));
    connect(m_choice, &QButtonGroup::idClicked, this, [this](int way) { choose(Way(way)); });
    m_note = plainLabel({}, u"muted"_s, this);
    m_note->setObjectName(u"upstreamNote"_s);
    m_note->setWordWrap(true);
    if (state().key().kind != gateway::Kind::Service) {
        m_service = addPicker(layout, service, gateway::Kind::Service, tr("Service"));
        m_serviceRow = m_service->parentWidget();
    }
    m_reference = addPicker(layout, reference, gateway::Kind::Upstream, tr("Upstream"));
    m_referenceRow = m_reference->parentWidget();
    layout->addWidget(m_note);
}

ReferencePicker *UpstreamTab::addPicker(QLayout *layout, const QString &member, gateway::Kind kind, const QString &title)
{
    auto *picker = new ReferencePicker(state().services(), {kind}, this);
    picker->setObjectName(member);
    layout->addWidget(forms::namedRow(title, picker, this));
    connect(picker, &ReferencePicker::edited, this, [this, picker, member] { state().setMember(member, picker->id()); });
    connect(picker, &ReferencePicker::openRequested, this, &ResourceTab::openRequested);
    return picker;
}

UpstreamTab::Way UpstreamTab::wayOf(const json::Value &whole) const
{
    if (whole.contains(reference))
        return Reference;
    if (whole.contains(own))
        return Own;
    return m_service && whole.contains(service) ? Service : None;
}

UpstreamTab::Way UpstreamTab::way() const
{
    return m_wanted.value_or(wayOf(state().value()));
}

void UpstreamTab::remove(json::Value &whole, const QString &member)
{
    if (!whole.contains(member))
        return;
    m_parked.insert(member, whole.value(member));
    whole.remove(member);
}

void UpstreamTab::putBack(json::Value &whole, const QString &member)
{
    if (!whole.contains(member) && m_parked.contains(member))
        whole.set(member, m_parked.take(member));
}

/// What goes away comes back when it is chosen again. A service stays beside an upstream: it brings plugins, too.
void UpstreamTab::choose(Way way)
{
    m_wanted = way;
    json::Value whole = state().value();
    if (way != Own)
        remove(whole, own);
    if (way != Reference)
        remove(whole, reference);
    if (way == None && m_service)
        remove(whole, service);
    if (way == Service)
        putBack(whole, service);
    if (way == Reference)
        putBack(whole, reference);
    if (way == Own) {
        putBack(whole, own);
        if (!whole.contains(own))
            whole.set(own, json::Value::object({{u"nodes"_s, json::Value::array()}}));
    }
    state().setValue(whole);
    refresh();
}

void UpstreamTab::refresh()
{
    if (isUpstream())
        return;
    const json::Value &whole = state().value();
    if (m_wanted && wayOf(whole) != *m_wanted && wayOf(whole) != None)
        m_wanted.reset();
    const Way now = way();
    m_choice->button(now)->setChecked(true);
    m_head->setEnabled(!state().isReadOnly());
    const auto idOf = [&whole](const QString &member) {
        const json::Value *id = whole.find(member);
        return id ? std::optional(*id) : std::nullopt;
    };
    if (m_service) {
        m_service->setId(idOf(service));
        m_service->setReadOnly(state().isReadOnly());
        m_serviceRow->setVisible(now == Service || whole.contains(service));
    }
    m_reference->setId(idOf(reference));
    m_reference->setReadOnly(state().isReadOnly());
    m_referenceRow->setVisible(now == Reference);
    m_form->setVisible(now == Own);
    m_note->setText(note());
    m_note->setVisible(!m_note->text().isEmpty());
    judge();
}

QString UpstreamTab::note() const
{
    const json::Value &whole = state().value();
    if (whole.contains(reference) && whole.contains(own))
        return tr("It has an upstream of its own, too: the shared one counts.");
    if (m_service && whole.contains(service) && (whole.contains(reference) || whole.contains(own)))
        return tr("This counts before the upstream of its service, whose plugins and hosts stay in force.");
    switch (way()) {
    case None:
        return tr("A plugin has to answer, as openwhisk and openfunction do; without one it is refused.");
    case Service:
        return tr("Plugins, hosts and upstream of the service count as well.");
    default:
        return {};
    }
}

void UpstreamTab::judge()
{
    const json::Value &whole = state().value();
    QList<schema::Problem> problems;
    if (way() == Reference && !whole.contains(reference))
        problems.append({u'/' + reference, tr("Choose the upstream.")});
    if (way() == Service && !whole.contains(service))
        problems.append({u'/' + service, tr("Choose the service.")});
    state().setProblems(own, problems);
}

bool UpstreamTab::focusPlace(const QString &pointer)
{
    if (isUpstream())
        return m_form->focusPlace(pointer);
    if (m_service && pointer == u'/' + service) {
        m_serviceRow->show();
        m_service->line()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (pointer == u'/' + reference) {
        m_referenceRow->show();
        m_reference->line()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return m_form->focusPlace(pointer);
}

void UpstreamTab::showComplaint(const schema::Problem &problem)
{
    m_form->showComplaint(problem);
}
