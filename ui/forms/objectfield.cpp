#include "ui/forms/objectfield.h"

#include "ui/forms/formrow.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsAtOnce = 8;

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

bool takesFurther(const schema::Field &object)
{
    return object.additional || !object.keys.isEmpty();
}

} // namespace

ObjectField::ObjectField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_groups(new QVBoxLayout)
    , m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(m_groups);
    layout->addLayout(m_rows);
    m_rows->setSpacing(2);
    build();
}

QList<ObjectField::Entry> ObjectField::entries() const
{
    const schema::Shape shape = state().form().shape(pointer());
    QList<Entry> entries;
    QSet<QString> known;
    for (const schema::FieldPtr &member : shape.members) {
        known.insert(member->name);
        if (!shape.hidden.contains(member->name))
            entries.append({member->name, shape.required.contains(member->name), false});
    }
    const json::Value value = state().form().at(pointer()).value_or(json::Value::object());
    for (const json::Member &member : value.members())
        if (!known.contains(member.name)) {
            known.insert(member.name);
            entries.append({member.name, false, true});
        }
    std::stable_partition(entries.begin(), entries.end(), [](const Entry &entry) { return entry.required; });
    return pointer().isEmpty() ? arranged(entries) : entries;
}

/// Members of the whole: as the form wants them, without those that stand apart.
QList<ObjectField::Entry> ObjectField::arranged(QList<Entry> entries) const
{
    const FormSetup &setup = state().setup();
    erase_if(entries, [this, &setup](const Entry &entry) { return setup.apart.contains(child(entry.name)); });
    const auto rank = [&setup](const Entry &entry) {
        const qsizetype place = setup.order.indexOf(entry.name);
        return place < 0 ? setup.order.size() : place;
    };
    std::stable_sort(entries.begin(), entries.end(), [&rank](const Entry &a, const Entry &b) { return rank(a) < rank(b); });
    return entries;
}

void ObjectField::build()
{
    clear(m_groups);
    clear(m_rows);
    m_made.clear();
    m_choices.clear();
    delete m_adding;
    m_adding = nullptr;
    m_entries = entries();
    m_wanted = m_entries;
    buildGroups(state().form().shape(pointer()));
    buildMore(rowsAtOnce);
    if (takesFurther(*field()))
        buildAdding();
}

void ObjectField::buildGroups(const schema::Shape &shape)
{
    for (const schema::Group *group : shape.groups) {
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 2, 0, 2);
        auto *note = withRole(new QLabel(group->exactlyOne ? tr("Exactly one of") : tr("At least one of"), row), u"faint"_s);
        layout->addWidget(note);
        auto *choice = new QButtonGroup(row);
        for (int i = 0; i < int(group->options.size()); ++i) {
            const QString title = group->options[i].title.isEmpty() ? tr("none of them") : group->options[i].title;
            auto *button = new QRadioButton(title, row);
            button->setObjectName(pointer() + u"#option%1"_s.arg(i));
            layout->addWidget(button);
            choice->addButton(button, i);
        }
        layout->addStretch();
        const schema::Group kept = *group;
        connect(choice, &QButtonGroup::idClicked, this, [this, kept](int option) {
            state().edit([this, &kept, option](schema::Form &form) { form.chooseOption(pointer(), kept, option); });
        });
        m_choices.append(choice);
        m_groups->addWidget(row);
    }
    refreshGroups();
}

void ObjectField::refreshGroups()
{
    const schema::Shape shape = state().form().shape(pointer());
    for (int i = 0; i < int(m_choices.size()); ++i) {
        const int option = shape.options.value(i, -1);
        for (QAbstractButton *button : m_choices[i]->buttons()) {
            button->setEnabled(!state().isReadOnly());
            if (m_choices[i]->id(button) == option)
                button->setChecked(true);
        }
    }
}

void ObjectField::buildMore(int count)
{
    for (int i = 0; i < count && !m_wanted.isEmpty(); ++i)
        addRow(m_wanted.takeFirst());
    if (!m_wanted.isEmpty())
        QTimer::singleShot(0, this, [this] { buildMore(rowsAtOnce); });
}

void ObjectField::addRow(const Entry &entry)
{
    const QString title = entry.named ? entry.name : forms::shownName(entry.name);
    auto *row = new FormRow(state(), child(entry.name), title, entry.required, this);
    m_rows->addWidget(row);
    m_made.append(row);
}

void ObjectField::buildAdding()
{
    m_adding = new QWidget(this);
    auto *layout = new QHBoxLayout(m_adding);
    layout->setContentsMargins(0, 2, 0, 2);
    m_newName = new QLineEdit(m_adding);
    m_newName->setObjectName(pointer() + u"#newName"_s);
    m_newName->setPlaceholderText(tr("name of a further member"));
    m_newName->setAccessibleName(tr("Name of a further member"));
    m_newName->setMaximumWidth(220);
    auto *add = new QPushButton(tr("+ Member"), m_adding);
    add->setObjectName(pointer() + u"#add"_s);
    layout->addWidget(m_newName);
    layout->addWidget(add);
    layout->addStretch();
    m_adding->setVisible(!state().isReadOnly());
    connect(m_newName, &QLineEdit::returnPressed, this, &ObjectField::addMember);
    connect(add, &QPushButton::clicked, this, &ObjectField::addMember);
    this->layout()->addWidget(m_adding);
}

void ObjectField::addMember()
{
    const QString name = m_newName->text();
    if (name.isEmpty() || state().form().isSet(child(name)))
        return;
    m_newName->clear();
    state().edit([this, &name](schema::Form &form) {
        const QString place = child(name);
        const schema::FieldPtr field = form.field(place);
        const bool anything = field->kind == schema::Kind::Json && field->schema.size() == 0;
        form.set(place, anything ? json::Value::string({}) : schema::freshValue(*field));
    });
}

void ObjectField::refresh()
{
    if (entries() != m_entries) {
        build();
        return;
    }
    refreshGroups();
    for (FormRow *row : std::as_const(m_made))
        row->refresh();
    if (m_adding)
        m_adding->setVisible(!state().isReadOnly());
}

bool ObjectField::focusPlace(const QString &pointer)
{
    if (!isInside(pointer))
        return false;
    buildMore(int(m_wanted.size()));
    if (pointer == this->pointer() && !m_made.isEmpty())
        return m_made.first()->focusPlace(child(m_entries.first().name));
    return std::any_of(m_made.begin(), m_made.end(), [&pointer](FormRow *row) { return row->focusPlace(pointer); })
        || FieldEditor::focusPlace(pointer);
}
