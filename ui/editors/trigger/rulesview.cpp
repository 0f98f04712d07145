// What RulesBox shows and offers; what it reads and writes is in rulesbox.cpp.
#include "ui/editors/trigger/rulesbox.h"

#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/pages.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QUuid>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int wayColumn = 4;

QVariant rowColours(const RuleRow &row, int role)
{
    if (role == Qt::BackgroundRole && row.broken())
        return theme::current().errorSoft;
    if (role == Qt::ForegroundRole && row.broken())
        return theme::current().error;
    return {};
}

/// What a column adds to the colours of its row.
template<typename Data> auto withColours(Data data)
{
    return [data](const RuleRow &row, int role) {
        const QVariant own = data(row, role);
        return own.isValid() ? own : rowColours(row, role);
    };
}

auto glyphOf(const QString &glyph)
{
    return withColours([glyph](const RuleRow &, int role) { return role == Qt::DecorationRole ? QVariant(entityIcon(glyph)) : QVariant(); });
}

/// The way on from a row, as a link: a click on it or the menu.
QString wayText(const RuleRow &row)
{
    return row.broken() ? RulesBox::tr("Mend") + u" ▾"_s : RulesBox::tr("Open") + u" ↗"_s;
}

QVariant linkLook(const RuleRow &, int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().accent) : QVariant();
}

QVariant switchData(const RuleRow &row, int role)
{
    if (role == SwitchDelegate::OnRole)
        return row.active;
    if (role == SwitchDelegate::EnabledRole)
        return !row.writing && !row.frozen;
    if (role == Qt::AccessibleTextRole)
        return row.active ? RulesBox::tr("on") : RulesBox::tr("off");
    return rowColours(row, role);
}

} // namespace

void RulesBox::build()
{
    m_table = makeTable();
    m_message->setObjectName(u"rulesMessage"_s);
    m_hint->setObjectName(u"rulesHint"_s);
    m_hint->setWordWrap(true);
    QBoxLayout *foot = rowOf({m_hint, m_mend, m_addRule, m_addAction});
    foot->setStretch(0, 1);
    foot->setContentsMargins(12, 6, 12, 6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_table);
    layout->addLayout(foot);
    connect(m_addRule, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested({Target::Kind::NewRule, m_trigger, QUuid::createUuid().toString(QUuid::Id128)});
    });
    connect(m_addAction, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested({Target::Kind::NewRule, m_trigger, u"action-"_s + QUuid::createUuid().toString(QUuid::Id128)});
    });
    setFocusProxy(m_table);
    connect(m_mend, &QPushButton::clicked, this, [this] { showMenu(m_mend->mapToGlobal(QPoint(0, m_mend->height()))); });
    showRows();
}

QTableView *RulesBox::makeTable()
{
    auto *table = new QTableView(this);
    Column<RuleRow> on{tr("On"), [](const RuleRow &) { return QVariant(); }};
    on.extra = switchData;
    Column<RuleRow> rule{tr("Rule"), [](const RuleRow &row) { return QVariant(row.rule.name); }};
    Column<RuleRow> action{tr("Action"), [](const RuleRow &row) { return QVariant(row.action.ns == u"_"_s ? row.action.shown() : row.action.full()); }};
    Column<RuleRow> last{tr("Last time"), [](const RuleRow &row) { return QVariant(lastText(row)); }};
    Column<RuleRow> way{{}, [](const RuleRow &row) { return QVariant(wayText(row)); }};
    rule.extra = glyphOf(u"rule"_s);
    action.extra = glyphOf(u"action"_s);
    last.extra = rowColours;
    way.extra = withColours(linkLook);
    for (Column<RuleRow> *column : {&rule, &action, &last}) {
        column->toolTip = [](const RuleRow &row) { return plainTip(row.broken() ? lastText(row) : row.rule.name + u" → "_s + row.action.full()); };
    }
    m_model = new TableModel<RuleRow>({on, rule, action, last, way}, [](const RuleRow &row) { return row.rule.name; }, this);
    table->setModel(m_model);
    dressTable(table, u"rules"_s, tr("Rules"));
    auto *switches = new SwitchDelegate(table);
    table->setItemDelegateForColumn(0, switches);
    table->setColumnWidth(0, 56);
    table->setColumnWidth(1, 170);
    table->setColumnWidth(2, 190);
    table->setColumnWidth(4, 84);
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(switches, &SwitchDelegate::toggled, this, [this](const QModelIndex &index) { toggle(index.row()); });
    auto *space = new QShortcut(Qt::Key_Space, table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, this, [this, table] {
        if (table->currentIndex().isValid())
            toggle(table->currentIndex().row());
    });
    connect(table, &QAbstractItemView::clicked, this, [this, table](const QModelIndex &index) {
        if (index.column() != wayColumn)
            return;
        const RuleRow &row = m_rows.at(index.row());
        if (row.broken())
            return showMenu(table->viewport()->mapToGlobal(table->visualRect(index).bottomLeft()));
        Q_EMIT openRequested({Target::Kind::Rule, row.rule, {}});
    });
    auto *remove = new QShortcut(QKeySequence::Delete, table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this, table] {
        if (const int row = table->currentIndex().row(); row >= 0 && m_session && m_readOnly.isEmpty())
            Q_EMIT deleteRequested(m_rows.at(row).rule);
    });
    connect(table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (index.column() == wayColumn)
            return; // its click has led there
        const RuleRow &row = m_rows.at(index.row());
        Q_EMIT openRequested(index.column() == 2 ? Target{Target::Kind::Action, row.action, {}}
                                                 : Target{Target::Kind::Rule, row.rule, {}});
    });
    connect(table, &QWidget::customContextMenuRequested, this,
            [this, table](const QPoint &at) { showMenu(table->viewport()->mapToGlobal(at)); });
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RulesBox::enable);
    return table;
}

