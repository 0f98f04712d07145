#include "ui/widgets/logview.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/logtext.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSaveFile>
#include <QStackedLayout>
#include <QThreadPool>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype workerFrom = 2000; ///< rows

Result<Done> write(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        return Error{Error::Kind::Rejected, file.errorString(), {}};
    return Done{};
}

/// To free the texts of a hundred thousand lines takes longer than to show others.
void dropLater(QList<LogRow> rows)
{
    if (rows.size() > 1000)
        endOnWorker(std::move(rows));
}

} // namespace

LogView::LogView(QWidget *parent)
    : QWidget(parent), m_filter(std::make_unique<LogFilter>()), m_stack(new QStackedLayout), m_message(new QLabel(this)),
      m_area(new LogArea(this)), m_tools(new QWidget(this)), m_toolRow(new QHBoxLayout(m_tools)),
      m_levels(new QComboBox(m_tools)), m_find(new FindBar(this))
{
    m_message->setObjectName(u"logMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(10, 8, 10, 8);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setRole(m_message, u"muted"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_area);
    buildTools();
    buildActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_find);
    layout->addLayout(m_stack, 1);
    setFocusProxy(m_area);
    m_area->installEventFilter(this);
    connectFind();
}

LogView::~LogView()
{
    dropLater(std::exchange(m_rows, {}));
}

void LogView::connectFind()
{
    connect(m_find, &FindBar::changed, this, [this] { m_area->find(m_find->query()); });
    connect(m_find, &FindBar::moveRequested, m_area, &LogArea::findNext);
    connect(m_find, &FindBar::closed, this, [this] {
        m_area->find({});
        m_area->setFocus();
    });
    connect(m_area, &LogArea::found, m_find, &FindBar::setResult);
    connect(m_area, &LogArea::queryBroken, this, [this] { m_find->setProblem(tr("no valid expression")); });
}

void LogView::buildTools()
{
    m_toolRow->setContentsMargins(10, 2, 10, 2);
    m_toolRow->setSpacing(6);
    m_toolRow->addStretch();
    m_levels->setObjectName(u"logLevels"_s);
    m_levels->setAccessibleName(tr("Least level shown"));
    m_levels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_levels->setMinimumContentsLength(6);
    m_levels->addItem(tr("All levels"), int(LogLevel::None));
    m_levels->addItem(tr("Warnings and errors"), int(LogLevel::Warning));
    m_levels->addItem(tr("Errors"), int(LogLevel::Error));
    m_toolRow->addWidget(m_levels);
    connect(m_levels, &QComboBox::activated, this, [this] { setLeastLevel(LogLevel(m_levels->currentData().toInt())); });
    const auto addBox = [&](const QString &text, const QString &name, bool checked) {
        auto *box = new QCheckBox(text, m_tools);
        box->setObjectName(name);
        box->setChecked(checked);
        m_toolRow->addWidget(box);
        return box;
    };
    m_outBox = addBox(tr("stdout"), u"logStdout"_s, true);
    m_errBox = addBox(tr("stderr"), u"logStderr"_s, true);
    m_wrapBox = addBox(tr("Wrap"), u"logWrap"_s, false);
    connect(m_outBox, &QCheckBox::toggled, this, [this](bool on) { setStreamShown(1, on); });
    connect(m_errBox, &QCheckBox::toggled, this, [this](bool on) { setStreamShown(2, on); });
    connect(m_wrapBox, &QCheckBox::toggled, this, &LogView::setWrap);
    m_tools->hide();
}

void LogView::buildActions()
{
    auto *copyAction = new QAction(tr("Copy"), m_area);
    copyAction->setObjectName(u"copyLog"_s);
    copyAction->setShortcut(QKeySequence::Copy);
    auto *allAction = new QAction(tr("Select all"), m_area);
    allAction->setShortcut(QKeySequence::SelectAll);
    auto *saveAction = new QAction(tr("Save what is shown…"), m_area);
    saveAction->setObjectName(u"saveLog"_s);
    for (QAction *action : {copyAction, allAction, saveAction}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_area->addAction(action);
    }
    connect(saveAction, &QAction::triggered, this, &LogView::save);
    m_area->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyAction, &QAction::triggered, this, &LogView::copy);
    connect(allAction, &QAction::triggered, this, &LogView::selectAll);
}

