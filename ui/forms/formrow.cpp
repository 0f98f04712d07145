#include "ui/forms/formrow.h"

#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 150;
constexpr int innerNameWidth = 105;

/// Items of lists stand further to the right: their names get less room.
int widthFor(const QString &pointer)
{
    return pointer.count(u'/') > 2 ? innerNameWidth : nameWidth;
}

QLabel *plainLabel(const QString &role, QWidget *parent)
{
    auto *label = withRole(new QLabel(parent), role);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

bool hasMembers(const FormState &state, const QString &pointer)
{
    const schema::Kind kind = state.form().editor(pointer)->kind;
    return kind == schema::Kind::Object || kind == schema::Kind::Map;
}

} // namespace

QLabel *forms::noteLabel(const FormNote &note, QWidget *parent)
{
    using Weight = FormNote::Weight;
    const QString role = note.weight == Weight::Failure ? u"error"_s : note.weight == Weight::Warning ? u"warning"_s : u"faint"_s;
    const QString sign = note.weight == Weight::Note ? QString() : u"⚠ "_s;
    QLabel *label = plainLabel(role, parent);
    label->setText(sign + note.sentence);
    return label;
}

QWidget *forms::namedRow(const QString &title, QWidget *content, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 2);
    QLabel *name = plainLabel(u"muted"_s, row);
    name->setText(title);
    name->setFixedWidth(nameWidth);
    name->setAlignment(Qt::AlignRight | Qt::AlignTop);
    name->setContentsMargins(0, 5, 0, 0);
    layout->addWidget(name);
    layout->addWidget(content, 1);
    return row;
}

FormRow::FormRow(FormState &state, const QString &pointer, const QString &name, bool required, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_pointer(pointer)
    , m_required(required)
    , m_wide(hasMembers(state, pointer))
    , m_reset(new QToolButton(this))
    , m_mark(plainLabel(u"info"_s, this))
    , m_note(plainLabel(u"faint"_s, this))
    , m_about(plainLabel(u"faint"_s, this))
    , m_problem(plainLabel(u"error"_s, this))
{
    const QString own = state.setup().texts.value(pointer).title;
    const QString title = own.isEmpty() ? name : own;
    m_reset->setText(u"×"_s);
    m_reset->setAccessibleName(tr("Leave %1 unset").arg(title));
    m_reset->setObjectName(pointer + u"#unset"_s);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_state.setUnfinished(m_pointer, {});
        m_state.edit([this](schema::Form &form) { form.unset(m_pointer); });
    });
    m_mark->setText(u"●"_s);
    m_mark->setAccessibleName(tr("changed"));
    m_mark->setWordWrap(false);
    m_note->setObjectName(pointer + u"#note"_s);
    m_note->setWordWrap(false);
    m_problem->setObjectName(pointer + u"#problem"_s);
    m_about->setText(about());
    m_about->setObjectName(pointer + u"#about"_s);
    m_about->setVisible(!m_about->text().isEmpty());
    build(title);
    refresh();
}

void FormRow::build(const QString &title)
{
    auto *name = plainLabel(m_wide ? u"title"_s : u"muted"_s, this);
    name->setText(m_required ? title + u" *"_s : title);
    auto *outer = m_wide ? static_cast<QBoxLayout *>(new QVBoxLayout(this)) : new QHBoxLayout(this);
    outer->setContentsMargins(0, 2, 0, 2);
    m_head = new QHBoxLayout;
    m_body = new QVBoxLayout;
    m_body->setSpacing(2);
    if (m_wide) {
        m_toggle = new QToolButton(this);
        m_toggle->setAccessibleName(tr("Members of %1").arg(title));
        m_toggle->setObjectName(m_pointer + u"#fold"_s);
        m_toggle->setCheckable(true);
        connect(m_toggle, &QToolButton::clicked, this, &FormRow::unfold);
        m_head->addWidget(m_toggle);
        m_head->addWidget(name);
        outer->addLayout(m_head);
        m_body->setContentsMargins(20, 0, 0, 0);
        outer->addLayout(m_body);
    } else {
        name->setFixedWidth(widthFor(m_pointer));
        name->setAlignment(Qt::AlignRight | Qt::AlignTop);
        name->setContentsMargins(0, 5, 0, 0);
        outer->addWidget(name);
        outer->addLayout(m_body, 1);
        m_body->addLayout(m_head);
    }
    m_head->addWidget(m_mark);
    m_head->addWidget(m_note);
    if (isSwitch() && !m_about->text().isEmpty())
        m_head->addWidget(m_about, 1);
    else if (m_wide || isShort())
        m_head->addStretch(1);
    m_head->addWidget(m_reset);
    if (!isSwitch())
        m_body->addWidget(m_about);
    m_body->addWidget(m_problem);
    setAccessibleName(title);
    if (m_wide)
        unfold(m_required || isSet());
    else
        place();
}

