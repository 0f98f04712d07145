#include "ui/forms/conditionrows.h"

#include "core/json/text.h"
#include "ui/forms/draghandle.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 2;

QString wordsOf(const QString &comparison)
{
    static const QHash<QString, const char *> words{
        {u"=="_s, QT_TRANSLATE_NOOP("ConditionRows", "equals")}, {u"~="_s, QT_TRANSLATE_NOOP("ConditionRows", "differs from")},
        {u">"_s, QT_TRANSLATE_NOOP("ConditionRows", "greater than")}, {u">="_s, QT_TRANSLATE_NOOP("ConditionRows", "at least")},
        {u"<"_s, QT_TRANSLATE_NOOP("ConditionRows", "less than")}, {u"<="_s, QT_TRANSLATE_NOOP("ConditionRows", "at most")},
        {u"~~"_s, QT_TRANSLATE_NOOP("ConditionRows", "matches regex")}, {u"~*"_s, QT_TRANSLATE_NOOP("ConditionRows", "regex, any case")},
        {u"in"_s, QT_TRANSLATE_NOOP("ConditionRows", "is one of")}, {u"has"_s, QT_TRANSLATE_NOOP("ConditionRows", "has in it")},
        {u"ipmatch"_s, QT_TRANSLATE_NOOP("ConditionRows", "is in network")}};
    const char *text = words.value(comparison.toLower());
    return text ? ConditionRows::tr(text) : comparison;
}

struct Junction {
    const char *word;
    const char *name;
    const char *meaning;
};
constexpr Junction junctions[] = {{QT_TRANSLATE_NOOP("ConditionRows", "AND"), "all", QT_TRANSLATE_NOOP("ConditionRows", "all of these")},
                                  {QT_TRANSLATE_NOOP("ConditionRows", "OR"), "any", QT_TRANSLATE_NOOP("ConditionRows", "one of these")},
                                  {QT_TRANSLATE_NOOP("ConditionRows", "NOT ALL"), "notAll", QT_TRANSLATE_NOOP("ConditionRows", "not all of these")},
                                  {QT_TRANSLATE_NOOP("ConditionRows", "NONE"), "none", QT_TRANSLATE_NOOP("ConditionRows", "none of these")}};

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

/// What is typed as the right side of a condition: JSON where it is JSON, else a text.
json::Value operandOf(const QString &text)
{
    const auto parsed = json::read(text.toUtf8());
    return parsed ? parsed->value : json::Value::string(text);
}

QString operandText(const json::Value &operand)
{
    const bool plain = operand.isString() && operandOf(operand.toString()) == operand;
    return plain ? operand.toString() : QString::fromUtf8(json::compact(operand));
}

} // namespace

ConditionRows::ConditionRows(const schema::Conditions &root, bool readOnly, QWidget *parent)
    : QWidget(parent), m_root(root), m_readOnly(readOnly), m_line(new QFrame(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(group(m_root, {}));
    m_line->setAutoFillBackground(true);
    m_line->setBackgroundRole(QPalette::Highlight);
    m_line->hide();
}

void ConditionRows::focusPart(const QString &name)
{
    if (auto *part = findChild<QWidget *>(name))
        part->setFocus(Qt::OtherFocusReason);
}

QWidget *ConditionRows::group(const schema::Conditions &group, const Way &way)
{
    auto *rows = way.isEmpty() ? new QWidget(this) : static_cast<QWidget *>(withRole(new QFrame(this), u"nested"_s));
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(way.isEmpty() ? 0 : 6, 0, 0, 0);
    layout->setSpacing(4);
    if (!group.parts.isEmpty() || !way.isEmpty())
        layout->addWidget(groupHead(group, way));
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(16, 0, 0, 0);
    inner->setSpacing(4);
    for (int i = 0; i < int(group.parts.size()); ++i) {
        const schema::Conditions &part = group.parts[i];
        inner->addWidget(part.isGroup ? this->group(part, way + Way{i}) : condition(part, way + Way{i}));
    }
    QWidget *foot = groupFoot(way);
    m_spots.append({foot, way + Way{int(group.parts.size())}});
    inner->addWidget(foot);
    layout->addLayout(inner);
    return rows;
}

QWidget *ConditionRows::groupHead(const schema::Conditions &group, const Way &way)
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    if (!way.isEmpty()) {
        addHandle(layout, way);
        layout->addSpacing(6);
    }
    auto *choice = new QButtonGroup(head);
    for (int i = 0; i < int(std::size(junctions)); ++i) {
        QPushButton *segment = makeButton(tr(junctions[i].word), nameOf(way, QString::fromLatin1(junctions[i].name)), head, u"segment"_s);
        segment->setCheckable(true);
        segment->setChecked(i == int(group.junction));
        segment->setToolTip(tr(junctions[i].meaning));
        segment->setAccessibleName(tr("%1: %2").arg(tr(junctions[i].word), tr(junctions[i].meaning)));
        choice->addButton(segment, i);
        layout->addWidget(segment);
    }
    connect(choice, &QButtonGroup::idClicked, this, [this, way](int which) {
        at(way).junction = schema::Conditions::Junction(which);
        Q_EMIT edited(true, nameOf(way, QString::fromLatin1(junctions[which].name)));
    });
    layout->addSpacing(8);
    layout->addWidget(plainLabel(tr(junctions[int(group.junction)].meaning), u"faint"_s, head), 1);
    if (!way.isEmpty()) {
        addRemove(layout, way);
        tookWay(way, head);
    }
    head->setEnabled(!m_readOnly);
    return head;
}

