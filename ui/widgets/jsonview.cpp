#include "ui/widgets/jsonview.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/json/text.h"
#include "ui/models/jsonmodel.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/jsondelegate.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype expandAllUpTo = 300; ///< rows
constexpr int nameColumnWidth = 180;
constexpr int deepestExpanded = 6;
constexpr qsizetype longestLine = 10'000;

qsizetype countUpTo(const json::Value &value, qsizetype most, int depth = 0)
{
    qsizetype count = 1;
    for (const json::Member &member : value.members())
        count += count < most && depth < deepestExpanded ? countUpTo(member.value, most - count, depth + 1) : 1;
    for (const json::Value &item : value.items())
        count += count < most && depth < deepestExpanded ? countUpTo(item, most - count, depth + 1) : 1;
    return count;
}

constexpr qint64 largeFrom = 200'000; ///< characters, about

/// About how many characters its text has; stops counting at most.
qint64 weightUpTo(const json::Value &value, qint64 most)
{
    qint64 weight = value.isString() ? value.toString().size() + 4 : 8;
    for (const json::Member &member : value.members()) {
        if (weight >= most)
            return weight;
        weight += member.name.size() + weightUpTo(member.value, most - weight);
    }
    for (const json::Value &item : value.items()) {
        if (weight >= most)
            return weight;
        weight += weightUpTo(item, most - weight);
    }
    return weight;
}

/// An editor lays a line out as a whole: one of megabytes would stop the window. What is copied is not cut.
QString withShortLines(const QString &text)
{
    if (text.size() <= longestLine)
        return text;
    QString shown;
    for (const QStringView line : QStringView(text).split('\n'_L1)) {
        if (!shown.isEmpty())
            shown += '\n'_L1;
        shown += line.left(longestLine);
        if (line.size() > longestLine)
            shown += JsonView::tr("… and %1 more characters").arg(countText(line.size() - longestLine));
    }
    return shown;
}

QList<LogRow> linesOf(const QString &text)
{
    QList<LogRow> rows;
    for (const QStringView line : QStringView(text).split('\n'_L1))
        rows.append({{}, 0, line.toString()});
    return rows;
}

} // namespace

JsonView::JsonView(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedLayout), m_tree(new QTreeView(this)), m_model(new JsonModel(this)),
      m_raw(new CodeEditor(this)), m_message(new QLabel(this)), m_find(new FindBar(this))
{
    buildTree();
    buildActions();
    m_raw->setReadOnly(true);
    m_raw->setLanguage(u"json"_s);
    m_raw->setFolding(true);
    m_raw->setLineNumbers(false);
    m_raw->setObjectName(u"rawJson"_s);
    m_message->setObjectName(u"jsonMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(10, 8, 10, 8);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setRole(m_message, u"muted"_s);
    for (QWidget *page : {static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_raw), static_cast<QWidget *>(m_message)})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_find);
    layout->addLayout(m_stack, 1);
    m_find->setOptionsVisible(false);
    connect(m_find, &FindBar::changed, this, [this] { collectFinds(); });
    connect(m_find, &FindBar::moveRequested, this, &JsonView::moveToFind);
    connect(m_find, &FindBar::closed, m_tree, qOverload<>(&QWidget::setFocus));
    clear();
}

JsonView::~JsonView() = default;

void JsonView::buildTree()
{
    m_tree->setObjectName(u"jsonTree"_s);
    m_tree->setAccessibleName(tr("JSON document"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new JsonDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(16);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(0, nameColumnWidth);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->installEventFilter(this);
}

void JsonView::buildActions()
{
    addCopyAction(tr("Copy value"), u"copyValue"_s, JsonModel::ValueTextRole);
    addCopyAction(tr("Copy name"), u"copyName"_s, JsonModel::NameRole);
    addCopyAction(tr("Copy pointer"), u"copyPointer"_s, JsonModel::PointerRole);
    auto *all = new QAction(tr("Copy all"), m_tree);
    all->setObjectName(u"copyAll"_s);
    connect(all, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(text())); });
    m_tree->addAction(all);
}

void JsonView::addCopyAction(const QString &text, const QString &name, int role)
{
    auto *action = new QAction(text, m_tree);
    action->setObjectName(name);
    if (role == JsonModel::ValueTextRole) {
        action->setShortcut(QKeySequence::Copy);
        action->setShortcutContext(Qt::WidgetShortcut);
    }
    connect(action, &QAction::triggered, this, [this, role] {
        if (m_tree->currentIndex().isValid())
            QGuiApplication::clipboard()->setText(m_tree->currentIndex().data(role).toString());
    });
    m_tree->addAction(action);
}

