#include "ui/editors/trigger/feedform.h"

#include "core/json/text.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QString timeFormat = u"yyyy-MM-dd HH:mm"_s;
const QString longTimeFormat = u"yyyy-MM-dd HH:mm:ss"_s;

QString timeField(const std::optional<qint64> &ms)
{
    if (!ms)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(*ms, timesInUtc() ? Qt::UTC : Qt::LocalTime);
    return time.toString(time.time().second() ? longTimeFormat : timeFormat);
}

QComboBox *zoneBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(u"feedZone"_s);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItem({});
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        box->addItem(QString::fromLatin1(id));
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->lineEdit()->setPlaceholderText(FeedForm::tr("UTC"));
    return box;
}

QSpinBox *spinBox(const QString &name, int from, const QString &suffix, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setRange(from, 10'000'000);
    box->setSuffix(suffix);
    return box;
}

QLineEdit *lineEdit(const QString &name, const QString &placeholder, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

JsonEdit *jsonBox(const QString &name, QWidget *parent)
{
    auto *edit = new JsonEdit(parent);
    edit->setObjectName(name);
    edit->setRequireObject(true);
    edit->codeEditor()->setLineNumbers(false);
    edit->setMinimumHeight(64);
    return edit;
}

} // namespace

FeedForm::FeedForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_sorts(new QButtonGroup(this))
    , m_minutes(spinBox(u"feedMinutes"_s, 0, tr(" minutes"), this))
    , m_cron(lineEdit(u"feedCron"_s, tr("minute hour day month weekday"), this))
    , m_date(lineEdit(u"feedDate"_s, tr("2026-12-24 18:00"), this))
    , m_words(plainLabel({}, u"muted"_s, this))
    , m_zone(zoneBox(this))
    , m_start(lineEdit(u"feedStart"_s, tr("at once"), this))
    , m_stop(lineEdit(u"feedStop"_s, tr("no end"), this))
    , m_max(spinBox(u"feedMax"_s, 0, tr(" fires"), this))
    , m_after(new QComboBox(this))
    , m_payload(jsonBox(u"feedPayload"_s, this))
    , m_other(jsonBox(u"feedParameters"_s, this))
    , m_names(plainLabel({}, u"muted"_s, this))
    , m_untold(plainLabel(tr("The feed does not tell how often it fires at most, nor whether it is strict: what was set stays "
                             "until it is made anew."),
                          u"muted"_s, this))
{
    build();
    connect(m_minutes, &QSpinBox::valueChanged, this, &FeedForm::edited);
    connect(m_max, &QSpinBox::valueChanged, this, &FeedForm::edited);
    connect(m_zone, &QComboBox::currentTextChanged, this, &FeedForm::edited);
    connect(m_after, &QComboBox::currentIndexChanged, this, &FeedForm::edited);
    for (QLineEdit *edit : {m_cron, m_date, m_start, m_stop})
        connect(edit, &QLineEdit::textChanged, this, &FeedForm::edited);
    for (JsonEdit *edit : {m_payload, m_other})
        connect(edit, &JsonEdit::textChanged, this, &FeedForm::edited);
    showFields();
}

void FeedForm::build()
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_words->setObjectName(u"feedWords"_s);
    m_words->setWordWrap(true);
    m_names->setWordWrap(true);
    m_max->setSpecialValueText(tr("no limit"));
    m_after->setObjectName(u"feedAfter"_s);
    m_after->addItem(tr("the trigger stays"), QString());
    m_after->addItem(tr("the trigger is deleted"), u"true"_s);
    m_after->addItem(tr("the trigger and its rules are deleted"), u"rules"_s);
    addRow(tr("Schedule"), buildSorts());
    addRow(tr("Every"), m_minutes);
    addRow(tr("Cron"), m_cron);
    addRow(tr("On"), m_date);
    addRow({}, m_words);
    addRow(tr("Time zone"), m_zone);
    addRow(tr("From"), m_start);
    addRow(tr("Until"), m_stop);
    addRow(tr("At most"), m_max);
    m_untold->setObjectName(u"feedUntold"_s);
    m_untold->setWordWrap(true);
    m_untold->hide();
    addRow({}, m_untold);
    addRow(tr("Afterwards"), m_after);
    m_payload->setMaximumHeight(110);
    addRow(tr("Payload"), framed(m_payload));
    addRow(tr("Parameters"), framed(m_other));
    addRow({}, m_names);
}

