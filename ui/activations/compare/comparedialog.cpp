#include "ui/activations/compare/comparedialog.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationtexts.h"
#include "ui/activations/compare/comparefigures.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(1040, 640);
constexpr int othersListed = 100;

QString choiceText(const ActivationSummary &row)
{
    return u"%1 · %2 · v%3 · %4"_s.arg(timeText(row.start, timesInUtc(), true), activationtexts::status(row), row.version,
                                       activationtexts::duration(row));
}

QString title(const Activation &record)
{
    return u"%1 %2"_s.arg(record.summary.name.shown(), shortId(record.summary.id));
}

/// Without the times, which always differ.
QString logText(const Activation &record)
{
    QString text;
    for (const LogLine &line : record.logs)
        text += line.text + u'\n';
    return text;
}

QString annotationText(const Activation &record)
{
    QList<json::Member> members;
    for (const KeyValue &item : record.annotations)
        members.append({item.key, item.value});
    std::sort(members.begin(), members.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return QString::fromUtf8(json::pretty(json::Value::object(members)));
}

struct ComparedTexts {
    QString result[2], annotations[2], logs[2];
    insight::Comparison found;
};

Result<std::shared_ptr<const ComparedTexts>> compared(const Activation &a, const Activation &b)
{
    auto texts = std::make_shared<ComparedTexts>();
    const Activation *const both[] = {&a, &b};
    for (int side = 0; side < 2; ++side) {
        texts->result[side] = QString::fromUtf8(json::pretty(both[side]->result));
        texts->annotations[side] = annotationText(*both[side]);
        texts->logs[side] = logText(*both[side]);
    }
    texts->found = insight::compare(a, b);
    return std::shared_ptr<const ComparedTexts>(std::move(texts));
}

} // namespace

CompareDialog::CompareDialog(Session &session, QWidget *parent)
    : Dialog(parent), m_session(&session), m_first(new QLabel(this)), m_second(new QLabel(this)), m_others(new QComboBox(this)),
      m_open(withRole(new QPushButton(tr("Open it"), this), u"link"_s))
{
    setObjectName(u"compareDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare two activations"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(firstSize);
    build();
    connect(&session, &QObject::destroyed, this, [this] {
        for (auto &request : m_requests)
            request.reset();
        m_list.reset();
        if (m_state->state() == StateView::Loading)
            m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    });
}

CompareDialog::~CompareDialog() = default;

void CompareDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_state = new StateView(buildTabs(), this);
    m_state->setObjectName(u"compareState"_s);
    layout->addWidget(m_state, 1);
    connect(m_state, &StateView::retryRequested, this, &CompareDialog::reload);
    connect(m_state, &StateView::cancelRequested, this, &QDialog::reject);
}

QWidget *CompareDialog::buildHead()
{
    auto *head = withRole(new QFrame(this), u"head"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(8);
    for (QLabel *label : {m_first, m_second}) {
        label->setTextFormat(Qt::PlainText);
        setRole(label, u"title"_s);
    }
    m_first->setObjectName(u"compareFirst"_s);
    m_second->setObjectName(u"compareSecond"_s);
    m_others->setObjectName(u"compareOthers"_s);
    m_others->setAccessibleName(tr("The other activation"));
    m_others->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_others->setMinimumContentsLength(36);
    m_others->setPlaceholderText(tr("Choose the other one"));
    m_open->setObjectName(u"compareOpen"_s);
    row->addWidget(m_first);
    row->addWidget(withRole(new QLabel(tr("with"), head), u"muted"_s));
    row->addWidget(m_second);
    row->addWidget(m_others, 1000);
    row->addWidget(m_open);
    row->addStretch(1);
    m_second->hide();
    connect(m_others, &QComboBox::activated, this, [this] { load(1, m_others->currentData().toString()); });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested({Target::Kind::Activation, {}, m_ids[1]}); });
    return head;
}

QWidget *CompareDialog::buildTabs()
{
    m_tabs = withRole(new QTabWidget(this), u"page"_s);
    m_tabs->setObjectName(u"compareTabs"_s);
    m_tabs->setDocumentMode(true);
    m_figures = new CompareFigures(m_tabs);
    m_result = new DiffView(m_tabs);
    m_annotations = new DiffView(m_tabs);
    m_logs = new DiffView(m_tabs);
    m_tabs->addTab(m_figures, tr("Overview"));
    m_tabs->addTab(m_result, tr("Result"));
    m_tabs->addTab(m_annotations, tr("Annotations"));
    m_tabs->addTab(m_logs, tr("Logs"));
    return m_tabs;
}

