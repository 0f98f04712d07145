#include "ui/gateway/match/matchtab.h"

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/kinds/boundform.h"
#include "ui/gateway/match/matchmembers.h"
#include "ui/gateway/match/matchwatch.h"
#include "ui/gateway/match/methodboxes.h"
#include "ui/gateway/match/tagfield.h"
#include "ui/gateway/match/takespanel.h"
#include "ui/widgets/columnarea.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace matchmembers;

namespace {

const QString own = u"match"_s; ///< problems of this tab
const QStringList names{u"name"_s, u"desc"_s, u"labels"_s};
const QStringList rules{u"priority"_s, u"vars"_s, u"filter_func"_s, u"enable_websocket"_s};

/// The members that rows are made for; all servers have them alike.
json::Value schemaOfRest()
{
    const QByteArray text = R"({"type":"object","properties":{
"priority":{"type":"integer","default":0},
"vars":{"type":"array"},
"filter_func":{"type":"string","minLength":10,"pattern":"^function"},
"enable_websocket":{"type":"boolean","default":false},
"name":{"type":"string","minLength":1,"maxLength":100},
"desc":{"type":"string","maxLength":256},
"labels":{"type":"object","patternProperties":{".*":{"type":"string","pattern":"^\\S+$","maxLength":256,"minLength":1}}}}})";
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}

FormSetup setupOfRest()
{
    FormSetup setup;
    setup.texts = {{u"/priority"_s, {{}, MatchTab::tr("higher goes first, among routes with the same path"), {}}},
                   {u"/vars"_s, {MatchTab::tr("Conditions"), {}, {}}},
                   {u"/filter_func"_s, {MatchTab::tr("Lua function"), MatchTab::tr("function(vars) … end; true takes the request"), {}}},
                   {u"/enable_websocket"_s, {MatchTab::tr("Websocket"), {}, {}}},
                   {u"/desc"_s, {MatchTab::tr("Description"), {}, {}}}};
    return setup;
}

QStringList methodsOf(const json::Value &value)
{
    QStringList methods;
    const json::Value list = value.value(u"methods");
    for (const json::Value &item : list.items())
        methods.append(item.toString());
    return methods;
}

Pair pairOf(const QString &field)
{
    return field == u"paths" ? uris() : field == u"hosts" ? hosts() : addresses();
}

} // namespace

MatchTab::MatchTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_watch(new MatchWatch(state, this))
    , m_banner(new MessageBar(this))
    , m_scroll(new ColumnArea(this))
    , m_uris(new TagField(u"paths"_s, tr("add a path; * only at the end"), uriProblem, this))
    , m_hosts(new TagField(u"hosts"_s, tr("none: any host"), hostProblem, this))
    , m_methods(new MethodBoxes(this))
    , m_addresses(new TagField(u"addresses"_s, tr("address or network"), addressProblem, this))
    , m_rest(new BoundForm(state, {}, this))
    , m_takes(new TakesPanel(state, *m_watch, this))
{
    setObjectName(u"matchTab"_s);
    buildFields();
    m_rest->build(schemaOfRest(), {{{}, rules}, {tr("About"), names}}, setupOfRest());
    auto *splitter = new FoldingSplitter(this);
    splitter->addWidget(buildForm());
    splitter->addWidget(m_takes);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({720, 430});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
    setFocusProxy(m_uris);
    connectFields();
    fill();
    showReadOnly();
}

/// Fields that lose the focus while they go tell of it.
MatchTab::~MatchTab()
{
    for (TagField *field : {m_uris, m_hosts, m_addresses})
        field->disconnect(this);
}

void MatchTab::buildFields()
{
    m_banner->setObjectName(u"matchBanner"_s);
    for (TagField *field : {m_uris, m_hosts, m_addresses})
        field->line()->setAccessibleName(field == m_uris ? tr("Paths") : field == m_hosts ? tr("Hosts") : tr("Client addresses"));
}

QWidget *MatchTab::buildForm()
{
    auto *content = new QWidget(m_scroll);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(4);
    layout->addWidget(m_banner);
    layout->addWidget(forms::namedRow(tr("Paths *"), m_uris, content));
    layout->addWidget(forms::namedRow(tr("Hosts"), m_hosts, content));
    layout->addWidget(forms::namedRow(tr("Methods"), m_methods, content));
    layout->addWidget(forms::namedRow(tr("Client address"), m_addresses, content));
    layout->addWidget(m_rest);
    layout->addStretch(1);
    m_scroll->setWidget(content);
    return m_scroll;
}

void MatchTab::connectFields()
{
    for (TagField *field : {m_uris, m_hosts, m_addresses}) {
        connect(field, &TagField::edited, this, [this, field] { take(field); });
        connect(field, &TagField::problemChanged, this, &MatchTab::judge);
    }
    connect(m_methods, &MethodBoxes::edited, this, &MatchTab::takeMethods);
    connect(m_watch, &MatchWatch::marksChanged, this, &MatchTab::showMarks);
    connect(m_watch, &MatchWatch::marksChanged, this, &MatchTab::marksChanged);
    connect(m_takes, &TakesPanel::openRequested, this, [this](const gateway::Key &key) { Q_EMIT openRequested(gatewayObject(key)); });
    connect(m_takes, &TakesPanel::sendWanted, this, [this](const CallText &call) {
        Q_EMIT testWanted(call.method, call.url, call.headers);
    });
    connect(&state(), &ResourceState::valueChanged, this, &MatchTab::fill);
    connect(&state(), &ResourceState::loaded, this, &MatchTab::fill);
    connect(&state(), &ResourceState::readOnlyChanged, this, &MatchTab::showReadOnly);
}

