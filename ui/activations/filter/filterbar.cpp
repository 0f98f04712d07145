#include "ui/activations/filter/filterbar.h"

#include "ui/activations/activationtexts.h"
#include "ui/activations/filter/actionpicker.h"
#include "ui/activations/filter/rangedialogs.h"
#include "ui/widgets/staymenu.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;
using insight::Outcome;
using Span = FilterChoice::Span;

namespace {

constexpr int widestText = 150;
constexpr std::array choosable{Outcome::Success,       Outcome::ApplicationError, Outcome::DeveloperError,
                               Outcome::InternalError, Outcome::TimedOut,         Outcome::Throttled};

} // namespace

FilterBar::FilterBar(FilterState &state, Entries entries, QWidget *parent) : QWidget(parent), m_state(state), m_entries(std::move(entries)), m_picker(new ActionPicker(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_actions = addButton(row, u"activationAction"_s, tr("Actions"));
    m_status = addButton(row, u"activationStatus"_s, tr("Status"));
    m_span = addButton(row, u"activationSpan"_s, tr("Span of time"));
    m_more = addButton(row, u"activationMore"_s, tr("More filters"));
    m_more->setText(tr("More"));
    connect(m_actions, &QPushButton::clicked, this, [this] {
        m_picker->choices()->setEntries(m_entries());
        m_picker->popUpBelow(m_actions);
    });
    connect(m_picker, &ActionPicker::chosenChanged, this, [this](const auto &names) {
        m_state.edit([&](FilterChoice &choice) { choice.actions = names; });
    });
    connect(&m_state, &FilterState::changed, this, &FilterBar::showChoice);
    buildStatus();
    buildSpan();
    buildMore();
    showChoice();
}

QPushButton *FilterBar::addButton(QHBoxLayout *row, const QString &name, const QString &accessibleName)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    button->setAccessibleName(accessibleName);
    row->addWidget(button);
    return button;
}

void FilterBar::setKinds(const QStringList &kinds)
{
    m_kinds = kinds;
}

void FilterBar::buildStatus()
{
    auto *menu = new StayMenu(this);
    menu->addAction(tr("Any status"), this, [this] { m_state.edit([](FilterChoice &choice) { choice.outcomes.clear(); }); });
    menu->addAction(tr("Any error"), this, [this] {
        m_state.edit([](FilterChoice &choice) { choice.outcomes = {choosable.begin() + 1, choosable.end()}; });
    });
    menu->addSeparator();
    for (const Outcome outcome : choosable) {
        QAction *action = menu->addAction(capitalized(filterwords::outcome(outcome)));
        action->setCheckable(true);
        action->setData(int(outcome));
        connect(action, &QAction::triggered, this, [this, outcome] { toggleOutcome(outcome); });
    }
    m_status->setMenu(menu);
}

/// In the order of the menu, so that a choice reads the same however it was made.
void FilterBar::toggleOutcome(Outcome outcome)
{
    m_state.edit([outcome](FilterChoice &choice) {
        const QList<Outcome> before = choice.outcomes;
        choice.outcomes.clear();
        for (const Outcome each : choosable) {
            if (before.contains(each) != (each == outcome))
                choice.outcomes.append(each);
        }
    });
}

void FilterBar::buildSpan()
{
    auto *menu = new QMenu(this);
    for (const Span span : {Span::Minutes15, Span::Hour, Span::Hours6, Span::Day, Span::Week, Span::All}) {
        QAction *action = menu->addAction(filterwords::spanName(span), this, [this, span] {
            m_state.edit([span](FilterChoice &choice) { choice.span = span; });
        });
        action->setCheckable(true);
        action->setData(int(span));
    }
    menu->addSeparator();
    menu->addAction(filterwords::spanName(Span::Custom), this, &FilterBar::askSpan)->setObjectName(u"customSpan"_s);
    m_span->setMenu(menu);
}