void CompareDialog::start(const ActivationSummary &first)
{
    m_first->setText(u"%1 %2"_s.arg(first.name.shown(), shortId(first.id)));
    show();
    load(0, first.id);
    loadOthers(first);
}

void CompareDialog::start(const QString &firstId, const QString &secondId)
{
    m_first->setText(shortId(firstId));
    m_second->setText(shortId(secondId));
    m_second->show();
    m_others->hide();
    show();
    load(0, firstId);
    load(1, secondId);
}

void CompareDialog::loadOthers(const ActivationSummary &first)
{
    if (!m_session)
        return;
    ActivationQuery query;
    query.name = first.name.shown();
    query.limit = othersListed;
    m_list = std::make_unique<QObject>();
    deliver(listActivations(m_session->client(), query, m_list.get()), m_list.get(),
            [this, first](const Result<List<ActivationSummary>> &rows) {
                if (!rows)
                    return m_state->showError(rows.error());
                fillOthers(first, **rows);
            });
}

void CompareDialog::fillOthers(const ActivationSummary &first, const QList<ActivationSummary> &rows)
{
    for (const ActivationSummary &row : rows)
        if (row.id != first.id)
            m_others->addItem(choiceText(row), row.id);
    if (m_others->count() == 0)
        return m_state->showEmpty(tr("No other activation of %1 is stored.").arg(first.name.shown()), {});
    // A run that went well says most about one that did not, and the other way round.
    const auto other = std::find_if(rows.cbegin(), rows.cend(), [&](const ActivationSummary &row) {
        return row.id != first.id && (row.status == ActivationStatus::Success) != (first.status == ActivationStatus::Success);
    });
    m_others->setCurrentIndex(other == rows.cend() ? 0 : m_others->findData(other->id));
    load(1, m_others->currentData().toString());
}

void CompareDialog::load(int side, const QString &id)
{
    m_ids[side] = id;
    m_records[side].reset();
    m_work.reset();
    m_requests[side] = std::make_unique<QObject>();
    if (!m_session)
        return m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    m_state->showLoading(tr("GET …/activations/%1 · gives up after 30 s").arg(shortId(id)));
    deliver(getActivation(m_session->client(), id, m_requests[side].get()), m_requests[side].get(),
            [this, side](const Result<Activation> &record) { take(side, record); });
}

void CompareDialog::reload()
{
    for (int side = 0; side < 2; ++side)
        if (!m_ids[side].isEmpty())
            load(side, m_ids[side]);
}

void CompareDialog::take(int side, const Result<Activation> &record)
{
    if (!record)
        return m_state->showError(record.error());
    m_records[side] = *record;
    (side ? m_second : m_first)->setText(title(*record));
    if (m_records[0] && m_records[1])
        compareBoth();
}

void CompareDialog::compareBoth()
{
    m_work = std::make_unique<QObject>();
    const auto work = QtConcurrent::run(workers(), [a = *m_records[0], b = *m_records[1]] { return compared(a, b); });
    deliver(work, m_work.get(), [this](const Result<std::shared_ptr<const ComparedTexts>> &made) {
        const ComparedTexts &texts = **made;
        const QString first = title(*m_records[0]), second = title(*m_records[1]);
        m_figures->setFacts(comparedFacts(*m_records[0], *m_records[1], texts.found));
        const std::tuple<DiffView *, const QString *, QString> views[] = {
            {m_result, texts.result, u"json"_s}, {m_annotations, texts.annotations, u"json"_s}, {m_logs, texts.logs, u"text"_s}};
        for (const auto &[view, both, language] : views) {
            view->setTitles(first, second);
            view->setTexts(both[0], both[1], language);
        }
        const auto counted = [](const QString &name, qsizetype count) { return count ? u"%1 %2"_s.arg(name).arg(count) : name + u" ="_s; };
        m_tabs->setTabText(1, counted(tr("Result"), texts.found.result.size()));
        m_tabs->setTabText(2, counted(tr("Annotations"), texts.found.annotations.size()));
        m_tabs->setTabText(3, texts.found.sameLogs() ? tr("Logs =") : tr("Logs"));
        m_state->showContent();
    });
}
