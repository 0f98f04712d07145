#include "ui/gateway/plugins/functionpart.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "ui/forms/formrow.h"
#include "ui/forms/schemaform.h"
#include "ui/gateway/plugins/functionpicker.h"
#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/models/target.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

QString withoutSlash(QString host)
{
    while (host.endsWith(u'/'))
        host.chop(1);
    return host;
}

bool sameHost(const QString &a, const QString &b)
{
    const QUrl one(withoutSlash(a));
    const QUrl other(withoutSlash(b));
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return one.host() == other.host() && one.scheme() == other.scheme() && port(one) == port(other);
}

QLabel *addressLabel(const QString &name, QWidget *parent)
{
    QLabel *label = plainLabel({}, u"mono"_s, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

FormNote::Weight weightOf(gateway::Advice::Weight weight)
{
    using Weight = gateway::Advice::Weight;
    return weight == Weight::Failure ? FormNote::Weight::Failure : weight == Weight::Warning ? FormNote::Weight::Warning : FormNote::Weight::Note;
}

} // namespace

FunctionPart::FunctionPart(ResourceState &state, SchemaForm &form, const QString &plugin)
    : QObject(&form)
    , m_state(state)
    , m_form(form)
    , m_plugin(plugin)
    , m_session(state.services().openwhisk)
{
    if (m_plugin == u"openwhisk" && m_session) {
        buildPicker();
        connect(m_session, &openwhisk::Session::changed, this, &FunctionPart::refresh);
    }
    buildAddress();
    connect(&form.state(), &FormState::changed, this, &FunctionPart::refresh);
    connect(&state, &ResourceState::valueChanged, this, &FunctionPart::refresh);
    refresh();
}

void FunctionPart::buildPicker()
{
    m_picker = new FunctionPicker(*m_session, &m_form);
    connect(m_picker, &FunctionPicker::chosen, this, [this](const openwhisk::EntityName &name) { fill(name); });
    auto *row = new QWidget;
    m_chosen = shortLabel({}, {}, row);
    m_chosen->setObjectName(u"chosenFunction"_s);
    m_function = makeButton(tr("Choose ▾"), u"chooseFunction"_s, row, u"link"_s);
    m_function->setAccessibleDescription(tr("Fills host, namespace, package and action, and takes the key out of the keychain on saving"));
    m_open = makeButton(tr("Open the action"), u"openAction"_s, row, u"link"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_chosen, 1);
    layout->addWidget(m_function);
    layout->addWidget(m_open);
    connect(m_function, &QPushButton::clicked, this, &FunctionPart::pick);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto name = action())
            Q_EMIT openRequested(Target{Target::Kind::Action, *name});
    });
    m_form.addTop(forms::namedRow(tr("Function"), row, &m_form));
}

void FunctionPart::buildAddress()
{
    auto *bottom = new QWidget;
    auto *layout = new QVBoxLayout(bottom);
    layout->setContentsMargins({});
    m_address = addressLabel(u"functionUrl"_s, bottom);
    m_address->setAccessibleName(tr("Address that is called"));
    layout->addWidget(forms::namedRow(tr("Calls"), m_address, bottom));
    auto *forwarding = new QWidget(bottom);
    auto *inner = new QVBoxLayout(forwarding);
    inner->setContentsMargins({});
    m_path = new QLineEdit(forwarding);
    m_path->setObjectName(u"forwardedPath"_s);
    m_path->setAccessibleName(tr("Path of a request"));
    m_forwarded = addressLabel(u"forwardedUrl"_s, forwarding);
    inner->addWidget(m_path);
    inner->addWidget(m_forwarded);
    m_forwardRow = forms::namedRow(tr("A request for"), forwarding, bottom);
    layout->addWidget(m_forwardRow);
    m_notes = new QWidget(bottom);
    (new QVBoxLayout(m_notes))->setContentsMargins({});
    layout->addWidget(forms::namedRow({}, m_notes, bottom));
    connect(m_path, &QLineEdit::textChanged, this, &FunctionPart::refreshForwarded);
    m_form.addBottom(bottom);
}

QStringList FunctionPart::routeUris() const
{
    if (m_state.key().kind != gateway::Kind::Route)
        return {};
    QStringList uris;
    for (const json::Value &uri : m_state.value().value(u"uris").items())
        uris.append(uri.toString());
    if (const QString uri = m_state.value().value(u"uri").toString(); !uri.isEmpty())
        uris.append(uri);
    return uris;
}

bool FunctionPart::isOurs() const
{
    const QString host = m_form.value().value(u"api_host").toString();
    return m_session && !host.isEmpty() && sameHost(host, m_state.services().openwhiskHost);
}

std::optional<openwhisk::EntityName> FunctionPart::action() const
{
    const json::Value &conf = m_form.value();
    openwhisk::EntityName name{conf.value(u"namespace").toString(), conf.value(u"package").toString(), conf.value(u"action").toString()};
    if (name.ns.isEmpty() || (m_session && name.ns == m_session->nameSpace()))
        name.ns = u"_"_s;
    if (m_plugin != u"openwhisk" || name.name.isEmpty() || !isOurs())
        return std::nullopt;
    return name;
}

