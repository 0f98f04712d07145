#include "ui/editors/sequence/sequencetab.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/sequence/memberrows.h"
#include "ui/editors/sequence/membersmodel.h"
#include "ui/editors/sequence/sequencerun.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/timetext.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {
constexpr int rowsInView = 12; ///< a longer sequence scrolls
}

SequenceTab::SequenceTab(ActionState &state, Session &session, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_session(&session)
    , m_book(session)
    , m_model(new MembersModel(this))
    , m_table(new QTableView(this))
    , m_bar(new MessageBar(this))
    , m_finder(new MemberFinder(session, this))
    , m_run(new SequenceRun(session, this))
{
    build();
    connectParts();
}

void SequenceTab::build()
{
    auto *content = new QWidget(this);
    setRole(content, u"surface"_s);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 0, 12, 12);
    m_bar->setObjectName(u"sequenceMessage"_s);
    layout->addWidget(buildTable());
    layout->addWidget(m_bar);
    layout->addWidget(plainLabel(tr("Move with the handle or Alt ↑ Alt ↓. The output of one is the input of the next."),
                                 u"muted"_s, content));
    layout->addSpacing(8);
    layout->addLayout(rowOf({sectionLabel(tr("Add a member"), content), nullptr,
                             plainLabel(tr("or drag an action here from the explorer"), u"muted"_s, content)}));
    layout->addWidget(m_finder);
    layout->addSpacing(8);
    layout->addWidget(buildLimits());
    layout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setFocusProxy(m_table);
}

QWidget *SequenceTab::buildTable()
{
    dressTable(m_table, u"members"_s, tr("Members of the sequence"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MemberDelegate(m_table));
    m_table->setItemDelegateForColumn(MembersModel::State, new MemberStateDelegate(m_table));
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setDragEnabled(true);
    m_table->setAcceptDrops(true);
    m_table->setDropIndicatorShown(true);
    m_table->setDragDropMode(QAbstractItemView::DragDrop);
    m_table->setDefaultDropAction(Qt::MoveAction);
    m_table->setDragDropOverwriteMode(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->installEventFilter(this);
    QHeaderView *head = m_table->horizontalHeader();
    head->setStretchLastSection(false);
    const int widths[MembersModel::ColumnCount] = {36, 34, 240, 150, 120, 110, 36};
    for (int column = 0; column < MembersModel::ColumnCount; ++column) {
        const bool stretches = column == MembersModel::Name || column == MembersModel::Kind;
        head->setSectionResizeMode(column, stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
        head->resizeSection(column, widths[column]);
    }
    return m_table;
}

QWidget *SequenceTab::buildLimits()
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(5);
    form->addRow(sectionLabel(tr("Limits"), box));
    const auto row = [&](const QString &title, const QString &name) {
        QLabel *label = plainLabel({}, {}, box);
        label->setObjectName(name);
        label->setWordWrap(true);
        form->addRow(plainLabel(title, u"muted"_s, box), label);
        return label;
    };
    m_count = row(tr("Members"), u"memberCount"_s);
    m_longest = row(tr("Longest run"), u"longestRun"_s);
    m_memory = row(tr("Memory"), u"sequenceMemory"_s);
    row(tr("Parameters"), u"sequenceParameters"_s)->setText(tr("only the members’ own apply; a sequence has none"));
    return box;
}

void SequenceTab::connectParts()
{
    m_finder->setJudge([this](const EntityName &name) { return judge(name); });
    connect(m_finder, &MemberFinder::chosen, this, &SequenceTab::add);
    connect(m_finder, &MemberFinder::escaped, this, [this] {
        m_replacing = -1;
        m_finder->setPurpose(tr("Add an action"), tr("Add at the end"));
    });
    connect(m_model, &MembersModel::moveWanted, this, &SequenceTab::move);
    connect(m_model, &MembersModel::insertWanted, this, &SequenceTab::insert);
    connect(&m_book, &insight::MemberBook::changed, this, &SequenceTab::fill);
    if (m_session)
        connect(&insight::sequencesOf(*m_session), &insight::SequenceCache::changed, this, &SequenceTab::fill);
    connect(&m_state, &ActionState::reset, this, &SequenceTab::fill);
    connect(&m_state, &ActionState::edited, this, &SequenceTab::fill);
    connect(m_run, &SequenceRun::openRequested, this, &SequenceTab::activationRequested);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != MembersModel::Remove)
            Q_EMIT memberActivated(m_model->rows().at(index.row()).name);
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == MembersModel::Remove)
            removeRow(index.row());
    });
}

