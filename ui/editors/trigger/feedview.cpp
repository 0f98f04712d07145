// What FeedPanel shows; what it asks and holds is in feedpanel.cpp.
#include "ui/editors/trigger/feedpanel.h"

#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/editors/trigger/feedform.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTimeZone>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int timesShown = 4;

QString inText(qint64 ms)
{
    const qint64 minutes = (ms + 30'000) / 60'000;
    if (minutes < 1)
        return FeedPanel::tr("in %1 s").arg(ms / 1000);
    if (minutes < 60)
        return FeedPanel::tr("in %1 min").arg(minutes);
    if (minutes < 24 * 60)
        return FeedPanel::tr("in %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    const qint64 hours = minutes / 60;
    return FeedPanel::tr("in %1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QTableWidget *timesTable(QWidget *parent)
{
    auto *table = new QTableWidget(0, 2, parent);
    dressTable(table, u"feedTimes"_s, FeedPanel::tr("Next times"));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalHeaderLabels({FeedPanel::tr("Next times"), {}});
    table->setColumnWidth(0, 165);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFixedHeight(148);
    return table;
}

/// By the clock of the schedule's own zone where it has one.
QString timeIn(qint64 ms, const QString &zone)
{
    const QTimeZone own(zone.toLatin1());
    if (zone.isEmpty() || !own.isValid())
        return timeText(ms, timesInUtc(), true).section(u'.', 0, 0);
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(ms, own), u"ddd d MMM HH:mm:ss"_s);
}

std::pair<QString, Chip::Tone> chipOf(FeedHealth health)
{
    switch (health) {
    case FeedHealth::Alive:
        return {FeedPanel::tr("✓ alive"), Chip::Tone::Success};
    case FeedHealth::Paused:
        return {FeedPanel::tr("paused"), Chip::Tone::Warning};
    case FeedHealth::Dead:
        return {FeedPanel::tr("✕ dead"), Chip::Tone::Error};
    case FeedHealth::Missed:
        return {FeedPanel::tr("⚠ missed"), Chip::Tone::Warning};
    case FeedHealth::Unknown:
        break;
    }
    return {FeedPanel::tr("unknown"), Chip::Tone::Neutral};
}

} // namespace

FeedPanel::FeedPanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_source(new EntityPicker(this))
    , m_form(new FeedForm(this))
    , m_times(timesTable(this))
    , m_chip(new Chip({}, Chip::Tone::Neutral, this))
    , m_asked(plainLabel({}, u"muted"_s, this))
    , m_none(plainLabel({}, u"muted"_s, this))
    , m_message(new MessageBar(this))
    , m_pause(makeButton(tr("Pause"), u"pauseFeed"_s, this))
    , m_ask(makeButton(tr("Ask again"), u"askFeed"_s, this))
    , m_anew(makeButton(tr("Tell it anew"), u"tellFeed"_s, this))
    , m_remove(makeButton(tr("Remove feed"), u"removeFeed"_s, this))
    , m_body(new QWidget(this))
{
    build();
    connectParts();
    showAll();
}

void FeedPanel::build()
{
    m_source->setObjectName(u"feedSource"_s);
    m_source->setAccessibleName(tr("Feed"));
    m_source->setPlaceholderText(tr("no feed; search one, such as /whisk.system/alarms/alarm"));
    m_chip->setObjectName(u"feedHealth"_s);
    m_asked->setObjectName(u"feedAsked"_s);
    m_none->setObjectName(u"feedHint"_s);
    m_none->setWordWrap(true);
    m_message->setObjectName(u"feedMessage"_s);
    auto *left = new QVBoxLayout;
    left->addWidget(m_form);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->addWidget(m_times);
    right->addStretch(1);
    auto *columns = new QHBoxLayout(m_body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(16);
    columns->addLayout(left, 3);
    columns->addLayout(right, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(rowOf({sectionLabel(tr("Feed"), this), nullptr, m_chip, m_asked}));
    layout->addWidget(m_message);
    QBoxLayout *source = rowOf({plainLabel(tr("Source"), {}, this), m_source});
    source->setStretch(1, 1);
    layout->addLayout(source);
    layout->addWidget(m_none);
    layout->addWidget(m_body);
    layout->addLayout(rowOf({nullptr, m_pause, m_ask, m_anew, m_remove}));
}

void FeedPanel::connectParts()
{
    connect(m_source, &EntityPicker::edited, this, [this] { choose(m_source->text()); });
    connect(m_source, &QLineEdit::selectionChanged, this, &FeedPanel::findSources);
    connect(m_source, &QLineEdit::textEdited, this, &FeedPanel::findSources);
    connect(m_form, &FeedForm::sortChosen, this, &FeedPanel::chooseSort);
    connect(m_form, &FeedForm::changed, this, [this] {
        m_touched = true;
        showTimes();
        enable();
        Q_EMIT edited();
    });
    connect(m_ask, &QPushButton::clicked, this, [this] { call(Lifecycle::Read); });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        call(m_verdict.health == FeedHealth::Paused || m_verdict.health == FeedHealth::Dead ? Lifecycle::Unpause : Lifecycle::Pause);
    });
    connect(m_anew, &QPushButton::clicked, this, [this] {
        m_tellAnew = true;
        showAll();
        m_form->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_source->clear();
        choose({});
    });
    connect(m_session, &Session::changed, this, [this](Collection collection) {
        // A binding is known as the alarms package only once the packages are.
        if (collection == Collection::Packages && m_wanted && !m_touched && sortOf(*m_wanted) != m_form->sort()) {
            take(m_feed, knownParameters());
            showAll();
        }
    });
}

void FeedPanel::showAll()
{
    const bool untold = isUntold();
    m_body->setVisible(m_wanted && !untold);
    m_anew->setVisible(untold && !m_request && m_session && !m_session->readOnly());
    const bool removed = m_touched && m_feed && !m_wanted;
    QString hint = removed ? tr("After the save the feed is told DELETE, and nothing feeds this trigger.")
                           : tr("It fires when it is fired: by hand, or by a program that has the key.");
    if (!m_feedProblem.isEmpty() && !m_touched)
        hint = m_feedProblem;
    if (m_touched && !m_wanted && !m_source->text().isEmpty())
        hint = tr("A feed is written package/action or /namespace/package/action.");
    m_none->setText(untold ? untoldText() : hint);
    m_none->setVisible(!m_wanted || untold);
    showTimes();
    showVerdict();
    enable();
}

/// Nothing may be shown that looks like what the feed was told.
QString FeedPanel::untoldText() const
{
    if (m_request)
        return tr("Asking the feed what it was told …");
    if (m_session && m_session->readOnly())
        return tr("What the feed was told is not known: it is asked by running it, which a read-only connection does not do.");
    return tr("What the feed was told is not known. It can be told anew; that replaces what it has.");
}

void FeedPanel::showTimes()
{
    const bool alarm = m_form->sort().has_value();
    m_times->setVisible(alarm);
    const AlarmSchedule schedule = m_form->schedule();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 anchor = m_state && m_state->changedMs ? *m_state->changedMs : now;
    const auto times = alarm && m_form->problem().isEmpty() ? nextTimes(schedule, anchor, now, timesShown) : QList<qint64>();
    const QString zone = schedule.timeZone.isEmpty() ? zoneText(now) : schedule.timeZone;
    m_times->horizontalHeaderItem(1)->setText(zone);
    m_times->horizontalHeaderItem(1)->setToolTip(plainTip(zone));
    m_times->setRowCount(int(times.size()));
    for (int row = 0; row < m_times->rowCount(); ++row) {
        m_times->setItem(row, 0, new QTableWidgetItem(timeIn(times[row], schedule.timeZone)));
        m_times->setItem(row, 1, new QTableWidgetItem(inText(times[row] - now)));
    }
}

void FeedPanel::showVerdict()
{
    const bool asking = m_request != nullptr;
    if (m_state) {
        m_evidence.nowMs = QDateTime::currentMSecsSinceEpoch();
        const auto sort = m_feed ? sortOf(*m_feed) : std::nullopt;
        m_evidence.schedule = sort ? std::optional(scheduleFrom(m_state->config, *sort)) : std::nullopt;
        m_verdict = judgeFeed(*m_state, m_evidence);
    }
    const auto [text, tone] = chipOf(m_verdict.health);
    m_chip->set(asking ? tr("asking …") : text, asking ? Chip::Tone::Neutral : tone);
    m_chip->setVisible(m_feed && (asking || m_askedMs > 0));
    m_chip->setToolTip(plainTip(m_verdict.sentence));
    m_asked->setVisible(m_feed && m_askedMs > 0);
    m_asked->setText(tr("last asked %1, lifecycle READ").arg(timeText(m_askedMs).section(u'.', 0, 0)));
    const bool bad = m_verdict.health == FeedHealth::Dead || m_verdict.health == FeedHealth::Missed;
    if (!m_verdict.sentence.isEmpty() && !asking)
        m_message->show(bad ? MessageBar::Kind::Warning : MessageBar::Kind::Info, m_verdict.sentence);
}

void FeedPanel::enable()
{
    const bool asking = m_request != nullptr;
    const QString closed = m_session ? QString() : tr("The connection is closed.");
    const QString readOnly = m_session && m_session->readOnly() ? tr("This connection is read-only; a feed is asked by running it.") : closed;
    const QString busy = asking ? tr("The feed has not answered yet.") : readOnly;
    const bool off = m_verdict.health == FeedHealth::Paused || m_verdict.health == FeedHealth::Dead;
    m_pause->setText(off ? tr("Resume") : tr("Pause"));
    for (QPushButton *button : {m_pause, m_ask, m_remove})
        button->setVisible(m_feed.has_value() && m_wanted == m_feed);
    enableOrExplain(m_ask, busy, tr("Lifecycle READ"));
    enableOrExplain(m_pause, busy.isEmpty() ? m_readOnly : busy, off ? tr("Lifecycle UNPAUSE, at once") : tr("Lifecycle PAUSE, at once"));
    enableOrExplain(m_remove, m_readOnly, tr("With the next save: DELETE at the feed, the trigger stays"));
    m_source->setReadOnly(!m_readOnly.isEmpty());
    m_form->setReadOnly(!m_readOnly.isEmpty());
}
