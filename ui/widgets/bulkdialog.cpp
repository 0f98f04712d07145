#include "ui/widgets/bulkdialog.h"

#include "ui/models/tablemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

using namespace Qt::StringLiterals;
using openwhisk::BulkRun;
using State = BulkRun::State;

BulkDialog::BulkDialog(BulkPlan plan, const QString &typeToConfirm, QWidget *parent)
    : Dialog(parent)
    , m_plan(std::move(plan))
    , m_typeToConfirm(typeToConfirm)
    , m_run(new BulkRun(m_plan.steps, this))
    , m_soon(new QTimer(this))
    , m_model(makeModel())
    , m_table(new QTableView(this))
    , m_sentence(plainLabel(m_plan.sentence, {}, this))
    , m_message(new MessageBar(this))
    , m_bar(new QProgressBar(this))
    , m_go(makeButton(m_plan.verb, u"go"_s, this, m_plan.deletes ? u"danger"_s : u"primary"_s))
    , m_again(makeButton(tr("Try again what failed"), u"again"_s, this))
    , m_cancel(makeButton(tr("Cancel"), u"cancel"_s, this))
{
    setObjectName(u"bulk"_s);
    setWindowTitle(m_plan.title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(420, 320);
    resize(820, 480);
    m_soon->setInterval(50);
    build();
    connectRun();
    m_model->setRows(m_plan.rows);
    m_go->setDefault(true);
    m_go->setFocus();
}

BulkDialog::~BulkDialog() = default;

TableModel<BulkRow> *BulkDialog::makeModel()
{
    QList<Column<BulkRow>> columns;
    columns.append({tr("Name"), [](const BulkRow &row) { return row.name.isEmpty() ? row.target.name.shown() : row.name; }});
    columns.append({tr("Kind"), [](const BulkRow &row) { return row.kind; }});
    Column<BulkRow> state{tr("State"), [this](const BulkRow &row) { return stateText(row); }};
    state.extra = [this](const BulkRow &row, int role) { return stateLook(row, role); };
    columns.append(state);
    Column<BulkRow> note{tr("What it means"), [this](const BulkRow &row) {
                             const QString error = m_run->error(row.step).message;
                             return error.isEmpty() ? row.note : error;
                         }};
    note.toolTip = [this](const BulkRow &row) {
        const Error error = m_run->error(row.step);
        return error.message.isEmpty() ? row.note : error.message + u'\n' + error.detail;
    };
    columns.append(note);
    return new TableModel<BulkRow>(columns, [](const BulkRow &row) { return row.target.toText(); }, this);
}

void BulkDialog::build()
{
    m_sentence->setWordWrap(true);
    dressTable(m_table, u"rows"_s, tr("What will be done"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(2, new ChipDelegate(m_table));
    m_table->setColumnWidth(0, 240);
    m_table->setColumnWidth(1, 90);
    m_table->setColumnWidth(2, 110);
    m_bar->setRange(0, int(qMax<qsizetype>(1, m_run->count())));
    m_bar->setObjectName(u"progress"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->hide();
    m_again->hide();
    m_message->clear();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_sentence);
    layout->addWidget(m_message);
    layout->addWidget(framed(m_table), 1);
    if (m_plan.option)
        layout->addWidget(buildOption());
    layout->addWidget(m_bar);
    layout->addWidget(buildFoot());
}

QWidget *BulkDialog::buildOption()
{
    auto *part = new QWidget(this);
    auto *box = new QCheckBox(m_plan.option->text, part);
    box->setObjectName(u"option"_s);
    box->setChecked(*m_plan.option->chosen);
    auto *hint = plainLabel(m_plan.option->hint, u"muted"_s, part);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(box);
    layout->addWidget(hint);
    connect(box, &QCheckBox::toggled, this, [chosen = m_plan.option->chosen](bool on) { *chosen = on; });
    return part;
}

QWidget *BulkDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    row->addStretch(1);
    for (auto *button : {m_again, m_cancel, m_go})
        row->addWidget(button);
    connect(m_go, &QPushButton::clicked, this, &BulkDialog::begin);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_message->clear();
        m_run->retryFailed();
        showProgress();
    });
    connect(m_cancel, &QPushButton::clicked, this, &BulkDialog::reject);
    return foot;
}