void SequenceTab::setSelf(const EntityName &name, bool exists)
{
    m_self = inOwnWords(name);
    m_exists = exists;
    fill();
}

QWidget *SequenceTab::lastRun() const
{
    return m_run;
}

EntityName SequenceTab::inOwnWords(EntityName name) const
{
    if (m_session && name.ns == m_session->nameSpace())
        name.ns = u"_"_s;
    return name;
}

/// As the server will store it, so that it does not count as changed after the save.
QString SequenceTab::componentFor(const EntityName &name) const
{
    EntityName full = name;
    if (full.ns == u"_"_s && m_session && !m_session->nameSpace().isEmpty())
        full.ns = m_session->nameSpace();
    return componentOf(full);
}

void SequenceTab::setReadOnly(const QString &reason)
{
    if (m_reason == reason)
        return;
    m_reason = reason;
    m_model->setEditable(reason.isEmpty());
    m_finder->setReadOnly(reason);
    fill();
}

QString SequenceTab::problem() const
{
    return m_problem;
}

void SequenceTab::looksAgain()
{
    m_book.forget();
    m_asked = false;
}

void SequenceTab::showRun(const Activation &record, const QByteArray &payload)
{
    if (m_exists)
        m_run->showRun(record, payload);
}

void SequenceTab::fill()
{
    if (!isSequence(m_state.now().exec) || !m_session)
        return;
    if (!std::exchange(m_asked, true))
        insight::sequencesOf(*m_session).load();
    const QStringList members = components();
    showTable(members);
    showLimits();
    m_finder->refresh();
    if (m_exists)
        m_run->setSequence(m_self, members);
}

void SequenceTab::showTable(const QStringList &members)
{
    const QString own = m_session->nameSpace();
    QList<MemberRow> rows;
    for (const QString &component : members) {
        const auto name = memberName(component, own);
        rows.append({component, name.value_or(EntityName{{}, {}, component}), name ? m_book.member(*name) : Member{Member::State::Missing, {}, {}, {}}});
    }
    const int current = m_table->currentIndex().row();
    m_model->setRows(rows);
    if (current >= 0 && current < rows.size() && !m_table->currentIndex().isValid())
        m_table->selectRow(current);
    showBroken();
    int height = m_table->horizontalHeader()->sizeHint().height() + 8;
    for (int row = 0; row < std::min(int(rows.size()), rowsInView); ++row)
        height += m_table->rowHeight(row);
    m_table->setFixedHeight(height);
}

/// What is wrong with members, and the ways on, at their rows. Runs end at the first that is missing.
void SequenceTab::showBroken()
{
    QList<MemberTrouble> troubles;
    const auto &rows = m_model->rows();
    for (int row = 0; row < int(rows.size()); ++row) {
        const MemberRow &member = rows.at(row);
        const bool missing = member.known.state == Member::State::Missing;
        if (!missing && member.known.state != Member::State::Unreadable)
            continue;
        const QString text = missing
            ? tr("Runs end here: “Sequence component does not exist.”")
            : tr("%1 Whether it can be run is for the server to say.").arg(member.known.problem);
        troubles.append({row, missing, missing && member.name.ns == u"_"_s, m_reason.isEmpty(), text});
    }
    // A model that was reset took the widgets of its rows with it.
    if (troubles == m_troubles && (troubles.isEmpty() || m_table->indexWidget(m_model->index(troubles.first().row, MembersModel::Name))))
        return;
    m_troubles = troubles;
    showTroubles(m_table, MembersModel::Name, troubles, [this](MemberWay way, int row) { takeWay(way, row); });
}

void SequenceTab::takeWay(MemberWay way, int row)
{
    if (way == MemberWay::Replace)
        replaceRow(row);
    else if (way == MemberWay::Create)
        Q_EMIT createRequested(m_model->rows().at(row).name);
    else
        removeRow(row);
}

SequenceCount SequenceTab::count(const QStringList &members) const
{
    const QString own = m_session->nameSpace();
    QList<EntityName> names;
    for (const QString &component : members)
        if (const auto name = memberName(component, own))
            names.append(*name);
    SequenceMap map = insight::sequencesOf(*m_session).map();
    map.remove(m_self); // what is edited counts, not what is saved
    return countSequence(m_self, names, map, [this](const EntityName &name) { return m_book.known(name); });
}

