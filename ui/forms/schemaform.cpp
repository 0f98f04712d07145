#include "ui/forms/schemaform.h"

#include "ui/forms/fieldeditor.h"

#include <QBoxLayout>

SchemaForm::SchemaForm(schema::FieldPtr root, QWidget *parent)
    : QScrollArea(parent)
    , m_state(new FormState(std::move(root), this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    m_editor = makeFieldEditor(*m_state, {}, content);
    layout->addWidget(m_editor);
    layout->addStretch();
    setWidget(content);
    connect(m_state, &FormState::changed, this, [this] {
        m_editor->refresh();
        Q_EMIT problemsChanged();
    });
    connect(m_state, &FormState::edited, this, &SchemaForm::edited);
}

void SchemaForm::setValue(const json::Value &document)
{
    m_state->setValue(document);
}

bool SchemaForm::isModified() const
{
    return m_state->isChanged({});
}

void SchemaForm::setServerProblem(const schema::Problem &problem)
{
    m_state->setServerProblem(problem);
    focusPlace(problem.pointer);
}

bool SchemaForm::focusPlace(const QString &pointer)
{
    if (!m_editor->focusPlace(pointer))
        return false;
    if (QWidget *focus = m_editor->window()->focusWidget())
        ensureWidgetVisible(focus);
    return true;
}
