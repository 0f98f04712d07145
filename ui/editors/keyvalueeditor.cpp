#include "ui/editors/keyvalueeditor.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/keyvaluedelegate.h"
#include "ui/editors/valuepane.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/switch.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int leastOwn = 320;

void setColumns(QTableView *table, KeyValueModel::Sort sort)
{
    const bool parameters = sort == KeyValueModel::Sort::Parameters;
    QHeaderView *header = table->horizontalHeader();
    header->setStretchLastSection(!parameters);
    table->setColumnWidth(KeyValueModel::NameColumn, 160);
    table->setColumnWidth(KeyValueModel::TypeColumn, 100);
    table->setColumnWidth(KeyValueModel::ValueColumn, 200);
    if (!parameters)
        return;
    header->setSectionResizeMode(KeyValueModel::ValueColumn, QHeaderView::Stretch);
    table->setColumnWidth(KeyValueModel::LastColumn, 48);
    table->setColumnWidth(KeyValueModel::SecretColumn, 68);
    if (table->model()->columnCount() > KeyValueModel::CallerColumn)
        table->setColumnWidth(KeyValueModel::CallerColumn, 156);
}

} // namespace

KeyValueEditor::KeyValueEditor(KeyValueModel::Sort sort, QWidget *parent)
    : QWidget(parent)
    , m_model(new KeyValueModel(sort, this))
    , m_inherited(new KeyValueModel(sort, this))
    , m_table(new QTableView(this))
    , m_inheritedTable(new QTableView(this))
    , m_inheritedTitle(plainLabel({}, u"title"_s, this))
    , m_note(shortLabel({}, u"muted"_s, this))
    , m_bar(new MessageBar(this))
    , m_search(new SearchField(tr("Find"), {}, this))
    , m_final(new Switch(tr("Final"), this))
    , m_finalMark(plainLabel({}, u"info"_s, this))
    , m_pane(new ValuePane(m_model, this))
    , m_add(makeButton(tr("+ Add"), u"addEntry"_s, this))
    , m_remove(makeButton(tr("Remove"), u"removeEntry"_s, this))
    , m_up(makeButton(u"↑"_s, u"entryUp"_s, this))
    , m_down(makeButton(u"↓"_s, u"entryDown"_s, this))
    , m_json(makeButton(tr("As JSON…"), u"entriesAsJson"_s, this))
{
    const bool parameters = sort == KeyValueModel::Sort::Parameters;
    auto *splitter = new FoldingSplitter(this);
    splitter->addWidget(buildOwn(parameters ? tr("Own parameters") : tr("Annotations")));
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({760, 310});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setEntity(m_model->entity());
    connectParts();
    enableButtons();
}

void KeyValueEditor::connectParts()
{
    connect(m_model, &KeyValueModel::edited, this, &KeyValueEditor::edited);
    if (m_model->sort() == KeyValueModel::Sort::Parameters)
        connect(m_add, &QPushButton::clicked, this, &KeyValueEditor::addEntry);
    connect(m_remove, &QPushButton::clicked, this, &KeyValueEditor::removeEntry);
    connect(m_up, &QPushButton::clicked, this, [this] { moveEntry(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveEntry(1); });
    connect(m_json, &QPushButton::clicked, this, &KeyValueEditor::editAsJson);
    connect(m_search, &QLineEdit::textChanged, this, &KeyValueEditor::filter);
    connect(m_final, &Switch::clicked, this, &KeyValueEditor::finalToggled);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &KeyValueEditor::currentChanged);
    const auto shortcut = [this](const QKeySequence &keys, auto run) {
        connect(new QShortcut(keys, m_table, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this, run);
    };
    shortcut(QKeySequence::Paste, [this] { paste(); });
    shortcut(QKeySequence::Delete, [this] {
        if (m_remove->isEnabled())
            removeEntry();
    });
    shortcut(Qt::ALT | Qt::Key_Up, [this] { m_up->click(); });
    shortcut(Qt::ALT | Qt::Key_Down, [this] { m_down->click(); });
}

QWidget *KeyValueEditor::buildHead(const QString &title)
{
    m_up->setAccessibleName(tr("Move up"));
    m_down->setAccessibleName(tr("Move down"));
    m_search->setObjectName(u"findEntry"_s);
    m_search->setFixedWidth(120);
    m_search->setAccessibleName(tr("Find in names and values"));
    auto *head = new QWidget(this);
    auto *row = new HeadLayout(head);
    row->setContentsMargins(12, 8, 12, 8);
    row->addFacts({plainLabel(title, u"title"_s, head), m_note});
    row->addButtons({m_search, m_add, m_remove, m_up, m_down, m_json});
    return head;
}

QWidget *KeyValueEditor::buildOwn(const QString &title)
{
    auto *part = new QWidget(this);
    part->setMinimumWidth(leastOwn);
    m_table->setModel(m_model);
    dressTable(m_table, u"entries"_s, title);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::SelectedClicked);
    auto *delegate = new KeyValueDelegate(m_table);
    m_table->setItemDelegate(delegate);
    setColumns(m_table, m_model->sort());
    m_bar->setObjectName(u"entriesMessage"_s);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead(title));
    layout->addWidget(m_bar);
    layout->addWidget(m_table, 2);
    layout->addWidget(buildFinal());
    layout->addWidget(buildInherited(), 1);
    connect(delegate, &KeyValueDelegate::revealWanted, this, [this](int row) {
        choose(row, KeyValueModel::ValueColumn);
        m_pane->unlock();
    });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == KeyValueModel::ValueColumn)
            m_pane->focusValue();
    });
    return part;
}

