#include "ui/forms/schemaform.h"

#include "ui/forms/fieldeditor.h"
#include "ui/forms/formrow.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QWidget *lineAcross(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    setRole(line, u"bar"_s);
    return line;
}

} // namespace

SchemaForm::SchemaForm(schema::FieldPtr root, QWidget *parent)
    : SchemaForm(std::move(root), FormSetup(), parent)
{
}

SchemaForm::SchemaForm(schema::FieldPtr root, const FormSetup &setup, QWidget *parent)
    : QScrollArea(parent)
    , m_state(new FormState(std::move(root), setup, this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::ClickFocus); // Tab goes to its fields
    auto *content = new QWidget(this);
    m_rows = new QVBoxLayout(content);
    build(content);
    setWidget(content);
    viewport()->setAutoFillBackground(false); // the colour is that of what is around
    content->setAutoFillBackground(false);
    connect(m_state, &FormState::changed, this, [this] {
        m_editor->refresh();
        for (FormRow *part : std::as_const(m_parts))
            part->refresh();
        Q_EMIT problemsChanged();
    });
    connect(m_state, &FormState::edited, this, &SchemaForm::edited);
}

void SchemaForm::build(QWidget *content)
{
    m_editor = makeFieldEditor(*m_state, {}, content);
    m_rows->addWidget(m_editor);
    for (const QString &pointer : m_state->setup().apart) {
        auto *part = new FormRow(*m_state, pointer, forms::shownName(pointer.mid(1)), false, content);
        m_rows->addSpacing(4);
        m_rows->addWidget(lineAcross(content));
        m_rows->addWidget(part);
        m_parts.append(part);
    }
    m_rows->addStretch();
}

void SchemaForm::addTop(QWidget *widget)
{
    m_rows->insertWidget(0, widget);
}

void SchemaForm::addBottom(QWidget *widget)
{
    m_rows->insertWidget(m_rows->count() - 1, widget);
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
    const bool apart = std::any_of(m_parts.begin(), m_parts.end(), [&pointer](FormRow *part) { return part->focusPlace(pointer); });
    if (!apart && !m_editor->focusPlace(pointer))
        return false;
    if (QWidget *focus = m_editor->window()->focusWidget())
        ensureWidgetVisible(focus);
    return true;
}