void RulesBox::enable()
{
    const QString reason = m_session ? m_readOnly : tr("The connection is closed.");
    enableOrExplain(m_addRule, reason, tr("A rule from this trigger to an action that exists"));
    enableOrExplain(m_addAction, reason, tr("A rule and the action that it runs, in one step"));
    const bool broken = std::any_of(m_rows.cbegin(), m_rows.cend(), [](const RuleRow &row) { return row.broken(); });
    m_mend->setVisible(broken);
    enableOrExplain(m_mend, reason, tr("What can be done with the broken rule"));
    const QString tip = reason.isEmpty() ? tr("Space or a click on the switch writes at once") : reason;
    m_table->setToolTip(plainTip(tip));
}

void RulesBox::showMenu(const QPoint &place)
{
    int row = m_table->currentIndex().row();
    // The button means a broken rule: the chosen one, or the first.
    for (int i = 0; row < 0 && i < m_rows.size(); ++i)
        row = m_rows.at(i).broken() ? i : row;
    if (row < 0 || row >= m_rows.size())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"ruleMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu, m_rows.at(row));
    menu->popup(place);
}

void RulesBox::fillMenu(QMenu *menu, const RuleRow &row)
{
    const auto open = [this](const Target &target) { return [this, target] { Q_EMIT openRequested(target); }; };
    menu->addAction(tr("Open the rule"), this, open({Target::Kind::Rule, row.rule, {}}));
    if (row.ends.action == End::There)
        menu->addAction(tr("Open the action"), this, open({Target::Kind::Action, row.action, {}}));
    menu->addSeparator();
    const auto write = [this, menu](const QString &text, const QString &name, std::function<void()> run) {
        QAction *action = menu->addAction(text, this, std::move(run));
        action->setObjectName(name);
        enableOrExplainAction(action);
        return action;
    };
    const QString rule = row.rule.name;
    const auto flip = [this, rule] {
        if (const int at = m_model->indexOfKey(rule); at >= 0)
            toggle(at);
    };
    const auto link = [this, name = row.rule](bool active) { return [this, name, active] { this->link(name, active); }; };
    if (!row.ends.linked) {
        write(tr("Link it again, switched on"), u"linkRule"_s, link(true));
        write(tr("Link it again, switched off"), u"linkRuleOff"_s, link(false));
    } else
        write(row.active ? tr("Switch off") : tr("Switch on"), u"flipRule"_s, flip);
    if (row.ends.action == End::Missing && row.action.ns == u"_"_s)
        write(tr("Create the action %1 …").arg(row.action.shown().replace(u'&', u"&&"_s)), u"createAction"_s,
              open(editors::newAction(row.action.package, row.action.name)));
    if (row.broken())
        write(tr("Choose another action …"), u"chooseAction"_s, open({Target::Kind::Rule, row.rule, {}}));
    menu->addSeparator();
    write(tr("Delete the rule …"), u"deleteRule"_s, [this, name = row.rule] { Q_EMIT deleteRequested(name); });
}

void RulesBox::enableOrExplainAction(QAction *action) const
{
    action->setEnabled(m_session && m_readOnly.isEmpty());
    action->setToolTip(plainTip(m_readOnly));
}