void LogView::setRows(QList<LogRow> rows)
{
    auto before = std::exchange(m_rows, std::move(rows));
    // Lines without a stream cannot be told apart, so there is nothing to switch.
    const bool marked = std::any_of(m_rows.cbegin(), m_rows.cend(), [](const LogRow &row) { return row.stream != 0; });
    m_outBox->setVisible(marked);
    m_errBox->setVisible(marked);
    m_levels->setVisible(std::any_of(m_rows.cbegin(), m_rows.cend(), [](const LogRow &row) { return row.level != LogLevel::None; }));
    refilter(); // lets go of them, too
    dropLater(std::move(before));
    m_stack->setCurrentWidget(m_area);
}

void LogView::setMessage(const QString &text)
{
    m_area->setRows({});
    dropLater(std::exchange(m_rows, {}));
    m_message->setText(text);
    m_stack->setCurrentWidget(m_message);
}

void LogView::refilter()
{
    m_area->setRows(filteredRows(m_rows, *m_filter));
    if (!m_find->isHidden())
        m_area->find(m_find->query());
}

void LogView::setToolsVisible(bool visible)
{
    m_tools->setVisible(visible);
}

void LogView::setStreamShown(int stream, bool shown)
{
    bool &now = stream == 2 ? m_filter->err : m_filter->out;
    if (now == shown)
        return;
    now = shown;
    (stream == 2 ? m_errBox : m_outBox)->setChecked(shown);
    refilter();
}

void LogView::setLeastLevel(LogLevel level)
{
    m_filter->least = level;
    m_levels->setCurrentIndex(m_levels->findData(int(level)));
    refilter();
}

void LogView::addTool(QWidget *tool)
{
    m_toolRow->insertWidget(0, tool);
}

void LogView::setWrap(bool wrap)
{
    m_wrapBox->setChecked(wrap);
    m_area->setWrap(wrap);
}

void LogView::find()
{
    if (m_stack->currentWidget() == m_area)
        m_find->open();
}

void LogView::findNext(bool forward)
{
    m_area->findNext(forward);
}

int LogView::rowCount() const
{
    return int(std::count_if(m_rows.cbegin(), m_rows.cend(), [](const LogRow &row) { return !row.heading; }));
}

int LogView::shownCount() const
{
    const auto &rows = m_area->rows();
    return int(std::count_if(rows.cbegin(), rows.cend(), [](const LogRow &row) { return !row.heading; }));
}

QString LogView::selectedText() const
{
    return m_area->selectedText();
}

void LogView::selectAll()
{
    m_area->selectAll();
}

void LogView::copy()
{
    const auto [from, count] = m_area->selection();
    if (count == 0)
        return;
    const auto put = [this, count = count](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT notice(tr("%1 lines copied").arg(countText(count)));
    };
    if (count < workerFrom)
        return put(selectedText());
    const auto text = QtConcurrent::run(workers(), [rows = m_area->rows(), from = from, count = count] {
        return Result<QString>(logText(rows, from, count));
    });
    deliver(text, this, [put](const Result<QString> &made) { put(*made); });
}

void LogView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the log"));
    dialog->setObjectName(u"saveLogDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_saveName.isEmpty() ? u"activation.log"_s : m_saveName);
    connect(dialog, &QFileDialog::fileSelected, this, &LogView::saveTo);
    dialog->open();
}

void LogView::saveTo(const QString &path)
{
    const auto written = QtConcurrent::run(workers(), [rows = m_area->rows(), path] { return write(path, logText(rows, 0, rows.size(), true)); });
    deliver(written, this, [this, path](const Result<Done> &done) {
        Q_EMIT notice(done ? tr("Saved to %1").arg(path) : tr("The log was not saved: %1").arg(done.error().message));
    });
}

bool LogView::eventFilter(QObject *watched, QEvent *event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (override || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find)) {
            event->accept();
            if (!override)
                find();
            return true;
        }
        if (key->key() == Qt::Key_F3 && !m_find->isHidden()) {
            event->accept();
            if (!override)
                findNext(!(key->modifiers() & Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