QWidget *FeedForm::buildSorts()
{
    auto *row = new QWidget(this);
    const std::pair<AlarmSort, QString> sorts[]
        = {{AlarmSort::Every, tr("Every")}, {AlarmSort::Cron, tr("Cron")}, {AlarmSort::Once, tr("Once")}};
    QList<QWidget *> buttons;
    for (const auto &[sort, title] : sorts) {
        QPushButton *button = makeButton(title, u"feed"_s + title, row, u"segment"_s);
        button->setCheckable(true);
        m_sorts->addButton(button, int(sort));
        buttons.append(button);
    }
    buttons.append(nullptr);
    QBoxLayout *layout = rowOf(buttons, 0);
    layout->setContentsMargins(0, 0, 0, 0);
    row->setLayout(layout);
    connect(m_sorts, &QButtonGroup::idClicked, this, [this](int id) {
        if (m_sort && *m_sort != AlarmSort(id))
            Q_EMIT sortChosen(AlarmSort(id));
    });
    return row;
}

void FeedForm::addRow(const QString &title, QWidget *field)
{
    m_layout->addRow(title, field);
    field->setAccessibleName(title.isEmpty() ? tr("In words") : title);
}

void FeedForm::setFeed(std::optional<AlarmSort> sort, const QStringList &names)
{
    m_sort = sort;
    m_names->setText(names.isEmpty() ? QString() : tr("The feed takes: %1").arg(names.join(u", "_s)));
    if (sort)
        m_sorts->button(int(*sort))->setChecked(true);
    showFields();
    showWords(false);
}

void FeedForm::showFields()
{
    const bool alarm = m_sort.has_value();
    const bool once = m_sort == AlarmSort::Once;
    const auto show = [this](QWidget *field, bool visible) {
        field->setVisible(visible);
        if (QWidget *label = m_layout->labelForField(field))
            label->setVisible(visible);
    };
    show(m_sorts->button(0)->parentWidget(), alarm);
    show(m_minutes, m_sort == AlarmSort::Every);
    show(m_cron, m_sort == AlarmSort::Cron);
    show(m_date, once);
    show(m_words, alarm);
    show(m_zone, m_sort == AlarmSort::Cron);
    for (QWidget *field : {m_start, m_stop})
        show(field, alarm && !once);
    show(m_max, m_sort == AlarmSort::Cron);
    show(m_after, once);
    show(m_payload->parentWidget(), alarm);
    show(m_other->parentWidget(), !alarm);
    m_untold->hide();
    show(m_names, !alarm && !m_names->text().isEmpty());
}

void FeedForm::setParameters(const json::Value &parameters)
{
    m_filling = true;
    m_unknown = parameters.isObject() ? parameters : json::Value::object();
    if (m_sort) {
        setSchedule(scheduleFrom(parameters, *m_sort));
        for (const auto &name : {u"minutes"_s, u"cron"_s, u"timezone"_s, u"date"_s, u"startDate"_s, u"stopDate"_s, u"maxTriggers"_s,
                                 u"deleteAfterFire"_s, u"trigger_payload"_s, u"payload"_s, u"name"_s, u"namespace"_s})
            m_unknown.remove(name);
    } else {
        m_other->setText(QString::fromUtf8(json::pretty(m_unknown)));
    }
    m_filling = false;
    showWords(false);
}