QWidget *ConditionRows::groupFoot(const Way &way)
{
    auto *foot = new QWidget(this);
    QPushButton *condition = makeButton(tr("+ Condition"), nameOf(way, u"add"_s), foot);
    QPushButton *group = makeButton(tr("+ Group"), nameOf(way, u"addGroup"_s), foot);
    connect(condition, &QPushButton::clicked, this, [this, way] {
        at(way).parts.append(schema::emptyCondition());
        Q_EMIT edited(true, nameOf(way + Way{int(at(way).parts.size()) - 1}, u"variable"_s));
    });
    connect(group, &QPushButton::clicked, this, [this, way] {
        schema::Conditions inner;
        inner.implied = false;
        inner.junction = schema::Conditions::Junction::Any;
        inner.parts = {schema::emptyCondition(), schema::emptyCondition()}; // fewer than two are refused
        at(way).parts.append(inner);
        Q_EMIT edited(true, nameOf(way + Way{int(at(way).parts.size()) - 1, 0}, u"variable"_s));
    });
    for (QPushButton *button : {condition, group})
        button->setEnabled(!m_readOnly);
    auto *layout = rowOf({condition, group, nullptr}, 6);
    layout->setContentsMargins({});
    foot->setLayout(layout);
    if (way.isEmpty())
        m_foot = layout;
    return foot;
}

QWidget *ConditionRows::condition(const schema::Conditions &condition, const Way &way)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    addHandle(layout, way);
    addFields(layout, condition, way);
    addRemove(layout, way);
    tookWay(way, row);
    row->setEnabled(!m_readOnly);
    return row;
}

void ConditionRows::addFields(QBoxLayout *row, const schema::Conditions &condition, const Way &way)
{
    QWidget *parent = row->parentWidget();
    auto *negated = box({tr("is"), tr("not")}, condition.negated ? 1 : 0, tr("Holds or not"), parent);
    auto *variable = new QLineEdit(condition.variable, parent);
    variable->setPlaceholderText(u"http_x_channel, arg_v, cookie_beta, uri"_s);
    variable->setAccessibleName(tr("Variable"));
    QStringList known = schema::comparisons();
    const QString written = condition.comparison.isEmpty() ? u"=="_s : condition.comparison;
    if (!known.contains(written))
        known.append(written);
    QStringList words;
    for (const QString &one : known)
        words.append(wordsOf(one));
    auto *comparison = box(words, int(known.indexOf(written)), tr("Comparison"), parent);
    auto *operand = new QLineEdit(operandText(condition.operand), parent);
    for (QLineEdit *line : {variable, operand})
        line->setMinimumWidth(52);
    operand->setAccessibleName(tr("Value"));
    variable->setObjectName(nameOf(way, u"variable"_s));
    comparison->setObjectName(nameOf(way, u"comparison"_s));
    operand->setObjectName(nameOf(way, u"operand"_s));
    negated->setObjectName(nameOf(way, u"negated"_s));
    const auto change = [this] { Q_EMIT edited(false, {}); };
    connect(negated, &QComboBox::activated, this, [this, way, change](int which) { at(way).negated = which == 1; change(); });
    connect(variable, &QLineEdit::textEdited, this, [this, way, change](const QString &text) { at(way).variable = text; change(); });
    connect(comparison, &QComboBox::activated, this, [this, way, known, change](int which) { at(way).comparison = known[which]; change(); });
    connect(operand, &QLineEdit::textEdited, this, [this, way, change](const QString &text) { at(way).operand = operandOf(text); change(); });
    row->addWidget(negated);
    row->addWidget(variable, 2);
    row->addWidget(comparison);
    row->addWidget(operand, 2);
}

