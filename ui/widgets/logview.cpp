#include "ui/widgets/logview.h"

#include "ui/widgets/findbar.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/role.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QThreadPool>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// To free the texts of a hundred thousand lines takes longer than to show others.
void dropLater(QList<LogRow> rows)
{
    if (rows.size() > 1000)
        QThreadPool::globalInstance()->start([rows = std::move(rows)]() mutable { rows.clear(); });
}

} // namespace

LogView::LogView(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedLayout), m_message(new QLabel(this)), m_area(new LogArea(this)),
      m_tools(new QWidget(this)), m_find(new FindBar(this))
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
    auto *row = new QHBoxLayout(m_tools);
    row->setContentsMargins(10, 2, 10, 2);
    row->setSpacing(14);
    row->addStretch();
    const auto addBox = [&](const QString &text, const QString &name, bool checked) {
        auto *box = new QCheckBox(text, m_tools);
        box->setObjectName(name);
        box->setChecked(checked);
        row->addWidget(box);
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
    for (QAction *action : {copyAction, allAction}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_area->addAction(action);
    }
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

QList<LogRow> LogView::shownRows() const
{
    if (m_out && m_err)
        return m_rows; // a hundred thousand need not be copied
    QList<LogRow> shown;
    shown.reserve(m_rows.size());
    for (const LogRow &row : m_rows) {
        if (row.stream == 0 || (row.stream == 1 && m_out) || (row.stream == 2 && m_err))
            shown.append(row);
    }
    return shown;
}

void LogView::refilter()
{
    m_area->setRows(shownRows());
    if (!m_find->isHidden())
        m_area->find(m_find->query());
}

void LogView::setToolsVisible(bool visible)
{
    m_tools->setVisible(visible);
}

void LogView::setStreamShown(int stream, bool shown)
{
    (stream == 2 ? m_err : m_out) = shown;
    (stream == 2 ? m_errBox : m_outBox)->setChecked(shown);
    refilter();
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

int LogView::rowCount() const
{
    return int(m_rows.size());
}

int LogView::shownCount() const
{
    return int(m_area->rows().size());
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
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
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
    }
    return QWidget::eventFilter(watched, event);
}
