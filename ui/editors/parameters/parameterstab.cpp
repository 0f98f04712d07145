#include "ui/editors/parameters/parameterstab.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "core/json/text.h"
#include "core/openwhisk/effective.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/session.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/parameters/effectiveview.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {
const QString finalKey = u"final"_s;
}

ParametersTab::ParametersTab(ActionState &state, Session &session, history::Store &store, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_session(&session)
    , m_store(store)
    , m_editor(new KeyValueEditor(KeyValueModel::Sort::Parameters, this))
    , m_effective(new EffectiveView(this))
{
    m_editor->setObjectName(u"parametersTab"_s);
    m_effective->setObjectName(u"effectiveView"_s);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_editor);
    splitter->addWidget(m_effective);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&m_state, &ActionState::reset, this, &ParametersTab::fill);
    connect(&m_state, &ActionState::edited, this, [this] {
        showFinal();
        showEffective();
    });
    connect(m_editor, &KeyValueEditor::edited, this, [this] { m_state.setParameters(m_editor->items()); });
    connect(m_editor, &KeyValueEditor::finalToggled, this,
            [this](bool on) { m_state.setAnnotations(withFlag(m_state.now().annotations, finalKey, on)); });
    connect(m_effective, &EffectiveView::pathChosen, this, &ParametersTab::choosePath);
    connect(m_effective, &EffectiveView::payloadChanged, this, &ParametersTab::savePayload);
    connect(&session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Packages)
            findPaths();
    });
}

ParametersTab::~ParametersTab() = default;

void ParametersTab::setAction(const EntityName &name, const history::Key &key)
{
    m_name = name;
    m_key = key;
    m_binding.clear();
    m_ofBinding.clear();
    findPaths();
    loadPayloads();
    fill();
}

void ParametersTab::setReadOnly(const QString &reason)
{
    const bool sequence = isSequence(m_state.now().exec) && reason.isEmpty();
    m_editor->setReadOnly(sequence ? tr("A sequence has no parameters of its own.") : reason);
}

QString ParametersTab::problem() const
{
    return m_editor->problem();
}

void ParametersTab::find()
{
    m_editor->find();
}

void ParametersTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    loadPayloads(); // one may have been named in the invoke panel meanwhile
}

void ParametersTab::fill()
{
    const LoadedAction none;
    const LoadedAction &loaded = m_state.loaded() ? *m_state.loaded() : none;
    const QString count = loaded.ofPackage.isEmpty()
        ? QString::number(m_state.now().parameters.size())
        : tr("%1 · %2 of package %3 below")
              .arg(m_state.now().parameters.size())
              .arg(loaded.ofPackage.size())
              .arg(m_name.package);
    m_editor->setNote(isSequence(m_state.now().exec) ? tr("A sequence hands its argument on; only its members' own "
                                                          "parameters apply.")
                                                     : count);
    m_editor->setMostBytes(m_session ? m_session->limits().maxParameterBytes : 0);
    m_editor->setItems(m_state.now().parameters, m_state.was().parameters);
    showFinal();
    showEffective();
}

void ParametersTab::showFinal()
{
    const bool now = isTrue(m_state.now().annotations, finalKey);
    m_editor->setFinal(now, now != isTrue(m_state.was().annotations, finalKey));
}

CallSetup ParametersTab::setup() const
{
    CallSetup setup;
    setup.sequence = isSequence(m_state.now().exec);
    setup.final = isTrue(m_state.now().annotations, finalKey);
    if (m_state.loaded())
        setup.items[size_t(Layer::Package)] = m_state.loaded()->ofPackage;
    setup.items[size_t(Layer::Binding)] = m_ofBinding;
    setup.items[size_t(Layer::Action)] = m_state.now().parameters;
    setup.saved[size_t(Layer::Action)] = m_state.was().parameters;
    return setup;
}

void ParametersTab::showEffective()
{
    m_effective->setSetup(setup(), {m_name.package, m_binding});
    m_effective->showTrouble(m_trouble);
}

QString ParametersTab::refusal(const QByteArray &payload) const
{
    const auto parsed = json::read(payload);
    if (!parsed || !m_state.loaded())
        return {};
    CallSetup saved = setup();
    saved.final = isTrue(m_state.was().annotations, finalKey);
    saved.sequence = isSequence(m_state.was().exec);
    saved.items = {m_state.loaded()->ofPackage, {}, m_state.was().parameters, keyValuesFromObject(parsed->value)};
    saved.saved = {};
    const QStringList refused = effectiveParameters(saved).refused;
    return refused.isEmpty()
        ? QString()
        : tr("The server would refuse this with 400: the action is final, and %1 has a value.").arg(refused.join(u", "_s));
}

void ParametersTab::findPaths()
{
    m_bindings.clear();
    if (m_session && !m_name.package.isEmpty() && m_session->packages().rows)
        for (const PackageSummary &package : *m_session->packages().rows)
            if (package.binding && package.binding->name == m_name.package
                && (package.binding->ns == package.name.ns || package.binding->ns == m_session->nameSpace()))
                m_bindings.append(package.name);
    QStringList paths{m_name.shown()};
    int current = 0;
    for (const EntityName &binding : std::as_const(m_bindings)) {
        if (binding.name == m_binding)
            current = int(paths.size());
        paths.append(EntityName{m_name.ns, binding.name, m_name.name}.shown());
    }
    m_effective->setPaths(m_bindings.isEmpty() ? QStringList() : paths, current);
}

void ParametersTab::choosePath(int index)
{
    m_request.reset();
    m_ofBinding.clear();
    m_trouble.clear();
    m_binding = index > 0 && index <= int(m_bindings.size()) ? m_bindings.at(index - 1).name : QString();
    showEffective();
    if (m_binding.isEmpty() || !m_session)
        return;
    m_request = std::make_unique<QObject>();
    deliver(getPackage(m_session->client(), {m_name.ns, {}, m_binding}, m_request.get()), m_request.get(),
            [this](const Result<Package> &binding) {
                if (!binding)
                    m_trouble = tr("What the binding adds is not known: %1").arg(binding.error().message);
                else if (m_state.loaded())
                    m_ofBinding = bindingsOwn(binding->parameters, m_state.loaded()->ofPackage);
                showEffective();
            });
}

void ParametersTab::loadPayloads()
{
    if (m_key.target.isEmpty())
        return;
    deliver(m_store.payloads(m_key), this, [this](const Result<QList<history::Payload>> &payloads) {
        if (payloads)
            m_effective->setPayloads(*payloads);
    });
}

void ParametersTab::savePayload(const history::Payload &payload)
{
    deliver(m_store.savePayload(m_key, payload), this, [this](const Result<history::Payload> &saved) {
        if (!saved)
            return m_effective->showTrouble(tr("The payload was not saved: %1").arg(saved.error().message));
        loadPayloads();
        Q_EMIT payloadsChanged();
    });
}
