#include "ui/forms/tablefield.h"

#include "core/json/edit.h"
#include "ui/forms/formrow.h"
#include "ui/forms/mixedfield.h"
#include "ui/widgets/role.h"

#include <QComboBox>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostColumns = 4;
constexpr int narrowest = 64; ///< of a cell with a text or a choice

bool isScalar(const schema::Field &field)
{
    switch (field.kind) {
    case schema::Kind::Text:
        return field.use != schema::Use::Lua && field.use != schema::Use::LuaFunction;
    case schema::Kind::Integer:
    case schema::Kind::Number:
    case schema::Kind::Boolean:
    case schema::Kind::Enum:
        return true;
    case schema::Kind::Choice:
        return std::all_of(field.alternatives.begin(), field.alternatives.end(),
                           [](const schema::FieldPtr &one) { return one->kind != schema::Kind::Choice && isScalar(*one); });
    default:
        return false;
    }
}

/// A branch that brings members of its own would need columns that other rows have not.
bool hasOnlyKnown(const schema::FieldPtr &branch, const schema::Field &item)
{
    const auto known = [&item](const schema::FieldPtr &member) {
        return std::any_of(item.members.begin(), item.members.end(), [&member](const auto &one) { return one->name == member->name; });
    };
    return !branch || std::all_of(branch->members.begin(), branch->members.end(), known);
}

bool isFlat(const schema::Field &item)
{
    return item.kind == schema::Kind::Object && item.groups.isEmpty() && !item.members.isEmpty() && item.members.size() <= mostColumns
        && std::all_of(item.members.begin(), item.members.end(), [](const schema::FieldPtr &member) { return isScalar(*member); })
        && std::all_of(item.conditions.begin(), item.conditions.end(), [&item](const schema::Condition &condition) {
               return hasOnlyKnown(condition.yes, item) && hasOnlyKnown(condition.no, item);
           });
}

bool isWideColumn(const schema::Field &column)
{
    return column.kind == schema::Kind::Text || column.kind == schema::Kind::Choice;
}

QString headText(const schema::Field &column, bool required)
{
    QString name = column.name;
    name.replace(u'_', u' ');
    return required ? name + u" *"_s : name;
}

QLabel *label(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = withRole(new QLabel(parent), role);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

} // namespace

TableField::TableField(FormState &state, const QString &pointer, QWidget *parent)
    : ItemsField(state, pointer, parent)
    , m_columns(field()->item->members)
    , m_frame(withRole(new QFrame(this), u"card"_s))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_frame);
    auto *rows = new QVBoxLayout(m_frame);
    rows->setContentsMargins(8, 6, 8, 6);
    rows->setSpacing(4);
    buildFoot(rows);
    build();
    refreshItems();
}

bool TableField::canShow(const FormState &state, const QString &pointer)
{
    const schema::FieldPtr list = state.form().editor(pointer);
    const auto value = state.form().at(pointer);
    if (list->kind != schema::Kind::List || !list->item || !isFlat(*list->item) || (value && value->size() > mostItems))
        return false;
    for (qsizetype i = 0; value && i < value->size(); ++i) {
        const QString item = pointer + u'/' + QString::number(i);
        if (!value->items()[i].isObject())
            return false;
        for (const schema::FieldPtr &column : list->item->members)
            if (state.form().editor(item + u'/' + json::escapePointer(column->name))->kind == schema::Kind::Json)
                return false;
    }
    return true;
}

bool TableField::suits() const
{
    return FieldEditor::suits() && canShow(state(), pointer());
}

QString TableField::cell(qsizetype index, const schema::FieldPtr &column) const
{
    return item(index) + u'/' + json::escapePointer(column->name);
}

QStringList TableField::namesBeside(qsizetype index) const
{
    QStringList names;
    const json::Value value = state().form().at(item(index)).value_or(json::Value());
    for (const json::Member &member : value.members())
        if (std::none_of(m_columns.begin(), m_columns.end(), [&member](const auto &column) { return column->name == member.name; }))
            names.append(member.name);
    return names;
}

bool TableField::isAsMade() const
{
    if (m_lines.size() != count())
        return false;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const auto suits = [](FieldEditor *editor) { return editor->suits(); };
        if (line.names != namesBeside(i) || !std::all_of(line.cells.begin(), line.cells.end(), suits))
            return false;
    }
    return true;
}