void BulkDialog::connectRun()
{
    connect(m_run, &BulkRun::changed, m_soon, [this] {
        if (!m_soon->isActive())
            m_soon->start();
    });
    connect(m_soon, &QTimer::timeout, this, [this] {
        m_soon->stop();
        showProgress();
    });
    connect(m_run, &BulkRun::waiting, this, &BulkDialog::showProgress);
    connect(m_run, &BulkRun::finished, this, &BulkDialog::showOutcome);
}

void BulkDialog::begin()
{
    if (m_begun)
        return;
    if (!m_typeToConfirm.isEmpty()
        && confirm::ask(this, {m_plan.title, m_plan.sentence, m_plan.verb, {}, m_typeToConfirm, m_plan.deletes})
            != confirm::Answer::Yes)
        return;
    m_begun = true;
    if (auto *option = findChild<QCheckBox *>(u"option"_s))
        option->setEnabled(false);
    m_go->hide();
    m_bar->show();
    m_run->start();
    showProgress();
}

void BulkDialog::showProgress()
{
    if (!m_begun)
        return;
    const int through = m_run->count(State::Succeeded) + m_run->count(State::Gone) + m_run->count(State::Failed) + m_run->count(State::Skipped)
        + m_run->count(State::Canceled);
    m_bar->setValue(through);
    m_table->viewport()->update();
    if (!m_run->running())
        return;
    m_again->hide();
    m_cancel->setText(tr("Stop"));
    if (const int seconds = m_run->secondsUntilNext())
        m_message->show(MessageBar::Kind::Warning,
                        tr("The server's quota of this minute is used up. It goes on in %n s.", nullptr, seconds));
    else
        m_message->show(MessageBar::Kind::Info, tr("%1 of %n", nullptr, int(m_run->count())).arg(through));
}

void BulkDialog::showOutcome()
{
    m_soon->stop();
    showProgress();
    const int good = m_run->count(State::Succeeded);
    const int gone = m_run->count(State::Gone);
    const int rest = int(m_run->count()) - good - gone;
    m_cancel->setText(tr("Close"));
    m_cancel->setEnabled(true);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    m_again->setVisible(rest > 0);
    QString sentence = tr("%n %1.", nullptr, good).arg(m_plan.doneWord);
    if (gone > 0)
        sentence += u' ' + tr("%n gone already.", nullptr, gone);
    if (rest == 0)
        m_message->show(MessageBar::Kind::Success, sentence);
    else
        m_message->show(MessageBar::Kind::Warning, sentence + u' ' + tr("%n not: the list says why.", nullptr, rest));
    showFirstFailure();
    Q_EMIT done(succeeded());
}

/// One of a thousand rows is not found by looking for it.
void BulkDialog::showFirstFailure()
{
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_run->state(m_model->row(i).step) != State::Failed)
            continue;
        m_table->setCurrentIndex(m_model->index(i, 0));
        return m_table->scrollTo(m_model->index(i, 0), QAbstractItemView::PositionAtCenter);
    }
}

/// While it runs this stops it; what is already sent is waited for.
void BulkDialog::reject()
{
    if (!m_run->running())
        return Dialog::reject();
    m_cancel->setEnabled(false);
    m_run->cancel();
}

QString BulkDialog::stateText(const BulkRow &row) const
{
    if (!m_begun)
        return row.warning ? tr("see note") : QString();
    switch (m_run->state(row.step)) {
    case State::Waiting: return {};
    case State::Running: return tr("under way");
    case State::Succeeded: return row.doneWord.isEmpty() ? m_plan.doneWord : row.doneWord;
    case State::Gone: return tr("was gone already");
    case State::Failed: return tr("failed");
    case State::Skipped: return tr("not tried");
    case State::Canceled: return tr("stopped");
    }
    return {};
}

QVariant BulkDialog::stateLook(const BulkRow &row, int role) const
{
    if (role != widgets::ToneRole)
        return {};
    if (!m_begun)
        return int(Chip::Tone::Warning);
    switch (m_run->state(row.step)) {
    case State::Succeeded: return int(Chip::Tone::Success);
    case State::Failed: return int(Chip::Tone::Error);
    case State::Skipped: return int(Chip::Tone::Warning);
    default: return int(Chip::Tone::Neutral);
    }
}

QList<Target> BulkDialog::succeeded() const
{
    QList<Target> targets;
    for (const BulkRow &row : m_plan.rows) {
        if (m_run->state(row.step) == State::Succeeded || m_run->state(row.step) == State::Gone)
            targets.append(row.target);
    }
    return targets;
}