void FilterBar::buildMore()
{
    auto *menu = new StayMenu(this);
    m_kindMenu = new StayMenu(tr("Kind"), menu);
    menu->addMenu(m_kindMenu);
    m_cold = menu->addAction(tr("Cold starts only"), this, [this] { m_state.edit([](FilterChoice &choice) { choice.coldOnly = !choice.coldOnly; }); });
    m_root = menu->addAction(tr("Top level only"), this, [this] { m_state.edit([](FilterChoice &choice) { choice.rootOnly = !choice.rootOnly; }); });
    m_root->setToolTip(tr("Without what sequences and compositions started"));
    for (QAction *action : {m_cold, m_root})
        action->setCheckable(true);
    menu->addAction(tr("Duration…"), this, &FilterBar::askDurations)->setObjectName(u"durationFilter"_s);
    menu->addSeparator();
    menu->addAction(tr("Clear all"), &m_state, &FilterState::clear);
    connect(m_kindMenu, &QMenu::aboutToShow, this, &FilterBar::fillKinds);
    m_more->setMenu(menu);
}

void FilterBar::fillKinds()
{
    m_kindMenu->clear();
    QStringList kinds = m_kinds;
    for (const QString &chosen : m_state.choice().kinds) {
        if (!kinds.contains(chosen))
            kinds.append(chosen);
    }
    for (const QString &kind : kinds) {
        QAction *action = m_kindMenu->addAction(kind.isEmpty() ? tr("trigger") : activationtexts::kind(kind));
        action->setCheckable(true);
        action->setChecked(m_state.choice().kinds.contains(kind));
        connect(action, &QAction::triggered, this, [this, kind] {
            m_state.edit([&](FilterChoice &choice) {
                if (!choice.kinds.removeOne(kind))
                    choice.kinds.append(kind);
            });
        });
    }
    if (kinds.isEmpty())
        m_kindMenu->addAction(tr("None is known yet"))->setEnabled(false);
}

void FilterBar::askSpan()
{
    insight::TimeSpan now = m_known;
    if (m_state.choice().span == Span::Custom)
        now = m_state.choice().custom;
    if (now.toMs <= now.fromMs)
        now = {QDateTime::currentMSecsSinceEpoch() - 3'600'000, QDateTime::currentMSecsSinceEpoch()};
    rangedialogs::askSpan(this, now, [this](const insight::TimeSpan &span) {
        m_state.edit([&](FilterChoice &choice) {
            choice.span = Span::Custom;
            choice.custom = span;
        });
    });
}

void FilterBar::askDurations()
{
    rangedialogs::askDurations(this, {m_state.choice().minDurationMs, m_state.choice().maxDurationMs}, [this](const auto &range) {
        m_state.edit([&](FilterChoice &choice) {
            choice.minDurationMs = range.least;
            choice.maxDurationMs = range.most;
        });
    });
}

void FilterBar::showChoice()
{
    const FilterChoice &choice = m_state.choice();
    const auto text = [this](qsizetype count, const QString &none, const QString &one, const QString &many) {
        return fontMetrics().elidedText(count == 0 ? none : count == 1 ? one : many.arg(count), Qt::ElideMiddle, widestText);
    };
    const auto &actions = choice.actions;
    m_actions->setText(text(actions.size(), tr("All actions"), actions.isEmpty() ? QString() : filterwords::action(actions.first()), tr("%1 actions")) + u" ▾"_s);
    const auto &outcomes = choice.outcomes;
    m_status->setText(text(outcomes.size(), tr("Any status"), outcomes.isEmpty() ? QString() : capitalized(filterwords::outcome(outcomes.first())), tr("%1 statuses")));
    m_span->setText(choice.span == Span::Custom ? tr("Custom") : filterwords::spanName(choice.span));
    m_span->setToolTip(filterwords::span(choice));
    m_picker->choices()->setChosen(actions);
    for (QAction *action : m_status->menu()->actions())
        action->setChecked(action->isCheckable() && outcomes.contains(Outcome(action->data().toInt())));
    for (QAction *action : m_span->menu()->actions())
        action->setChecked(action->isCheckable() && action->data().toInt() == int(choice.span));
    m_cold->setChecked(choice.coldOnly);
    m_root->setChecked(choice.rootOnly);
}