void JsonView::setDocument(const json::Value &document)
{
    m_document = document;
    m_large = weightUpTo(document, largeFrom) >= largeFrom;
    m_writing.reset();
    m_finding.reset();
    m_text.clear();
    m_isJson = true;
    m_rawFilled = false;
    m_finds.clear();
    m_model->setDocument(document);
    if (countUpTo(document, expandAllUpTo) < expandAllUpTo)
        m_tree->expandToDepth(deepestExpanded);
    else
        m_tree->expand(m_model->index(0, 0));
    showMode();
}

void JsonView::setText(const QByteArray &text)
{
    if (const auto parsed = json::read(text)) {
        setDocument(parsed->value);
        return;
    }
    clear();
    m_text = text;
    m_large = text.size() >= largeFrom;
    m_rawFilled = false;
    showMode();
}

void JsonView::setMessage(const QString &text)
{
    clear();
    m_message->setText(text);
}

void JsonView::clear()
{
    m_document = {};
    m_text.clear();
    m_isJson = false;
    m_rawFilled = true;
    m_large = false;
    m_writing.reset();
    m_finding.reset();
    m_finds.clear();
    m_model->clear();
    if (m_lines)
        m_lines->setRows({});
    m_raw->setText({});
    m_message->clear();
    m_stack->setCurrentWidget(m_message);
}

void JsonView::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    showMode();
}

void JsonView::showMode()
{
    if (!m_isJson && m_text.isEmpty())
        return;
    if (m_isJson && m_mode == Tree)
        return m_stack->setCurrentWidget(m_tree);
    m_find->hide();
    if (!m_rawFilled)
        m_large ? fillLines() : fillRaw();
    m_rawFilled = true;
    m_stack->setCurrentWidget(m_large ? static_cast<QWidget *>(m_lines) : m_raw);
}

void JsonView::fillRaw()
{
    m_raw->setText(withShortLines(QString::fromUtf8(text())));
}

void JsonView::fillLines()
{
    if (!m_lines) {
        m_lines = new LogView(this);
        m_lines->setObjectName(u"rawLines"_s);
        m_stack->addWidget(m_lines);
    }
    m_lines->setMessage(tr("Writing it as text …"));
    m_writing = std::make_unique<QObject>();
    const auto rows = QtConcurrent::run(workers(), [document = m_document, isJson = m_isJson, text = m_text] {
        return Result<QList<LogRow>>(linesOf(QString::fromUtf8(isJson ? json::pretty(document) : text)));
    });
    deliver(rows, m_writing.get(), [this](const Result<QList<LogRow>> &made) { m_lines->setRows(*made); });
}

QByteArray JsonView::text() const
{
    return m_isJson ? json::pretty(m_document) : m_text;
}

void JsonView::find()
{
    if (m_stack->currentWidget() == m_raw)
        return m_raw->find();
    if (m_lines && m_stack->currentWidget() == m_lines)
        return m_lines->find();
    if (m_isJson)
        m_find->open();
}

void JsonView::collectFinds()
{
    m_finding.reset();
    const QString text = m_find->query().text;
    if (!m_large)
        return takeFinds(m_model->find(text, Qt::CaseInsensitive));
    m_finding = std::make_unique<QObject>();
    const auto finds = QtConcurrent::run(workers(), [document = m_document, text] {
        return Result<QStringList>(JsonModel::find(document, text, Qt::CaseInsensitive));
    });
    deliver(finds, m_finding.get(), [this](const Result<QStringList> &found) { takeFinds(*found); });
}

void JsonView::takeFinds(const QStringList &finds)
{
    m_finds = finds;
    m_currentFind = -1;
    moveToFind(true);
}

void JsonView::moveToFind(bool forward)
{
    const int count = int(m_finds.size());
    if (count > 0) {
        m_currentFind = m_currentFind < 0 && !forward ? count - 1 : (m_currentFind + (forward ? 1 : count - 1)) % count;
        const QModelIndex index = m_model->indexOf(m_finds.at(m_currentFind));
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    }
    m_find->setResult(m_currentFind + 1, count);
}

bool JsonView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find)) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                find();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