void ConditionRows::addHandle(QBoxLayout *row, const Way &way)
{
    auto *handle = new DragHandle(row->parentWidget());
    handle->setObjectName(nameOf(way, u"handle"_s));
    connect(handle, &DragHandle::dragged, this, [this, way](const QPoint &place) { showSpot(spotAt(place), way); });
    connect(handle, &DragHandle::canceled, m_line, &QWidget::hide);
    connect(handle, &DragHandle::dropped, this, [this, way](const QPoint &place) {
        m_line->hide();
        if (const Spot *spot = spotAt(place))
            moved(conditions::move(m_root, way, spot->way), u"handle"_s);
    });
    row->addWidget(handle);
}

void ConditionRows::addRemove(QBoxLayout *row, const Way &way)
{
    auto *remove = new QToolButton(row->parentWidget());
    remove->setText(u"×"_s);
    remove->setAccessibleName(at(way).isGroup ? tr("Take this group out") : tr("Take this condition out"));
    remove->setObjectName(nameOf(way, u"remove"_s));
    connect(remove, &QToolButton::clicked, this, [this, way] { this->remove(way); });
    row->addWidget(remove);
}

void ConditionRows::remove(const Way &way)
{
    const Way group = way.mid(0, way.size() - 1);
    auto &parts = at(group).parts;
    parts.removeAt(way.last());
    const int next = std::min(way.last(), int(parts.size()) - 1);
    Q_EMIT edited(true, next < 0 ? nameOf(group, u"add"_s) : nameOf(group + Way{next}, u"remove"_s));
}

/// The keys come to the controls first, and some would take them for themselves.
void ConditionRows::tookWay(const Way &way, QWidget *row)
{
    m_spots.append({row, way});
    for (QWidget *control : row->findChildren<QWidget *>()) {
        if (control->focusPolicy() == Qt::NoFocus || qobject_cast<QComboBox *>(control)) // where Alt+Down unfolds
            continue;
        m_ways.insert(control, way);
        control->installEventFilter(this);
    }
}

bool ConditionRows::eventFilter(QObject *watched, QEvent *event)
{
    const auto way = m_ways.constFind(watched);
    if (way == m_ways.cend() || event->type() != QEvent::KeyPress || m_readOnly)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isMove = key->modifiers().testFlag(Qt::AltModifier) && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
    if (!isMove)
        return QWidget::eventFilter(watched, event);
    moved(conditions::step(m_root, *way, key->key() == Qt::Key_Up ? -1 : 1), watched->objectName().section(u'#', 1));
    return true;
}

void ConditionRows::moved(const std::optional<Way> &to, const QString &part)
{
    if (to)
        Q_EMIT edited(true, nameOf(*to, part));
}

const ConditionRows::Spot *ConditionRows::spotAt(const QPoint &globalPlace) const
{
    const int y = mapFromGlobal(globalPlace).y();
    const auto distance = [this, y](const Spot &spot) { return std::abs(spot.below->mapTo(this, QPoint()).y() - y); };
    const auto nearest = std::min_element(m_spots.begin(), m_spots.end(), [&](const Spot &a, const Spot &b) { return distance(a) < distance(b); });
    return nearest == m_spots.end() ? nullptr : &*nearest;
}

void ConditionRows::showSpot(const Spot *spot, const Way &dragged)
{
    schema::Conditions tried = m_root;
    const bool moves = spot && conditions::move(tried, dragged, spot->way);
    m_line->setVisible(moves);
    if (!moves)
        return;
    const QPoint place = spot->below->mapTo(this, QPoint());
    m_line->setGeometry(place.x(), place.y() - lineHeight - 1, spot->below->width(), lineHeight);
    m_line->raise();
}
