#include "ui/forms/formstate.h"

#include "core/json/edit.h"

FormState::FormState(schema::FieldPtr root, QObject *parent)
    : FormState(std::move(root), FormSetup(), parent)
{
}

FormState::FormState(schema::FieldPtr root, FormSetup setup, QObject *parent)
    : QObject(parent)
    , m_form(std::move(root))
    , m_setup(std::move(setup))
    , m_before(m_form.value())
{
}

void FormState::setValue(const json::Value &document)
{
    setValue(document, document);
}

void FormState::setValue(const json::Value &document, const std::optional<json::Value> &before)
{
    m_form.setValue(document);
    m_before = before;
    m_unfinished.clear();
    m_serverProblem.reset();
    m_problems.reset();
    Q_EMIT changed();
}

std::optional<json::Value> FormState::before(const QString &pointer) const
{
    return m_before ? json::at(*m_before, pointer) : std::nullopt;
}

bool FormState::isChanged(const QString &pointer) const
{
    if (!m_before)
        return false;
    const auto now = m_form.at(pointer);
    const auto was = before(pointer);
    return now.has_value() != was.has_value() || (now && !(*now == *was));
}

void FormState::edit(const std::function<void(schema::Form &)> &step)
{
    if (m_readOnly)
        return;
    const json::Value was = m_form.value();
    step(m_form);
    if (m_form.value() == was)
        return;
    m_problems.reset();
    if (m_serverProblem && m_form.at(m_serverProblem->pointer) != m_refused)
        m_serverProblem.reset();
    tell();
    Q_EMIT edited();
}

/// Later: an editor must not be made anew while its own signal runs.
void FormState::tell()
{
    if (std::exchange(m_told, false))
        QMetaObject::invokeMethod(this, [this] {
            m_told = true;
            Q_EMIT changed();
        }, Qt::QueuedConnection);
}

void FormState::setUnfinished(const QString &pointer, const QString &sentence)
{
    if (m_unfinished.value(pointer) == sentence)
        return;
    if (sentence.isEmpty())
        m_unfinished.remove(pointer);
    else
        m_unfinished.insert(pointer, sentence);
    m_problems.reset();
    tell();
}

void FormState::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    Q_EMIT changed();
}

void FormState::setServerProblem(const schema::Problem &problem)
{
    m_serverProblem = problem;
    m_refused = m_form.at(problem.pointer);
    m_problems.reset();
    Q_EMIT changed();
}

void FormState::collectProblems() const
{
    m_problems.emplace();
    for (auto it = m_unfinished.begin(); it != m_unfinished.end(); ++it)
        m_problems->insert(it.key(), *it);
    for (const schema::Problem &problem : m_form.problems())
        if (!m_problems->contains(problem.pointer))
            m_problems->insert(problem.pointer, problem.sentence);
    if (m_serverProblem && !m_problems->contains(m_serverProblem->pointer))
        m_problems->insert(m_serverProblem->pointer, m_serverProblem->sentence);
}

QList<schema::Problem> FormState::problems() const
{
    if (!m_problems)
        collectProblems();
    QList<schema::Problem> list;
    for (auto it = m_problems->begin(); it != m_problems->end(); ++it)
        list.append({it.key(), *it});
    return list;
}

QList<schema::Problem> FormState::unfinished() const
{
    QList<schema::Problem> list;
    for (auto it = m_unfinished.begin(); it != m_unfinished.end(); ++it)
        list.append({it.key(), *it});
    return list;
}

QString FormState::problemAt(const QString &pointer) const
{
    if (!m_problems)
        collectProblems();
    return m_problems->value(pointer);
}

void FormState::setNotes(const QList<FormNote> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    tell();
}

QList<FormNote> FormState::notesAt(const QString &pointer) const
{
    QList<FormNote> found;
    std::copy_if(m_notes.begin(), m_notes.end(), std::back_inserter(found),
                 [&pointer](const FormNote &note) { return note.pointer == pointer; });
    return found;
}
