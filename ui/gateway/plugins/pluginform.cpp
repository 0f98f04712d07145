#include "ui/gateway/plugins/pluginform.h"

#include "core/gateway/functions.h"
#include "ui/forms/schemaform.h"
#include "ui/gateway/plugins/functionpart.h"
#include "ui/gateway/plugins/pluginfields.h"
#include "ui/gateway/references.h"
#include "ui/models/target.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

/// What a place of a plugin's configuration names by its id.
std::optional<gateway::Kind> referredKind(const QString &plugin, const QString &pointer)
{
    const QString name = pointer.mid(pointer.lastIndexOf(u'/') + 1);
    if (name == u"upstream_id")
        return gateway::Kind::Upstream;
    if (name == u"anonymous_consumer")
        return gateway::Kind::Consumer;
    return plugin == u"grpc-transcode" && pointer == u"/proto_id" ? std::optional(gateway::Kind::Proto) : std::nullopt;
}

FormSetup setupOf(ResourceState &state, const QString &plugin)
{
    FormSetup setup;
    setup.factory = [&state, plugin](FormState &form, const QString &pointer, QWidget *parent) -> FieldEditor * {
        const auto kind = referredKind(plugin, pointer);
        return kind && state.session() ? new ReferenceField(form, pointer, state.services(), *kind, parent) : nullptr;
    };
    if (gateway::callsFunction(plugin))
        setup = FunctionPart::setup(plugin, bool(state.services().openwhiskKey));
    setup.apart = {u"/_meta"_s};
    setup.texts.insert(u"/_meta"_s, {PluginForm::tr("How it runs here (_meta)"), PluginForm::tr("every plugin has these"), {}});
    setup.texts.insert(u"/_meta/disable"_s, {PluginForm::tr("Disabled"), PluginForm::tr("kept, but does not run"), {}});
    setup.texts.insert(u"/_meta/priority"_s, {{}, PluginForm::tr("higher ones run earlier within a phase"), {}});
    setup.texts.insert(u"/_meta/filter"_s, {PluginForm::tr("Only if"), PluginForm::tr("runs when these conditions hold"), {}});
    setup.texts.insert(u"/_meta/error_response"_s,
                       {PluginForm::tr("Error answer"), PluginForm::tr("in place of the plugin's own when it refuses a request"), {}});
    setup.texts.insert(u"/_meta/pre_function"_s, {PluginForm::tr("Lua before it"), PluginForm::tr("return function(conf, ctx) … end"), {}});
    return setup;
}

} // namespace

PluginForm::PluginForm(ResourceState &state, PluginFields &fields, const QString &plugin, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_plugin(plugin)
    , m_field(fields.field(plugin))
    , m_description(gateway::pluginDescription(plugin))
    , m_text(fields, plugin)
    , m_json(new JsonEdit(this))
    , m_complaint(plainLabel({}, u"error"_s, this))
    , m_head(new QWidget(this))
    , m_views(new QStackedLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 0);
    buildHead();
    layout->addWidget(m_head);
    layout->addWidget(m_complaint);
    layout->addLayout(m_views, 1);
    m_complaint->setWordWrap(true);
    m_complaint->setObjectName(u"pluginComplaint"_s);
    m_complaint->hide();
    buildForm();
    buildJson();
    showJson(!m_form);
}

void PluginForm::buildHead()
{
    auto *layout = new QHBoxLayout(m_head);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(plainLabel(m_plugin, u"title"_s, m_head));
    layout->addSpacing(8);
    QLabel *about = plainLabel(m_description, u"muted"_s, m_head);
    about->setWordWrap(true);
    layout->addWidget(about, 1);
    m_formButton = makeButton(tr("Form"), u"pluginAsForm"_s, m_head, u"segment"_s);
    m_jsonButton = makeButton(tr("JSON"), u"pluginAsJson"_s, m_head, u"segment"_s);
    auto *views = new QButtonGroup(this);
    for (QAbstractButton *button : {m_formButton, m_jsonButton}) {
        button->setCheckable(true);
        views->addButton(button);
        layout->addWidget(button);
    }
    m_formButton->setVisible(m_field != nullptr);
    m_jsonButton->setVisible(m_field != nullptr);
    connect(m_formButton, &QAbstractButton::clicked, this, [this] { showJson(false); });
    connect(m_jsonButton, &QAbstractButton::clicked, this, [this] { showJson(true); });
}