QString MatchTab::title() const
{
    return tr("Match");
}

QList<RouteMark> MatchTab::marks() const
{
    return m_watch->marks();
}

QString MatchTab::was(const QStringList &before, const QStringList &now) const
{
    if (state().isNew() || before == now)
        return {};
    return before.isEmpty() ? tr("● was not set") : tr("● was %1").arg(before.join(u", "_s));
}

void MatchTab::fill()
{
    const json::Value &value = state().value();
    const json::Value &before = state().before();
    for (TagField *field : {m_uris, m_hosts, m_addresses}) {
        const Pair pair = pairOf(field->objectName());
        field->setTexts(texts(value, pair));
        field->setMark(was(texts(before, pair), texts(value, pair)));
    }
    m_methods->setMethods(methodsOf(value));
    judge();
}

void MatchTab::take(TagField *field)
{
    m_complaints.remove(field);
    state().setValue(withTexts(state().value(), pairOf(field->objectName()), field->texts()));
}

void MatchTab::takeMethods()
{
    json::Value list = json::Value::array();
    for (const QString &method : m_methods->methods())
        list.append(json::Value::string(method));
    state().setMember(u"methods"_s, list.size() == 0 ? std::nullopt : std::optional(list));
}

void MatchTab::judge()
{
    QList<schema::Problem> problems;
    if (m_uris->texts().isEmpty() && state().isLoaded())
        problems.append({u"/uri"_s, tr("A route needs a path.")});
    for (TagField *field : {m_uris, m_hosts, m_addresses})
        field->setProblem(field == m_uris && !problems.isEmpty() ? problems.first().sentence : m_complaints.value(field));
    // What the server took once is shown as wrong and does not keep anybody from saving something else
    const auto report = [&](const TagField *field, const QString &pointer) {
        const Pair pair = pairOf(field->objectName());
        const bool untouched = !m_complaints.contains(field) && field->line()->text().isEmpty() && texts(state().before(), pair) == field->texts();
        if (const QString problem = field->problem(); !problem.isEmpty() && !untouched && problems.isEmpty())
            problems.append({pointer, problem});
    };
    report(m_uris, u"/uri"_s);
    report(m_hosts, u"/host"_s);
    report(m_addresses, u"/remote_addr"_s);
    state().setProblems(own, problems);
}

void MatchTab::showReadOnly()
{
    const bool readOnly = state().isReadOnly();
    for (TagField *field : {m_uris, m_hosts, m_addresses})
        field->setReadOnly(readOnly);
    m_methods->setReadOnly(readOnly);
    showMarks();
}

void MatchTab::showMarks()
{
    m_banner->clear();
    const QList<RouteMark> found = marks();
    if (found.isEmpty())
        return;
    const RouteMark &mark = found.first();
    m_banner->show(isProblem(mark) ? MessageBar::Kind::Warning : MessageBar::Kind::Info, titleOf(mark) + u". "_s + mark.sentence);
    if (mark.other)
        m_banner->addButton(tr("Open it"), [this, key = *mark.other] { Q_EMIT openRequested(gatewayObject(key)); });
    if (state().isReadOnly())
        return;
    if (mark.raiseTo)
        m_banner->addButton(tr("Raise to %1").arg(*mark.raiseTo), [this, to = *mark.raiseTo] { raise(to); });
    if (mark.kind == RouteMark::Kind::NeverReached || mark.kind == RouteMark::Kind::NeverMatches)
        m_banner->addButton(tr("Disable"), [this] { disable(); });
}

void MatchTab::raise(qint64 priority)
{
    state().setMember(u"priority"_s, json::Value::number(priority));
    Q_EMIT reviewWanted();
}

void MatchTab::disable()
{
    state().setMember(u"status"_s, json::Value::number(0));
    Q_EMIT reviewWanted();
}

bool MatchTab::focusPlace(const QString &pointer)
{
    const QString member = pointer.section(u'/', 1, 1);
    QWidget *field = member.startsWith(u"uri") ? static_cast<QWidget *>(m_uris)
        : member.startsWith(u"host")           ? m_hosts
        : member.startsWith(u"remote_addr")    ? m_addresses
        : member == u"methods"                 ? static_cast<QWidget *>(m_methods)
                                               : nullptr;
    if (!field)
        return (names + rules).contains(member) && m_rest->focusPlace(pointer);
    field->setFocus();
    m_scroll->ensureWidgetVisible(field);
    return true;
}

void MatchTab::showComplaint(const schema::Problem &problem)
{
    const QString member = problem.pointer.section(u'/', 1, 1);
    for (TagField *field : {m_uris, m_hosts, m_addresses}) {
        const Pair pair = pairOf(field->objectName());
        if (member == pair.one || member == pair.many) {
            m_complaints.insert(field, problem.sentence);
            return judge();
        }
    }
    m_rest->showComplaint(problem);
}