QWidget *KeyValueEditor::buildFinal()
{
    m_finalPart = new QWidget(this);
    m_final->setObjectName(u"finalSwitch"_s);
    m_finalMark->setObjectName(u"finalMark"_s);
    QLabel *meaning = shortLabel(tr("annotation final, for the whole action: a caller who sends a parameter that has a value "
                                    "is refused with 400."),
                                 u"muted"_s, m_finalPart);
    meaning->setToolTip(plainTip(meaning->text()));
    meaning->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QBoxLayout *row = rowOf({m_final, m_finalMark, meaning});
    row->setStretch(2, 1);
    row->setContentsMargins(12, 6, 12, 6);
    m_finalPart->setLayout(row);
    m_finalPart->hide();
    return m_finalPart;
}

QWidget *KeyValueEditor::buildInherited()
{
    m_inheritedPart = new QWidget(this);
    m_inherited->setReadOnly(true);
    m_inheritedTable->setModel(m_inherited);
    dressTable(m_inheritedTable, u"inheritedEntries"_s, tr("Parameters of the package"));
    m_inheritedTable->setItemDelegate(new KeyValueDelegate(m_inheritedTable));
    setColumns(m_inheritedTable, m_inherited->sort());
    auto *layout = new QVBoxLayout(m_inheritedPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_inheritedTitle->setContentsMargins(12, 8, 12, 8);
    m_inheritedTitle->setObjectName(u"inheritedTitle"_s);
    layout->addWidget(m_inheritedTitle);
    layout->addWidget(m_inheritedTable);
    m_inheritedPart->hide();
    return m_inheritedPart;
}

void KeyValueEditor::setItems(const QList<KeyValue> &items, const QList<KeyValue> &was)
{
    const int row = currentRow();
    m_pane->setRow(-1);
    m_model->setItems(items, was);
    if (!items.isEmpty())
        choose(std::clamp(row, 0, int(items.size()) - 1));
    filter();
    enableButtons();
}

void KeyValueEditor::setInherited(const QList<KeyValue> &items, const QString &shownFrom)
{
    m_inherited->setItems(items, items);
    m_inheritedTitle->setText(tr("From %1: %n, never written back here", nullptr, int(items.size())).arg(shownFrom));
    m_inheritedPart->setVisible(!items.isEmpty());
}

void KeyValueEditor::setFinal(bool final, bool changed)
{
    m_model->setFinal(final);
    setColumns(m_table, m_model->sort());
    m_final->setChecked(final);
    m_finalMark->setText(changed ? u"● "_s + (final ? tr("was off") : tr("was on")) : QString());
    m_finalMark->setVisible(changed);
    m_finalPart->show();
}

void KeyValueEditor::setMostBytes(qint64 bytes)
{
    m_model->setMostBytes(bytes);
}

void KeyValueEditor::setReadOnly(const QString &reason)
{
    if (m_reason == reason)
        return; // filling the pane again would move the cursor of who types
    m_reason = reason;
    m_model->setReadOnly(!reason.isEmpty());
    m_pane->setRow(m_pane->row());
    enableButtons();
}

void KeyValueEditor::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setToolTip(plainTip(text));
}

int KeyValueEditor::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void KeyValueEditor::choose(int row, int column)
{
    m_table->setCurrentIndex(m_model->index(row, column));
    m_pane->setRow(row);
}

void KeyValueEditor::currentChanged()
{
    m_pane->setRow(currentRow());
    enableButtons();
}

void KeyValueEditor::enableButtons()
{
    const int row = currentRow();
    const QString none = m_reason.isEmpty() && row < 0 ? tr("No entry is chosen.") : m_reason;
    const bool managed = row >= 0 && m_model->isManaged(row);
    enableOrExplain(m_add, m_reason);
    enableOrExplain(m_json, m_reason, tr("All of them as one JSON object; secrets are left out and stay"));
    enableOrExplain(m_final, m_reason);
    enableOrExplain(m_remove, managed ? tr("The server sets this by itself.") : none);
    enableOrExplain(m_up, row == 0 ? tr("This is the first one.") : none, tr("Move up (Alt+Up)"));
    enableOrExplain(m_down, row >= 0 && row == m_model->rowCount({}) - 1 ? tr("This is the last one.") : none,
                    tr("Move down (Alt+Down)"));
}