void TableField::buildFoot(QBoxLayout *layout)
{
    const auto isMixed = [](const schema::FieldPtr &column) { return MixedField::canHold(*column); };
    auto *foot = new QHBoxLayout;
    foot->addWidget(addButton());
    if (std::any_of(m_columns.begin(), m_columns.end(), isMixed))
        foot->addWidget(label(tr("a number, or a text"), u"faint"_s, this));
    foot->addStretch(1);
    layout->addLayout(foot);
}

void TableField::build()
{
    delete m_table;
    m_lines.clear();
    m_columns = field()->item->members;
    m_table = new QWidget(m_frame);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    addHead(grid);
    for (qsizetype i = 0; i < count(); ++i)
        addLine(grid, i);
    static_cast<QBoxLayout *>(m_frame->layout())->insertWidget(0, m_table);
}

void TableField::addHead(QGridLayout *grid)
{
    for (int i = 0; i < int(m_columns.size()); ++i) {
        const schema::Field &column = *m_columns[i];
        QLabel *name = label(headText(column, field()->item->required.contains(column.name)), u"section"_s, m_table);
        name->setToolTip(column.description.toHtmlEscaped());
        grid->addWidget(name, 0, i);
        grid->setColumnStretch(i, isWideColumn(column) ? 1 : 0);
    }
}

void TableField::addLine(QGridLayout *grid, qsizetype index)
{
    Line line;
    line.names = namesBeside(index);
    const int row = 1 + 2 * int(index);
    for (int i = 0; i < int(m_columns.size()); ++i) {
        FieldEditor *editor = makeCellEditor(state(), cell(index, m_columns[i]), m_table);
        if (QWidget *focus = editor->focusProxy()) {
            focus->setAccessibleName(tr("%1 of item %2").arg(headText(*m_columns[i], false)).arg(index + 1));
            if (isWideColumn(*m_columns[i]) || qobject_cast<QComboBox *>(focus))
                focus->setMinimumWidth(narrowest);
        }
        grid->addWidget(editor, row, i);
        line.cells.append(editor);
    }
    line.tools = makeTools(index, m_table);
    grid->addWidget(line.tools, row, int(m_columns.size()));
    grid->addWidget(below(index, line), row + 1, 0, 1, int(m_columns.size()) + 1);
    m_lines.append(line);
}

/// What is wrong with the row, and what it holds beyond the columns.
QWidget *TableField::below(qsizetype index, Line &line)
{
    auto *part = new QWidget(m_table);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    line.problem = label({}, u"error"_s, part);
    line.problem->setObjectName(item(index) + u"#problem"_s);
    line.problem->setWordWrap(true);
    layout->addWidget(line.problem);
    for (const QString &name : std::as_const(line.names)) {
        auto *further = new FormRow(state(), item(index) + u'/' + json::escapePointer(name), name, false, part);
        layout->addWidget(further);
        line.further.append(further);
    }
    return part;
}

QString TableField::problemOf(qsizetype index) const
{
    QStringList problems;
    const auto add = [&problems](const QString &start, const QString &problem) {
        if (!problem.isEmpty())
            problems.append(u"✕ "_s + start + problem);
    };
    add({}, state().problemAt(item(index)));
    for (const schema::FieldPtr &column : m_columns)
        add(headText(*column, false) + u": "_s, state().problemAt(cell(index, column)));
    return problems.join(u'\n');
}

void TableField::refreshItems()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        for (FieldEditor *editor : line.cells)
            editor->refresh();
        for (FormRow *row : line.further)
            row->refresh();
        const QString problem = problemOf(i);
        line.problem->setText(problem);
        line.problem->setVisible(!problem.isEmpty());
        line.problem->parentWidget()->setVisible(!problem.isEmpty() || !line.further.isEmpty());
    }
    m_table->setVisible(count() > 0);
    m_frame->setVisible(count() > 0 || !state().isReadOnly());
}

bool TableField::isInItem(qsizetype index, const QWidget *widget) const
{
    if (index >= m_lines.size())
        return false;
    const auto holds = [widget](const QWidget *part) { return part->isAncestorOf(widget); };
    const Line &line = m_lines[index];
    return holds(line.tools) || holds(line.problem->parentWidget()) || std::any_of(line.cells.begin(), line.cells.end(), holds);
}

bool TableField::focusPlace(const QString &pointer)
{
    if (!isInside(pointer))
        return false;
    const auto leads = [&pointer](auto *part) { return part->focusPlace(pointer); };
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        if (std::any_of(line.cells.begin(), line.cells.end(), leads) || std::any_of(line.further.begin(), line.further.end(), leads))
            return true;
        if (pointer == item(i))
            return line.cells.first()->focusPlace(cell(i, m_columns.first()));
    }
    return FieldEditor::focusPlace(pointer);
}