void FeedForm::setSchedule(const AlarmSchedule &schedule)
{
    m_minutes->setValue(int(std::min<qint64>(schedule.minutes, m_minutes->maximum())));
    m_cron->setText(schedule.cron);
    m_date->setText(timeField(schedule.dateMs));
    m_zone->setCurrentText(schedule.timeZone);
    m_start->setText(timeField(schedule.startMs));
    m_stop->setText(timeField(schedule.stopMs));
    m_max->setValue(int(std::min<qint64>(schedule.maxTriggers.value_or(0), m_max->maximum())));
    m_after->setCurrentIndex(std::max(0, m_after->findData(schedule.deleteAfterFire)));
    m_payload->setText(schedule.payload ? QString::fromUtf8(json::pretty(*schedule.payload)) : u"{}"_s);
}

std::optional<qint64> FeedForm::timeOf(const QLineEdit *edit) const
{
    QDateTime time;
    for (const QString &format : {timeFormat, longTimeFormat}) {
        time = QDateTime::fromString(edit->text().trimmed(), format);
        if (time.isValid())
            break;
    }
    if (timesInUtc())
        time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

AlarmSchedule FeedForm::schedule() const
{
    AlarmSchedule schedule;
    schedule.sort = m_sort.value_or(AlarmSort::Cron);
    const auto payload = m_payload->value();
    if (payload && payload->size() > 0)
        schedule.payload = *payload;
    if (schedule.sort == AlarmSort::Once) {
        schedule.dateMs = timeOf(m_date);
        schedule.deleteAfterFire = m_after->currentData().toString();
        return schedule;
    }
    if (schedule.sort == AlarmSort::Every) {
        schedule.minutes = m_minutes->value();
    } else {
        schedule.cron = m_cron->text().simplified();
        schedule.timeZone = m_zone->currentText().trimmed();
    }
    schedule.startMs = timeOf(m_start);
    schedule.stopMs = timeOf(m_stop);
    if (m_max->value() > 0 && schedule.sort == AlarmSort::Cron)
        schedule.maxTriggers = m_max->value();
    return schedule;
}

json::Value FeedForm::parameters() const
{
    if (!m_sort)
        return m_other->value().value_or(json::Value::object());
    json::Value all = toParameters(schedule());
    for (const json::Member &member : m_unknown.members())
        all.set(member.name, member.value);
    return all;
}

QString FeedForm::typedProblem() const
{
    const auto bad = [this](const QLineEdit *edit) { return !edit->text().trimmed().isEmpty() && !timeOf(edit); };
    const QList<QLineEdit *> fields = m_sort == AlarmSort::Once ? QList{m_date} : QList{m_start, m_stop};
    for (const QLineEdit *edit : fields)
        if (bad(edit))
            return tr("“%1” is no time: write it as 2026-12-24 18:00.").arg(edit->text());
    return m_payload->problem();
}

QString FeedForm::problem() const
{
    if (!m_sort)
        return m_other->problem();
    const QString typed = typedProblem();
    return typed.isEmpty() ? scheduleProblem(schedule(), QDateTime::currentMSecsSinceEpoch()) : typed;
}

void FeedForm::edited()
{
    if (m_filling)
        return;
    showWords(true);
    Q_EMIT changed();
}

/// What is missing before anything was typed is no error of the user's.
void FeedForm::showWords(bool typed)
{
    const QString wrong = m_sort ? problem() : QString();
    m_words->setText(wrong.isEmpty() ? inWords(schedule()) : wrong);
    setRole(m_words, typed && !wrong.isEmpty() ? u"error"_s : u"muted"_s);
}

void FeedForm::setTold(bool byFeed)
{
    const bool untold = byFeed && m_sort == AlarmSort::Cron && m_max->value() == 0;
    m_max->setSpecialValueText(untold ? tr("not told") : tr("no limit"));
    m_untold->setVisible(untold);
}

void FeedForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_cron, m_date, m_start, m_stop})
        edit->setReadOnly(readOnly);
    for (QWidget *field : QList<QWidget *>{m_minutes, m_zone, m_max, m_after})
        field->setEnabled(!readOnly);
    for (QAbstractButton *button : m_sorts->buttons())
        button->setEnabled(!readOnly);
    m_payload->setReadOnly(readOnly);
    m_other->setReadOnly(readOnly);
}
