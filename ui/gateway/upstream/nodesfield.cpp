#include "ui/gateway/upstream/nodesfield.h"

#include "ui/gateway/upstream/nodesmodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRowsShown = 12;
constexpr int narrowestHost = 140;
constexpr int widestHost = 360; ///< longer ones are cut, and told by their tip

constexpr QAbstractItemView::EditTriggers editing = QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                                                    | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed;

bool isNode(const json::Value &item)
{
    return item.isObject() && item.value(u"host").isString();
}

} // namespace

bool NodesField::canShow(const std::optional<json::Value> &value)
{
    if (!value)
        return true;
    if (value->isObject())
        return true;
    return value->isArray() && std::all_of(value->items().begin(), value->items().end(), isNode);
}

NodesField::NodesField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_model(new NodesModel(this))
    , m_table(new QTableView(this))
    , m_problem(plainLabel({}, u"error"_s, this))
    , m_form(plainLabel({}, u"faint"_s, this))
    , m_add(makeButton(tr("+ Node"), u"addNode"_s, this))
    , m_remove(makeButton(tr("Remove"), u"removeNode"_s, this))
    , m_up(makeButton(u"↑"_s, u"nodeUp"_s, this))
    , m_down(makeButton(u"↓"_s, u"nodeDown"_s, this))
{
    build();
    connect(m_model, &NodesModel::edited, this, &NodesField::store);
    connect(m_model, &NodesModel::refused, this, [this](const QString &sentence) {
        m_refusal = sentence;
        showProblem();
    });
    connect(m_add, &QPushButton::clicked, this, &NodesField::add);
    connect(m_remove, &QPushButton::clicked, this, &NodesField::removeCurrent);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &NodesField::enableButtons);
    refresh();
}

