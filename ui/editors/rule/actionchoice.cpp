#include "ui/editors/rule/actionchoice.h"

#include "core/openwhisk/session.h"
#include "core/openwhisk/triggerparts.h"
#include "ui/editors/codetext.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/widgets/codeeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ActionChoice::ActionChoice(Session &session, bool mayCreate, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_mayCreate(mayCreate)
    , m_picker(new EntityPicker(this))
    , m_create(new QCheckBox(tr("Create this action, too"), this))
    , m_kind(new QComboBox(this))
    , m_code(new CodeEditor(this))
    , m_note(plainLabel({}, u"warning"_s, this))
{
    build();
    fillNames();
    connect(m_picker, &EntityPicker::edited, this, &ActionChoice::edited);
    connect(m_create, &QCheckBox::clicked, this, &ActionChoice::edited);
    connect(m_code, &CodeEditor::textChanged, this, &ActionChoice::edited);
    connect(m_kind, &QComboBox::activated, this, [this] {
        chooseKind();
        Q_EMIT edited();
    });
    connect(this, &ActionChoice::edited, this, &ActionChoice::showParts);
    connect(&session, &Session::changed, this, &ActionChoice::fillNames);
    chooseKind();
    showParts();
}

void ActionChoice::build()
{
    m_picker->setObjectName(u"ruleAction"_s);
    m_picker->setAccessibleName(tr("Action"));
    m_picker->setPlaceholderText(tr("action, package/action or /namespace/package/action"));
    m_create->setObjectName(u"createAction"_s);
    m_kind->setObjectName(u"newActionKind"_s);
    m_kind->setAccessibleName(tr("Kind of the new action"));
    m_code->setObjectName(u"newActionCode"_s);
    m_code->setMinimumHeight(150);
    m_note->setObjectName(u"actionNote"_s);
    m_note->setWordWrap(true);
    for (const ServerInfo::Runtime &runtime : m_session->info().runtimes)
        if (!runtime.deprecated && !runtime.requireMain && !codetext::templateFor(runtime.kind).isEmpty())
            m_kind->addItem(runtime.kind);
    m_kind->setCurrentIndex(std::max(0, m_kind->findText(u"nodejs:20"_s)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_picker);
    setFocusProxy(m_picker);
    layout->addLayout(rowOf({m_create, m_kind, nullptr}));
    layout->addWidget(m_note);
    layout->addWidget(m_code);
    layout->addStretch(1);
}

void ActionChoice::fillNames()
{
    if (!m_session || !m_session->actions().rows)
        return;
    QStringList names;
    const QString ns = m_session->nameSpace();
    for (const ActionSummary &action : *m_session->actions().rows)
        names.append(typedForm(asOwn(action.name, ns)));
    names.sort();
    m_picker->setNames(names);
    showParts();
}

void ActionChoice::chooseKind()
{
    const QString fresh = codetext::templateFor(m_kind->currentText());
    m_code->setLanguage(m_kind->currentText());
    if (m_code->text().isEmpty() || m_code->text() == m_template)
        m_code->setText(fresh);
    m_template = fresh;
}

void ActionChoice::setAction(const EntityName &action)
{
    if (m_picker->name() != std::optional(action))
        m_picker->setName(action);
    showParts();
}

void ActionChoice::setNew(const QString &kind, const QString &code)
{
    m_create->setChecked(m_mayCreate && !kind.isEmpty());
    if (!kind.isEmpty() && (kind != m_kind->currentText() || code != m_code->text())) {
        m_kind->setCurrentText(kind);
        chooseKind();
        m_code->setText(code);
    }
    showParts();
}

std::optional<EntityName> ActionChoice::action() const
{
    return m_picker->name();
}

QString ActionChoice::kind() const
{
    return m_create->isChecked() ? m_kind->currentText() : QString();
}

QString ActionChoice::code() const
{
    return m_create->isChecked() ? m_code->text() : QString();
}

bool ActionChoice::listed() const
{
    const auto name = action();
    if (!m_session || !m_session->actions().rows || !name)
        return false;
    const QString ns = m_session->nameSpace();
    return std::any_of(m_session->actions().rows->cbegin(), m_session->actions().rows->cend(), [&](const ActionSummary &a) {
        return asOwn(a.name, ns) == asOwn(*name, ns);
    });
}

QString ActionChoice::problem() const
{
    if (const QString wrong = m_picker->problem(); !wrong.isEmpty())
        return tr("The action: %1").arg(wrong);
    if (!m_create->isChecked())
        return {};
    if (action()->ns != u"_"_s)
        return tr("A new action lies in the own namespace.");
    if (m_code->text().trimmed().isEmpty())
        return tr("The new action has no code.");
    return listed() ? tr("The action %1 exists already.").arg(action()->shown()) : QString();
}

QString ActionChoice::note() const
{
    if (m_picker->text().isEmpty() || !action() || m_create->isChecked() || !m_session || !m_session->actions().rows || listed())
        return {};
    const auto packages = m_session->packages().rows;
    const bool bound = packages && std::any_of(packages->cbegin(), packages->cend(), [this](const PackageSummary &p) {
        return p.binding && p.name.name == action()->package;
    });
    if (action()->ns != u"_"_s || bound)
        return {};
    return tr("There is no action %1 yet.").arg(action()->shown());
}

void ActionChoice::showParts()
{
    const bool fresh = m_create->isChecked();
    m_create->setVisible(m_mayCreate);
    m_kind->setVisible(m_mayCreate && fresh);
    m_code->setVisible(m_mayCreate && fresh);
    m_note->setText(breakable(note()));
    m_note->setVisible(!m_note->text().isEmpty());
}

void ActionChoice::setReadOnly(bool readOnly)
{
    m_picker->setReadOnly(readOnly);
    m_create->setEnabled(!readOnly);
    m_kind->setEnabled(!readOnly);
    m_code->setReadOnly(readOnly);
}
