#include "ui/forms/expressionfield.h"

#include "core/json/text.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

QString wordsOf(const QString &comparison)
{
    static const QHash<QString, const char *> words{
        {u"=="_s, QT_TRANSLATE_NOOP("ExpressionField", "equals")}, {u"~="_s, QT_TRANSLATE_NOOP("ExpressionField", "differs from")},
        {u">"_s, QT_TRANSLATE_NOOP("ExpressionField", "greater than")}, {u">="_s, QT_TRANSLATE_NOOP("ExpressionField", "at least")},
        {u"<"_s, QT_TRANSLATE_NOOP("ExpressionField", "less than")}, {u"<="_s, QT_TRANSLATE_NOOP("ExpressionField", "at most")},
        {u"~~"_s, QT_TRANSLATE_NOOP("ExpressionField", "matches regex")}, {u"~*"_s, QT_TRANSLATE_NOOP("ExpressionField", "regex, any case")},
        {u"in"_s, QT_TRANSLATE_NOOP("ExpressionField", "is one of")}, {u"has"_s, QT_TRANSLATE_NOOP("ExpressionField", "has in it")},
        {u"ipmatch"_s, QT_TRANSLATE_NOOP("ExpressionField", "is in network")}};
    const char *text = words.value(comparison.toLower());
    return text ? ExpressionField::tr(text) : comparison;
}

QComboBox *box(const QStringList &texts, int current, const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->addItems(texts);
    box->setMinimumWidth(std::min(box->sizeHint().width(), 74)); // groups are nested: rows must get narrow
    box->setCurrentIndex(current);
    box->setAccessibleName(name);
    return box;
}

QString nameOf(const QList<int> &way, const QString &part)
{
    QStringList numbers;
    for (int number : way)
        numbers.append(QString::number(number));
    return u"condition/%1#%2"_s.arg(numbers.join(u'/'), part);
}

} // namespace

json::Value forms::operandOf(const QString &text)
{
    const auto parsed = json::read(text.toUtf8());
    return parsed ? parsed->value : json::Value::string(text);
}

QString forms::operandText(const json::Value &operand)
{
    const bool plain = operand.isString() && operandOf(operand.toString()) == operand;
    return plain ? operand.toString() : QString::fromUtf8(json::compact(operand));
}

ExpressionField::ExpressionField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_sent(withRole(new QLabel(this), u"faint"_s))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_sent->setTextFormat(Qt::PlainText);
    m_sent->setWordWrap(true);
    m_sent->setObjectName(pointer + u"#sent"_s);
    layout->addWidget(m_sent);
    m_shown = state.form().at(pointer);
    build();
}

bool ExpressionField::canShow(const std::optional<json::Value> &value)
{
    return !value || schema::conditionsOf(*value);
}

bool ExpressionField::suits() const
{
    return canShow(state().form().at(pointer()));
}

schema::Conditions &ExpressionField::at(const Way &way)
{
    schema::Conditions *found = &m_root;
    for (int index : way)
        found = &found->parts[index];
    return *found;
}

void ExpressionField::build()
{
    delete m_rows;
    m_root = m_shown ? schema::conditionsOf(*m_shown).value_or(schema::Conditions()) : schema::Conditions();
    m_rows = groupRows(m_root, {});
    setRole(m_rows, u"sunken"_s);
    static_cast<QBoxLayout *>(layout())->insertWidget(0, m_rows);
    m_sent->setText(m_shown ? tr("Sent as %1").arg(QString::fromUtf8(json::compact(*m_shown))) : QString());
    m_sent->setVisible(m_shown.has_value());
}

QWidget *ExpressionField::groupRows(const schema::Conditions &group, const Way &way)
{
    auto *rows = new QWidget(this);
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(way.isEmpty() ? 8 : 20, 4, 4, 4);
    layout->setSpacing(4);
    if (!group.parts.isEmpty() || !way.isEmpty())
        layout->addWidget(groupHead(group, way));
    for (int i = 0; i < int(group.parts.size()); ++i) {
        const schema::Conditions &part = group.parts[i];
        layout->addWidget(part.isGroup ? groupRows(part, way + Way{i}) : conditionRow(part, way + Way{i}));
    }
    layout->addWidget(groupFoot(way));
    rows->setEnabled(!state().isReadOnly());
    return rows;
}