void NodesField::build()
{
    m_table->setModel(m_model);
    dressTable(m_table, pointer(), tr("Nodes"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setItemDelegateForColumn(nodes::Health, new ChipDelegate(m_table));
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setStretchLastSection(false);
    for (const auto &[column, width] : {std::pair{nodes::Port, 76}, {nodes::Weight, 74}, {nodes::Share, 66}, {nodes::Priority, 74},
                                        {nodes::Metadata, 110}, {nodes::Health, 110}})
        m_table->setColumnWidth(column, width);
    m_table->setTabKeyNavigation(false); // Tab leads on to the next field
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    setFocusProxy(m_table);
    m_up->setAccessibleName(tr("Move the node up"));
    m_down->setAccessibleName(tr("Move the node down"));
    m_problem->setObjectName(u"nodesProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_form->setObjectName(u"nodesForm"_s);
    m_form->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(framed(m_table));
    layout->addWidget(m_problem);
    layout->addLayout(rowOf({m_add, m_remove, m_up, m_down, nullptr}, 6));
    layout->addWidget(m_form);
}

void NodesField::showProblem()
{
    const QString sentence = m_refusal.isEmpty() ? state().problemAt(pointer()) : m_refusal;
    m_problem->setText(sentence.isEmpty() ? sentence : u"✕ "_s + sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void NodesField::refresh()
{
    const json::Value nodes = state().form().at(pointer()).value_or(json::Value());
    m_model->setReadOnly(state().isReadOnly());
    m_table->setEditTriggers(state().isReadOnly() ? QAbstractItemView::NoEditTriggers : editing);
    m_model->setNodes(nodes);
    m_form->setText(nodes.isObject() ? tr("kept as an object of addresses; a priority or metadata makes it a list") : QString());
    m_form->setVisible(nodes.isObject());
    showProblem();
    fitHost();
    enableButtons();
}

bool NodesField::suits() const
{
    return canShow(state().form().at(pointer()));
}

bool NodesField::focusPlace(const QString &pointer)
{
    if (!isInside(pointer))
        return false;
    const QString rest = pointer.mid(this->pointer().size() + 1);
    const QStringList names{u"host"_s, u"port"_s, u"weight"_s, {}, u"priority"_s, u"metadata"_s};
    const int column = int(names.indexOf(rest.section(u'/', 1, 1)));
    choose(rest.section(u'/', 0, 0).toInt(), std::max(column, 0));
    m_table->setFocus(Qt::OtherFocusReason);
    return true;
}

bool NodesField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitHost();
    if (watched != m_table || event->type() != QEvent::KeyPress || state().isReadOnly())
        return FieldEditor::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (key->matches(QKeySequence::Paste))
        paste();
    else if (key->key() == Qt::Key_Delete)
        removeCurrent();
    else if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
        move(key->key() == Qt::Key_Up ? -1 : 1);
    else
        return FieldEditor::eventFilter(watched, event);
    return true;
}

void NodesField::store(const json::Value &nodes)
{
    state().edit([this, &nodes](schema::Form &form) { form.set(pointer(), nodes); });
    refresh();
}

void NodesField::add()
{
    store(nodes::withNode(m_model->nodes(), u"127.0.0.1"_s, u"8080"_s));
    choose(m_model->rowCount() - 1);
    m_table->edit(m_table->currentIndex());
}

void NodesField::removeCurrent()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model->rowCount())
        return;
    store(nodes::withoutNode(m_model->nodes(), row));
    choose(std::min(row, m_model->rowCount() - 1));
}

void NodesField::move(int by)
{
    const int row = m_table->currentIndex().row();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_model->rowCount())
        return;
    const int column = m_table->currentIndex().column();
    store(nodes::moved(m_model->nodes(), row, to));
    choose(to, column);
}

/// "host:port weight" or "host port weight", one a line, as people have them in notes and lists.
void NodesField::paste()
{
    json::Value value = m_model->nodes();
    for (const QString &line : QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts)) {
        QStringList words = line.simplified().replace(u',', u' ').split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        auto [host, port] = nodes::split(words.takeFirst());
        if (port.isEmpty() && words.size() > 1)
            port = words.takeFirst();
        const json::Value longer = nodes::withNode(value, host, port);
        const auto weighted = words.isEmpty() ? Result<json::Value>(longer) : nodes::withCell(longer, longer.size() - 1, nodes::Weight, words.first());
        value = weighted ? *weighted : longer;
    }
    if (!(value == m_model->nodes()))
        store(value);
}

void NodesField::choose(int row, int column)
{
    m_table->setCurrentIndex(m_model->index(row, column));
}

void NodesField::enableButtons()
{
    const int row = m_table->currentIndex().row();
    const bool may = !state().isReadOnly();
    m_add->setEnabled(may);
    m_remove->setEnabled(may && row >= 0);
    m_up->setEnabled(may && row > 0);
    m_down->setEnabled(may && row >= 0 && row + 1 < m_model->rowCount());
}

/// Hosts take what the others leave, and where that is little one scrolls: a host that cannot be read is of no use.
void NodesField::fitHost()
{
    int others = 0;
    for (int column = nodes::Host + 1; column < nodes::columnCount; ++column)
        others += m_table->columnWidth(column);
    int longest = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        longest = std::max(longest, m_table->sizeHintForIndex(m_model->index(row, nodes::Host)).width());
    const int wanted = std::clamp(longest + 8, narrowestHost, widestHost);
    m_table->setColumnWidth(nodes::Host, std::max(wanted, m_table->viewport()->width() - others));
    fitHeight();
}

void NodesField::fitHeight()
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostRowsShown);
    const int head = m_table->horizontalHeader()->sizeHint().height();
    const bool scrolls = m_table->horizontalHeader()->length() > m_table->viewport()->width();
    const int bar = scrolls ? m_table->horizontalScrollBar()->sizeHint().height() : 0;
    m_table->setFixedHeight(head + rows * theme::current().rowHeight + bar + 4);
}