/// The list says it of own actions; others, and those behind a binding, are read once.
FunctionPart::Known FunctionPart::known()
{
    const auto name = action();
    if (!name)
        return {};
    if (const auto rows = m_session->actions().rows; rows && name->ns == u"_")
        for (const openwhisk::ActionSummary &row : *rows)
            if (row.name.package == name->package && row.name.name == name->name)
                return {row.limits.timeoutMs.value_or(60'000), false};
    if (!m_known.contains(*name) && openwhisk::nameProblem(name->name).isEmpty())
        askLimit(*name);
    return m_known.value(*name);
}

void FunctionPart::askLimit(const openwhisk::EntityName &name)
{
    m_known.insert(name, {});
    deliver(openwhisk::getAction(m_session->client(), name, openwhisk::WithCode::No, this), this, [this, name](const Result<openwhisk::Action> &read) {
        Known &known = m_known[name];
        if (read)
            known.timeoutMs = read->limits.timeoutMs.value_or(60'000);
        else
            known.missing = read.error().kind == Error::Kind::NotFound;
        refresh();
    });
}

void FunctionPart::pick()
{
    if (!m_state.isReadOnly() && m_session)
        m_picker->openBelow(m_function);
}

void FunctionPart::fill(const openwhisk::EntityName &name)
{
    if (!m_session)
        return;
    const QString ns = name.ns == u"_" && !m_session->nameSpace().isEmpty() ? m_session->nameSpace() : name.ns;
    const bool needsKey = !isOurs() || m_form.value().value(u"service_token").toString().isEmpty();
    m_form.state().edit([&](schema::Form &form) {
        form.set(u"/api_host"_s, json::Value::string(withoutSlash(m_state.services().openwhiskHost)));
        form.set(u"/namespace"_s, json::Value::string(ns));
        if (name.package.isEmpty())
            form.unset(u"/package"_s);
        else
            form.set(u"/package"_s, json::Value::string(name.package));
        form.set(u"/action"_s, json::Value::string(name.name));
        if (needsKey && m_state.services().openwhiskKey)
            form.set(u"/service_token"_s, json::Value::string(keychain::openwhiskToken()));
    });
    refresh();
}

void FunctionPart::refresh()
{
    const QString url = gateway::functionUrl(m_plugin, m_form.value());
    m_address->setText(url.isEmpty() ? tr("Fill in what is marked with *") : url);
    refreshFunction();
    refreshForwarded();
    gateway::FunctionPlace place{routeUris(), {}};
    QList<gateway::Advice> advice;
    if (m_plugin == u"openwhisk") {
        const Known facts = known();
        place.actionTimeoutMs = facts.timeoutMs;
        if (facts.missing)
            advice.append({gateway::Advice::Weight::Failure, u"/action"_s, tr("OpenWhisk has no action of this name: every call will fail.")});
    }
    refreshNotes(advice + gateway::functionAdvice(m_plugin, m_form.value(), place));
}

void FunctionPart::refreshFunction()
{
    if (!m_function)
        return;
    const json::Value &conf = m_form.value();
    QStringList parts{conf.value(u"namespace").toString(), conf.value(u"package").toString(), conf.value(u"action").toString()};
    parts.removeAll(QString());
    const bool known = isOurs() && !conf.value(u"action").toString().isEmpty();
    const QString elsewhere = conf.value(u"api_host").toString().isEmpty() ? tr("none yet") : tr("of another OpenWhisk");
    m_chosen->setText(known ? parts.join(u" / "_s) : elsewhere);
    m_function->setEnabled(!m_state.isReadOnly() && m_session);
    m_open->setVisible(known);
}

void FunctionPart::refreshForwarded()
{
    const QStringList uris = routeUris();
    const bool forwards = m_plugin != u"openwhisk" && !uris.isEmpty();
    m_forwardRow->setVisible(forwards);
    if (!forwards)
        return;
    QString uri = uris.first();
    for (const QString &one : uris)
        if (m_path->text().startsWith(one.endsWith(u'*') ? one.chopped(1) : one))
            uri = one;
    const QString sample = uri.endsWith(u'*') ? uri.chopped(1) + u"a/b"_s : uri;
    m_path->setPlaceholderText(sample);
    m_forwarded->setText(u"→ "_s + gateway::forwardedUrl(m_plugin, m_form.value(), uri, m_path->text().isEmpty() ? sample : m_path->text()));
}

void FunctionPart::refreshNotes(const QList<gateway::Advice> &advice)
{
    QList<FormNote> notes;
    QList<FormNote> whole;
    for (const gateway::Advice &one : advice)
        (one.pointer.isEmpty() ? whole : notes).append({one.pointer, weightOf(one.weight), one.sentence});
    m_form.state().setNotes(notes);
    if (whole == m_shown)
        return;
    m_shown = whole;
    while (QLayoutItem *item = m_notes->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const FormNote &note : whole)
        m_notes->layout()->addWidget(forms::noteLabel(note, m_notes));
}