QWidget *ExpressionField::groupHead(const schema::Conditions &group, const Way &way)
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins({});
    auto *junction = box({tr("all of these"), tr("one of these"), tr("not all of these"), tr("none of these")}, int(group.junction),
                         tr("How the conditions go together"), head);
    junction->setObjectName(nameOf(way, u"junction"_s));
    connect(junction, &QComboBox::activated, this, [this, way](int which) {
        at(way).junction = schema::Conditions::Junction(which);
        at(way).implied = false;
        store(false);
    });
    layout->addWidget(junction);
    layout->addStretch();
    if (!way.isEmpty())
        addRemove(layout, way);
    return head;
}

QWidget *ExpressionField::groupFoot(const Way &way)
{
    auto *foot = new QWidget(this);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    auto *condition = new QPushButton(tr("+ Condition"), foot);
    auto *group = new QPushButton(tr("+ Group"), foot);
    condition->setObjectName(nameOf(way, u"add"_s));
    group->setObjectName(nameOf(way, u"addGroup"_s));
    connect(condition, &QPushButton::clicked, this, [this, way] {
        at(way).parts.append(schema::emptyCondition());
        store(false);
    });
    connect(group, &QPushButton::clicked, this, [this, way] {
        schema::Conditions inner;
        inner.implied = false;
        inner.junction = schema::Conditions::Junction::Any;
        inner.parts = {schema::emptyCondition(), schema::emptyCondition()}; // fewer than two are refused
        at(way).parts.append(inner);
        store(false);
    });
    layout->addWidget(condition);
    layout->addWidget(group);
    layout->addStretch();
    return foot;
}

QWidget *ExpressionField::conditionRow(const schema::Conditions &condition, const Way &way)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *negated = box({tr("is"), tr("not")}, condition.negated ? 1 : 0, tr("Holds or not"), row);
    auto *variable = new QLineEdit(condition.variable, row);
    variable->setPlaceholderText(u"http_x_channel, arg_v, cookie_beta, uri"_s);
    variable->setAccessibleName(tr("Variable"));
    QStringList known = schema::comparisons();
    const QString written = condition.comparison.isEmpty() ? u"=="_s : condition.comparison;
    if (!known.contains(written))
        known.append(written);
    QStringList words;
    for (const QString &one : known)
        words.append(wordsOf(one));
    auto *comparison = box(words, int(known.indexOf(written)), tr("Comparison"), row);
    auto *operand = new QLineEdit(forms::operandText(condition.operand), row);
    for (QLineEdit *line : {variable, operand})
        line->setMinimumWidth(52);
    operand->setAccessibleName(tr("Value"));
    variable->setObjectName(nameOf(way, u"variable"_s));
    comparison->setObjectName(nameOf(way, u"comparison"_s));
    operand->setObjectName(nameOf(way, u"operand"_s));
    negated->setObjectName(nameOf(way, u"negated"_s));
    connect(negated, &QComboBox::activated, this, [this, way](int which) { at(way).negated = which == 1; store(true); });
    connect(variable, &QLineEdit::textEdited, this, [this, way](const QString &text) { at(way).variable = text; store(true); });
    connect(comparison, &QComboBox::activated, this, [this, way, known](int which) { at(way).comparison = known[which]; store(true); });
    connect(operand, &QLineEdit::textEdited, this, [this, way](const QString &text) { at(way).operand = forms::operandOf(text); store(true); });
    layout->addWidget(negated);
    layout->addWidget(variable, 2);
    layout->addWidget(comparison);
    layout->addWidget(operand, 2);
    addRemove(layout, way);
    return row;
}

void ExpressionField::addRemove(QBoxLayout *row, const Way &way)
{
    auto *remove = new QToolButton(row->parentWidget());
    remove->setText(u"×"_s);
    remove->setAccessibleName(tr("Take this condition out"));
    remove->setObjectName(nameOf(way, u"remove"_s));
    connect(remove, &QToolButton::clicked, this, [this, way] {
        at(way.mid(0, way.size() - 1)).parts.removeAt(way.last());
        store(false);
    });
    row->addWidget(remove);
}

void ExpressionField::store(bool sameRows)
{
    const auto value = m_root.parts.isEmpty() ? std::nullopt : std::optional(schema::expressionOf(m_root));
    if (sameRows) {
        m_shown = value;
        m_sent->setText(tr("Sent as %1").arg(QString::fromUtf8(json::compact(*value))));
    }
    state().edit([this, &value](schema::Form &form) { value ? form.set(pointer(), *value) : form.unset(pointer()); });
}

void ExpressionField::refresh()
{
    const auto value = state().form().at(pointer());
    m_rows->setEnabled(!state().isReadOnly());
    if (value == m_shown)
        return;
    m_shown = value;
    build();
}