void SequenceTab::showLimits()
{
    const SequenceCount counted = count(components());
    const QString before = std::exchange(m_problem, sequenceProblem(counted, components().size()));
    const QString about = counted.exact ? QString() : tr("at least ");
    m_count->setText(tr("%1%2 of %3 (nested sequences count with all their members)").arg(about).arg(counted.actions).arg(longestSequence)
                     + (counted.actions > longestSequence ? u" ✕ "_s + m_problem : QString()));
    const bool late = counted.longestMs > longestBlockingMs;
    m_longest->setText(tr("%1 if every member uses its time").arg(durationText(double(counted.longestMs)))
                       + (late ? u" ⚠ "_s + tr("a blocking caller gets 202 after 60 s") : QString()));
    setRole(m_longest, late ? u"warning"_s : QString());
    m_memory->setText(tr("%1 MB (the largest member; members run one after the other)").arg(counted.memoryMb));
    if (m_problem.isEmpty() || components().isEmpty())
        m_bar->clear();
    else
        m_bar->show(MessageBar::Kind::Error, tr("The server would refuse it: %1").arg(m_problem));
    if (before != m_problem)
        Q_EMIT problemChanged();
}

MemberFinder::Verdict SequenceTab::judge(const EntityName &found) const
{
    const EntityName name = inOwnWords(found);
    if (!m_self.name.isEmpty() && leadsTo(name, m_self, insight::sequencesOf(*m_session).map()))
        return {{}, u"Sequence may not refer to itself."_s};
    QStringList places;
    for (qsizetype i = 0; i < m_model->rows().size(); ++i)
        if (m_model->rows().at(i).name == name)
            places.append(QString::number(i + 1));
    return {places.isEmpty() ? QString() : tr("already member %1; may come twice").arg(places.join(tr(" and "))), {}};
}

void SequenceTab::setComponents(const QStringList &members, int current)
{
    Exec exec = m_state.now().exec;
    exec.components = members;
    m_state.setExec(exec);
    fill();
    if (current >= 0 && current < members.size())
        m_table->selectRow(current);
}

void SequenceTab::add(const EntityName &name)
{
    if (m_replacing < 0 || m_replacing >= components().size())
        return insert({name}, int(components().size()));
    QStringList members = components();
    members[m_replacing] = componentFor(inOwnWords(name));
    const int row = std::exchange(m_replacing, -1);
    m_finder->setPurpose(tr("Add an action"), tr("Add at the end"));
    m_finder->clear();
    setComponents(members, row);
}

void SequenceTab::insert(const QList<EntityName> &names, int before)
{
    if (!m_reason.isEmpty())
        return;
    QStringList members = components();
    int at = std::clamp(before, 0, int(members.size()));
    for (const EntityName &name : names) {
        if (const auto verdict = judge(name); !verdict.refused.isEmpty()) {
            m_bar->show(MessageBar::Kind::Error, tr("%1 is refused: %2").arg(name.shown(), verdict.refused));
            return;
        }
        members.insert(at++, componentFor(inOwnWords(name)));
    }
    setComponents(members, at - 1);
}

void SequenceTab::move(int from, int before)
{
    QStringList members = components();
    const int to = before > from ? before - 1 : before;
    if (!m_reason.isEmpty() || from < 0 || from >= members.size() || to < 0 || to >= members.size() || to == from)
        return;
    members.move(from, to);
    setComponents(members, to);
}

void SequenceTab::removeRow(int row)
{
    QStringList members = components();
    if (!m_reason.isEmpty() || row < 0 || row >= members.size())
        return;
    members.removeAt(row);
    setComponents(members, std::min(row, int(members.size()) - 1));
}

void SequenceTab::replaceRow(int row)
{
    m_replacing = row;
    m_finder->setPurpose(tr("Another in place of %1").arg(m_model->rows().at(row).name.shown()), tr("Take it"));
    m_finder->focusSearch();
}

bool SequenceTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_table->currentIndex().row();
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (alt && key->key() == Qt::Key_Up)
        move(row, row - 1);
    else if (alt && key->key() == Qt::Key_Down)
        move(row, row + 2);
    else if (key->key() == Qt::Key_Delete)
        removeRow(row);
    else if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && row >= 0 && !key->modifiers())
        Q_EMIT memberActivated(m_model->rows().at(row).name);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}
