#include "ui/gateway/kinds/boundform.h"

#include "core/gateway/session.h"
#include "core/json/edit.h"
#include "core/schema/parse.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/widgets/parts.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

BoundForm::BoundForm(ResourceState &state, const QString &member, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_member(member)
    , m_name(u"form:%1:%2"_s.arg(member).arg(quintptr(this)))
    , m_layout(new QVBoxLayout(this))
    , m_whole(plainLabel({}, u"error"_s, this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(2);
    m_whole->setObjectName(u"wholeProblem"_s);
    m_whole->setWordWrap(true);
    m_whole->hide();
    m_layout->addWidget(m_whole);
    connect(&state, &ResourceState::valueChanged, this, &BoundForm::pull);
    connect(&state, &ResourceState::loaded, this, &BoundForm::pull);
    connect(&state, &ResourceState::readOnlyChanged, this, [this] {
        if (m_form)
            m_form->setReadOnly(m_state.isReadOnly());
    });
}

void BoundForm::build(const json::Value &schema, const QList<Section> &sections, FormSetup setup, const QStringList &rules,
                      const QStringList &secrets)
{
    QStringList members;
    for (const Section &section : sections)
        members += section.members;
    const json::Value part = schemapart::membersOf(schema, members, rules);
    if (m_inset.second)
        m_inset.second->setParent(this); // else it goes with the rows
    delete m_rows;
    delete m_form;
    m_byMember.clear();
    m_openRows.clear();
    m_titles.clear();
    m_own.clear();
    m_form = new FormState(schema::parse(part, {{}, secrets}), std::move(setup), this);
    connect(m_form, &FormState::edited, this, &BoundForm::push);
    connect(m_form, &FormState::changed, this, &BoundForm::refresh);
    m_form->setValue(value(), before());
    m_form->setReadOnly(m_state.isReadOnly());
    m_rows = new QWidget(this);
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_layout->addWidget(m_rows);
    QStringList required;
    for (const json::Value &name : part.value(u"required").items())
        required.append(name.toString());
    for (const Section &section : sections)
        addSection(section, required);
    judge();
    refresh();
}

void BoundForm::addSection(const Section &section, const QStringList &required)
{
    auto *layout = static_cast<QVBoxLayout *>(m_rows->layout());
    if (!section.title.isEmpty()) {
        auto *title = sectionLabel(section.title, m_rows);
        title->setContentsMargins(0, m_titles.isEmpty() && m_byMember.isEmpty() ? 0 : 12, 0, 2);
        layout->addWidget(title);
        m_titles.append({title, section.members});
    }
    for (const QString &member : section.members)
        if (m_form->form().root()->schema.value(u"properties").contains(member)) // older gateways know fewer
            addRow(layout, member, required.contains(member));
}

void BoundForm::addRow(QVBoxLayout *layout, const QString &member, bool required)
{
    if (m_inset.second && m_inset.first == member) {
        layout->addWidget(m_inset.second);
        m_inset.second->show();
    }
    if (m_open.contains(member)) {
        auto *holder = new QWidget(m_rows);
        (new QVBoxLayout(holder))->setContentsMargins({});
        auto *row = forms::namedRow(forms::shownName(member), holder, m_rows);
        layout->addWidget(row);
        m_openRows.insert(member, {row, nullptr});
        holder->setObjectName(u"open:"_s + member);
        place(member);
        return;
    }
    auto *row = new FormRow(*m_form, u'/' + json::escapePointer(member), forms::shownName(member), required, m_rows);
    layout->addWidget(row);
    m_byMember.insert(member, row);
}

void BoundForm::place(const QString &member)
{
    OpenRow &open = m_openRows[member];
    auto *holder = open.row->findChild<QWidget *>(u"open:"_s + member);
    delete open.editor;
    open.editor = makeFieldEditor(*m_form, u'/' + json::escapePointer(member), holder);
    holder->layout()->addWidget(open.editor);
}

bool BoundForm::isSet() const
{
    return m_member.isEmpty() || m_state.value().contains(m_member);
}

json::Value BoundForm::value() const
{
    const json::Value part = m_member.isEmpty() ? m_state.value() : m_state.value().value(m_member);
    return part.isNull() ? json::Value::object() : part;
}

std::optional<json::Value> BoundForm::before() const
{
    if (m_state.before().isNull())
        return {};
    if (m_member.isEmpty())
        return m_state.before();
    const json::Value *part = m_state.before().find(m_member);
    return part ? *part : json::Value::object();
}

void BoundForm::setValue(const json::Value &value)
{
    if (!m_member.isEmpty()) {
        m_state.setMember(m_member, value);
        return;
    }
    m_state.setValue(value);
}

void BoundForm::pull()
{
    if (!m_form || (m_form->value() == value() && m_form->before({}) == before()))
        return;
    m_pulling = true;
    m_form->setValue(value(), before());
    m_pulling = false;
    judge();
    refresh();
}

void BoundForm::push()
{
    if (m_pulling || m_form->value() == value())
        return;
    judge();
    setValue(m_form->value());
}

/// The form keeps unfinished texts by place; what is wrong between members is told in the same way.
void BoundForm::judge()
{
    if (!m_checks)
        return;
    const QList<schema::Problem> problems = isSet() ? m_checks(m_form->value()) : QList<schema::Problem>();
    QStringList places;
    for (const schema::Problem &problem : problems)
        places.append(problem.pointer);
    for (const QString &place : std::as_const(m_own))
        if (!places.contains(place))
            m_form->setUnfinished(place, {});
    for (const schema::Problem &problem : problems)
        m_form->setUnfinished(problem.pointer, problem.sentence);
    m_own = places;
}

void BoundForm::refresh()
{
    judge(); // a line that was edited takes back what was said of it
    for (auto it = m_openRows.begin(); it != m_openRows.end(); ++it) {
        if (it->editor->suits())
            it->editor->refresh();
        else
            place(it.key());
        it->row->setVisible(!m_shown || m_shown(it.key(), m_form->value()));
    }
    for (auto it = m_byMember.begin(); it != m_byMember.end(); ++it) {
        (*it)->refresh();
        (*it)->setVisible(!m_shown || m_shown(it.key(), m_form->value()));
    }
    for (const auto &[title, members] : std::as_const(m_titles))
        title->setVisible(!m_shown || std::any_of(members.begin(), members.end(), [this](const QString &member) {
            return m_shown(member, m_form->value());
        }));
    const QString whole = isSet() ? m_form->problemAt({}) : QString();
    m_whole->setText(whole.isEmpty() ? whole : u"✕ "_s + whole);
    m_whole->setVisible(!whole.isEmpty());
    report();
    Q_EMIT refreshed();
}

void BoundForm::report()
{
    QList<schema::Problem> problems;
    if (isSet())
        for (const schema::Problem &problem : m_form->problems())
            problems.append({(m_member.isEmpty() ? QString() : u'/' + m_member) + problem.pointer, problem.sentence});
    m_state.setProblems(m_name, problems);
}

QString BoundForm::inForm(const QString &pointer) const
{
    return m_member.isEmpty() ? pointer : pointer.mid(m_member.size() + 1);
}

bool BoundForm::focusPlace(const QString &pointer)
{
    const QString front = u'/' + m_member;
    if (!m_form || (!m_member.isEmpty() && pointer != front && !pointer.startsWith(front + u'/')))
        return false;
    for (const OpenRow &open : std::as_const(m_openRows))
        if (open.editor->focusPlace(inForm(pointer)))
            return true;
    for (FormRow *row : std::as_const(m_byMember))
        if (row->focusPlace(inForm(pointer)))
            return true;
    return false;
}

void BoundForm::showComplaint(const schema::Problem &problem)
{
    if (m_form)
        m_form->setServerProblem({inForm(problem.pointer), problem.sentence});
}
