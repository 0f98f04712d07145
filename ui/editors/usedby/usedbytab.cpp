#include "ui/editors/usedby/usedbytab.h"

#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/stateview.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace insight;
using namespace Qt::StringLiterals;

UsedByTab::UsedByTab(openwhisk::Session &session, Subject subject, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_subject(subject)
    , m_table(new QTableView(this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_again(makeButton(tr("Look again"), u"usesAgain"_s, this, u"flat"_s))
{
    build();
}

UsedByTab::~UsedByTab() = default;

void UsedByTab::build()
{
    using C = Column<Row>;
    C name{tr("Used by"), [](const Row &row) { return row.name; }};
    name.extra = [](const Row &row, int role) { return role == Qt::DecorationRole ? QVariant(entityIcon(row.glyph)) : QVariant(); };
    C state{tr("State"), [](const Row &row) { return row.state; }};
    state.extra = [](const Row &row, int role) { return role == widgets::ToneRole ? QVariant(row.tone) : QVariant(); };
    m_model = new TableModel<Row>({name, {tr("How"), [](const Row &row) { return row.how; }}, state},
                                  [](const Row &row) { return row.target.toText(); }, this);
    dressTable(m_table, u"usedBy"_s, tr("What uses it"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(2, new ChipDelegate(m_table));
    m_table->horizontalHeader()->resizeSection(0, 320);
    m_table->horizontalHeader()->resizeSection(1, 320);
    m_note->setObjectName(u"usesNote"_s);
    m_note->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_table, 1);
    m_state = new StateView(content, this);
    m_state->setObjectName(u"usesState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state, 1);
    QBoxLayout *foot = rowOf({m_note, nullptr, m_again});
    foot->setContentsMargins(12, 4, 12, 4);
    layout->addLayout(foot);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT openRequested(m_model->row(index.row()).target);
    });
    connect(m_again, &QPushButton::clicked, this, &UsedByTab::again);
    connect(m_state, &StateView::retryRequested, m_again, &QPushButton::click);
}

void UsedByTab::setName(const openwhisk::EntityName &name)
{
    if (m_name == name)
        return;
    m_name = name;
    m_load.reset();
    if (isVisible())
        begin();
}

void UsedByTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_load)
        begin();
}

void UsedByTab::again()
{
    if (m_session && (m_session->rules().error || m_session->actions().error))
        m_session->refresh(); // what it looks through is the session's
    if (m_load)
        m_load->again();
}

void UsedByTab::begin()
{
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}});
    if (m_name.name.isEmpty())
        return m_state->showEmpty(tr("Nothing uses it: it is not on the server yet."), {});
    m_load = std::make_unique<UsesLoad>(*m_session, m_subject, m_name);
    connect(m_load.get(), &UsesLoad::changed, this, &UsedByTab::showUses);
    connect(m_session, &QObject::destroyed, this, &UsedByTab::showUses, Qt::UniqueConnection);
    showUses();
}

UsedByTab::Row UsedByTab::ruleRow(const RuleUse &use)
{
    const QString state = !use.active ? tr("not known") : *use.active ? tr("active") : tr("inactive");
    const auto tone = use.active && *use.active ? Chip::Tone::Success : Chip::Tone::Neutral;
    return {{Target::Kind::Rule, use.rule, {}}, u"rule"_s, use.rule.name,
            tr("trigger %1 runs %2").arg(use.trigger.shown(), use.action.shown()), state, int(tone)};
}

QList<UsedByTab::Row> UsedByTab::rows() const
{
    QList<Row> rows;
    const Uses &uses = m_load->uses();
    for (const RuleUse &use : uses.rules)
        rows.append(ruleRow(use));
    for (const SequenceUse &use : uses.sequences) {
        QStringList places;
        for (const int place : use.places)
            places.append(QString::number(place));
        rows.append({{Target::Kind::Action, use.sequence, {}}, u"sequence"_s, use.sequence.shown(),
                     tr("as member %1").arg(places.join(u", "_s)), {}, 0});
    }
    for (const openwhisk::EntityName &binding : uses.bindings)
        rows.append({{Target::Kind::Package, binding, {}}, u"binding"_s, binding.name, tr("is bound to it"), {}, 0});
    for (const openwhisk::EntityName &sequence : uses.unreadable)
        rows.append({{Target::Kind::Action, sequence, {}}, u"sequence"_s, sequence.shown(), tr("may use it: its members could not be read"),
                     tr("unreadable"), int(Chip::Tone::Warning)});
    return rows;
}

void UsedByTab::showUses()
{
    if (!m_load)
        return;
    const auto error = m_load->error();
    m_model->setRows(rows());
    const bool some = m_model->rowCount() > 0;
    m_note->setText(m_load->progress());
    Q_EMIT changed();
    if (error && (!some || !m_session))
        return m_state->showError(*error, some);
    if (some || (error && !m_load->complete()))
        return m_state->showContent();
    if (!m_load->complete())
        return m_state->showLoading(tr("Looking through rules and sequences"));
    m_state->showEmpty(tr("Nothing uses it."), tr("No rule and no sequence of this namespace names it. Callers from outside, "
                                                  "routes and web addresses are not known here."));
}
