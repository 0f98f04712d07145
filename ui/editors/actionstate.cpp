#include "ui/editors/actionstate.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

size_t at(ActionArea area)
{
    return size_t(area);
}

// Code may have 48 MB; as long as nobody typed, both copies share one buffer.
bool sameText(const std::optional<QString> &a, const std::optional<QString> &b)
{
    if (a && b && a->constData() == b->constData() && a->size() == b->size())
        return true;
    return a == b;
}

} // namespace

bool isSequence(const Exec &exec)
{
    return exec.kind == u"sequence"_s;
}

bool isImage(const Exec &exec)
{
    return exec.kind == u"blackbox"_s;
}

void ActionState::load(LoadedAction loaded)
{
    m_loaded = std::move(loaded);
    m_was = m_loaded->edit();
    m_now = m_was;
    m_changed = {};
    Q_EMIT reset();
}

void ActionState::begin(ActionEdit edit)
{
    m_loaded.reset();
    m_was = std::move(edit);
    m_now = m_was;
    m_changed = {};
    Q_EMIT reset();
}

void ActionState::replaceEdit(const ActionEdit &edit)
{
    m_now = edit;
    compareAll();
    Q_EMIT reset();
    Q_EMIT edited();
}

void ActionState::revert()
{
    replaceEdit(ActionEdit(m_was));
}

bool ActionState::modified() const
{
    return std::any_of(m_changed.begin(), m_changed.end(), [](bool changed) { return changed; });
}

void ActionState::setExec(const Exec &exec)
{
    m_now.exec = exec;
    compareExec();
    Q_EMIT edited();
}

void ActionState::setParameters(const QList<KeyValue> &parameters)
{
    m_now.parameters = parameters;
    m_changed[at(ActionArea::Parameters)] = m_now.parameters != m_was.parameters;
    Q_EMIT edited();
}

void ActionState::setAnnotations(const QList<KeyValue> &annotations)
{
    m_now.annotations = annotations;
    m_changed[at(ActionArea::Annotations)] = m_now.annotations != m_was.annotations;
    Q_EMIT edited();
}

void ActionState::setLimits(const ActionLimits &limits)
{
    m_now.limits = limits;
    compareExec();
    Q_EMIT edited();
}

void ActionState::compareExec()
{
    const Exec &was = m_was.exec;
    const Exec &now = m_now.exec;
    m_changed[at(ActionArea::Code)] = !sameText(was.code, now.code) || was.components != now.components;
    m_changed[at(ActionArea::Runtime)]
        = was.kind != now.kind || was.main != now.main || was.image != now.image || !(m_was.limits == m_now.limits);
}

void ActionState::compareAll()
{
    compareExec();
    m_changed[at(ActionArea::Parameters)] = m_now.parameters != m_was.parameters;
    m_changed[at(ActionArea::Annotations)] = m_now.annotations != m_was.annotations;
}
