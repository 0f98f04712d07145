#include "ui/activations/detail/logspane.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/recordfile.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QThreadPool>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype workerFrom = 1000; ///< lines

QList<LogRow> rowsOf(const QList<LogsPane::Part> &parts, bool utc)
{
    QList<LogRow> rows;
    for (const LogsPane::Part &part : parts) {
        if (parts.size() > 1)
            rows.append({{}, 0, part.name, LogLevel::None, true});
        if (part.lines.isEmpty())
            rows.append({{}, 0, part.note, LogLevel::Debug});
        rows += activationtexts::logRows(part.lines, utc);
    }
    return rows;
}

/// To free a hundred thousand lines takes longer than a frame.
void dropLater(QList<LogsPane::Part> parts)
{
    if (std::any_of(parts.cbegin(), parts.cend(), [](const LogsPane::Part &part) { return part.lines.size() > 1000; }))
        endOnWorker(std::move(parts));
}

} // namespace

LogsPane::LogsPane(QWidget *parent) : QWidget(parent), m_chooser(new QWidget(this)), m_choice(new QComboBox(m_chooser)), m_view(new LogView(this))
{
    m_view->setObjectName(u"activationLogs"_s);
    m_view->setToolsVisible(true);
    m_choice->setObjectName(u"logMembers"_s);
    m_choice->setAccessibleName(tr("Whose logs"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(7);
    auto *row = new QHBoxLayout(m_chooser);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(withRole(new QLabel(tr("of"), m_chooser), u"small"_s));
    row->addWidget(m_choice);
    m_view->addTool(m_chooser);
    m_chooser->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_choice, &QComboBox::activated, this, [this] {
        m_chosen = m_choice->currentData().toString();
        showRows();
    });
    connect(m_view, &LogView::notice, this, &LogsPane::notice);
}

LogsPane::~LogsPane()
{
    dropLater(std::exchange(m_parts, {}));
}

void LogsPane::setParts(const QList<Part> &parts)
{
    if (parts == m_parts && !parts.isEmpty())
        return;
    dropLater(std::exchange(m_parts, parts));
    fillChoice();
    showRows();
    Q_EMIT counted();
}

void LogsPane::setMessage(const QString &text)
{
    dropLater(std::exchange(m_parts, {}));
    m_work.reset();
    m_chooser->hide();
    m_view->setMessage(text);
    Q_EMIT counted();
}

void LogsPane::fillChoice()
{
    m_choice->clear();
    m_choice->addItem(tr("all members"), QString());
    for (const Part &part : m_parts)
        m_choice->addItem(part.name, part.id);
    const int place = m_choice->findData(m_chosen);
    if (place < 0)
        m_chosen.clear();
    m_choice->setCurrentIndex(std::max(0, place));
    m_chooser->setVisible(m_parts.size() > 1);
}

void LogsPane::choose(const QString &id)
{
    if (m_chosen.isEmpty() || id == m_chosen || m_choice->findData(id) < 0)
        return;
    m_chosen = id;
    m_choice->setCurrentIndex(m_choice->findData(id));
    showRows();
}

void LogsPane::showRows()
{
    QList<Part> shown;
    qsizetype lines = 0;
    for (const Part &part : m_parts) {
        if (!m_chosen.isEmpty() && part.id != m_chosen)
            continue;
        shown.append(part);
        lines += part.lines.size();
    }
    m_work.reset();
    if (!shown.isEmpty()) // of several the first is what started the others
        m_view->setSaveName(recordFile(shown.first().name, shown.first().id, u"log"_s));
    if (lines == 0 && shown.size() < 2)
        return m_view->setMessage(shown.isEmpty() ? QString() : shown.first().note);
    if (lines < workerFrom)
        return takeRows(rowsOf(shown, timesInUtc()));
    if (m_view->rowCount() == 0)
        m_view->setMessage(tr("Reading %1 lines …").arg(countText(lines)));
    m_work = std::make_unique<QObject>();
    const auto rows = QtConcurrent::run(workers(), [shown, utc = timesInUtc()] { return Result<QList<LogRow>>(rowsOf(shown, utc)); });
    deliver(rows, m_work.get(), [this](const Result<QList<LogRow>> &made) { takeRows(*made); });
}

void LogsPane::takeRows(const QList<LogRow> &rows)
{
    m_view->setRows(rows);
}

qsizetype LogsPane::lineCount() const
{
    qsizetype lines = 0;
    for (const Part &part : m_parts)
        lines += part.lines.size();
    return lines;
}

bool LogsPane::showsAll() const
{
    return m_chosen.isEmpty();
}

void LogsPane::find()
{
    m_view->find();
}

void LogsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange && !m_parts.isEmpty())
        showRows();
}