void PluginForm::addTool(QWidget *tool)
{
    auto *layout = static_cast<QBoxLayout *>(m_head->layout());
    layout->addSpacing(8);
    layout->addWidget(tool);
}

void PluginForm::addBottom(QWidget *widget)
{
    if (m_form)
        m_form->addBottom(widget);
}

void PluginForm::buildForm()
{
    if (!m_field)
        return;
    m_form = new SchemaForm(m_field, setupOf(m_state, m_plugin), this);
    m_views->addWidget(m_form);
    if (gateway::callsFunction(m_plugin)) {
        auto *part = new FunctionPart(m_state, *m_form, m_plugin);
        connect(part, &FunctionPart::openRequested, this, &PluginForm::openRequested);
    }
    connect(m_form, &SchemaForm::edited, this, [this] { take(m_form->value()); });
    connect(m_form, &SchemaForm::problemsChanged, this, &PluginForm::problemsChanged);
}

void PluginForm::buildJson()
{
    m_json->setObjectName(u"pluginJson"_s);
    m_json->setRequireObject(true);
    m_json->codeEditor()->editor()->setAccessibleName(tr("Configuration of %1 as JSON").arg(m_plugin));
    m_views->addWidget(m_json);
    connect(m_json, &JsonEdit::textChanged, this, &PluginForm::takeJson);
}

void PluginForm::showJson(bool json)
{
    if (json)
        fillJson();
    else if (m_form && !(m_form->value() == m_conf))
        m_form->setValue(m_conf, m_before);
    m_views->setCurrentWidget(json ? static_cast<QWidget *>(m_json) : m_form);
    (json ? m_jsonButton : m_formButton)->setChecked(true);
    Q_EMIT problemsChanged();
}

void PluginForm::fillJson()
{
    const auto typed = m_json->value();
    if (typed && !m_json->text().isEmpty() && m_text.confOf(*typed) == m_conf)
        return;
    m_filling = true;
    m_json->setText(m_text.textOf(m_conf));
    m_filling = false;
}

void PluginForm::takeJson()
{
    if (m_filling)
        return;
    if (const auto typed = m_json->value())
        take(m_text.confOf(*typed));
    Q_EMIT problemsChanged();
}

void PluginForm::take(const json::Value &conf)
{
    if (conf == m_conf)
        return;
    m_conf = conf;
    m_complaint->hide();
    Q_EMIT edited();
}

void PluginForm::setConf(const json::Value &conf, const std::optional<json::Value> &before)
{
    const bool sameBefore = before == m_before;
    m_before = before;
    if (conf == m_conf && sameBefore)
        return;
    m_conf = conf;
    if (m_form && (!sameBefore || !(m_form->value() == conf)))
        m_form->setValue(conf, before);
    if (m_views->currentWidget() == m_json)
        fillJson();
}

QList<schema::Problem> PluginForm::problems(bool unfinishedOnly) const
{
    if (m_views->currentWidget() == m_json) {
        if (!m_json->isValid())
            return {{QString(), m_json->problem()}};
        const QList<schema::Problem> stray = PluginText::strayDots(m_conf);
        if (!stray.isEmpty() || !m_field || unfinishedOnly)
            return stray;
        return m_field->check->problems(m_conf);
    }
    return unfinishedOnly ? m_form->state().unfinished() : m_form->problems();
}

bool PluginForm::focusPlace(const QString &pointer)
{
    if (m_form && m_views->currentWidget() == m_form)
        return m_form->focusPlace(pointer);
    m_json->codeEditor()->editor()->setFocus();
    return true;
}

void PluginForm::showComplaint(const schema::Problem &problem)
{
    const bool atField = m_form && m_views->currentWidget() == m_form && !problem.pointer.isEmpty();
    m_complaint->setText(problem.pointer.isEmpty() ? problem.sentence : problem.pointer.mid(1) + u": "_s + problem.sentence);
    m_complaint->setVisible(!atField);
    if (atField)
        m_form->setServerProblem(problem);
}

void PluginForm::setReadOnly(bool readOnly)
{
    if (m_form)
        m_form->setReadOnly(readOnly);
    m_json->setReadOnly(readOnly);
}

void PluginForm::focusFirst()
{
    QWidget *view = m_form && m_views->currentWidget() == m_form ? static_cast<QWidget *>(m_form) : m_json->codeEditor()->editor();
    if (view == m_form && m_field && !m_field->members.isEmpty() && m_form->focusPlace(u'/' + m_field->members.first()->name))
        return;
    view->setFocus();
}