void FormRow::place()
{
    delete m_editor;
    m_editor = makeFieldEditor(m_state, m_pointer, this);
    if (QWidget *focus = m_editor->focusProxy(); focus && focus->accessibleName().isEmpty())
        focus->setAccessibleName(accessibleName());
    for (QLineEdit *line : m_editor->findChildren<QLineEdit *>()) { // of one choice of several
        if (line->accessibleName().isEmpty() && !line->focusProxy())
            line->setAccessibleName(accessibleName());
    }
    if (m_wide)
        m_body->addWidget(m_editor);
    else
        m_head->insertWidget(0, m_editor, isShort() ? 0 : 1);
}

void FormRow::unfold(bool open)
{
    m_toggle->setChecked(open);
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    if (open && !m_editor)
        place();
    if (m_editor)
        m_editor->setVisible(open);
}

void FormRow::addTool(QToolButton *tool)
{
    m_head->addWidget(tool);
}

void FormRow::refresh()
{
    if (m_editor && m_editor->suits())
        m_editor->refresh();
    else if (m_editor)
        place();
    if (m_wide && isSet() && !m_editor)
        unfold(true);
    m_reset->setVisible(isSet() && !m_required && !m_state.isReadOnly());
    showNote();
    showProblem();
    showNotes();
}

QString FormRow::about() const
{
    const QString own = m_state.setup().texts.value(m_pointer).about;
    return own.isEmpty() ? m_state.form().field(m_pointer)->description : own;
}

/// What needs little room has its notes close by.
bool FormRow::isShort() const
{
    const schema::Kind kind = m_state.form().field(m_pointer)->kind;
    return isSwitch() || kind == schema::Kind::Enum || kind == schema::Kind::Integer || kind == schema::Kind::Number;
}

bool FormRow::isSwitch() const
{
    return m_state.form().field(m_pointer)->kind == schema::Kind::Boolean;
}

void FormRow::showNotes()
{
    const QList<FormNote> notes = m_state.notesAt(m_pointer);
    if (notes == m_shownNotes)
        return;
    m_shownNotes = notes;
    qDeleteAll(m_notes);
    m_notes.clear();
    for (const FormNote &note : notes) {
        QLabel *label = forms::noteLabel(note, this);
        label->setObjectName(m_pointer + u"#advice%1"_s.arg(m_notes.size()));
        m_body->addWidget(label);
        m_notes.append(label);
    }
}

void FormRow::showNote()
{
    const bool changed = m_state.isChanged(m_pointer);
    const auto before = m_state.before(m_pointer);
    const bool secret = m_state.form().field(m_pointer)->use == schema::Use::Secret;
    m_mark->setVisible(changed);
    const bool onOneLine = !m_wide && before && !before->isArray() && !before->isObject();
    QString note;
    if (changed && onOneLine && !secret)
        note = tr("was %1").arg(forms::shownValue(*before));
    else if (changed && !before)
        note = tr("new");
    else if (!isSet() && m_wide)
        note = tr("not set");
    else if (!isSet() && m_state.form().field(m_pointer)->otherwise)
        note = tr("default");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void FormRow::showProblem()
{
    const QString problem = m_state.problemAt(m_pointer);
    m_problem->setText(problem.isEmpty() ? QString() : u"✕ "_s + problem);
    m_problem->setVisible(!problem.isEmpty());
}

bool FormRow::focusPlace(const QString &pointer)
{
    if (pointer != m_pointer && !pointer.startsWith(m_pointer + u'/'))
        return false;
    if (m_wide)
        unfold(true);
    return m_editor->focusPlace(pointer);
}
