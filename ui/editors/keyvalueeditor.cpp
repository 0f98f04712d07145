#include "ui/editors/keyvalueeditor.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/valuepane.h"
#include "ui/widgets/role.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

void setColumns(QTableView *table, KeyValueModel::Sort sort)
{
    const bool parameters = sort == KeyValueModel::Sort::Parameters;
    table->horizontalHeader()->setStretchLastSection(!parameters);
    table->setColumnWidth(KeyValueModel::NameColumn, 170);
    table->setColumnWidth(KeyValueModel::TypeColumn, 84);
    table->setColumnWidth(KeyValueModel::ValueColumn, 200);
    if (!parameters)
        return;
    table->horizontalHeader()->setSectionResizeMode(KeyValueModel::ValueColumn, QHeaderView::Stretch);
    table->setColumnWidth(KeyValueModel::LastColumn, 56);
}

} // namespace

KeyValueEditor::KeyValueEditor(KeyValueModel::Sort sort, QWidget *parent)
    : QWidget(parent)
    , m_model(new KeyValueModel(sort, this))
    , m_inherited(new KeyValueModel(sort, this))
    , m_table(new QTableView(this))
    , m_inheritedTable(new QTableView(this))
    , m_inheritedTitle(plainLabel({}, u"title"_s, this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_pane(new ValuePane(m_model, this))
    , m_add(makeButton(tr("+ Add"), u"addEntry"_s, this))
    , m_remove(makeButton(tr("Remove"), u"removeEntry"_s, this))
    , m_up(makeButton(u"↑"_s, u"entryUp"_s, this))
    , m_down(makeButton(u"↓"_s, u"entryDown"_s, this))
{
    const bool parameters = sort == KeyValueModel::Sort::Parameters;
    auto *splitter = new QSplitter(this);
    splitter->addWidget(buildOwn(parameters ? tr("Own parameters") : tr("Annotations")));
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_model, &KeyValueModel::edited, this, &KeyValueEditor::edited);
    connect(m_add, &QPushButton::clicked, this, &KeyValueEditor::addEntry);
    connect(m_remove, &QPushButton::clicked, this, &KeyValueEditor::removeEntry);
    connect(m_up, &QPushButton::clicked, this, [this] { moveEntry(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveEntry(1); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &KeyValueEditor::currentChanged);
    enableButtons();
}

QWidget *KeyValueEditor::buildOwn(const QString &title)
{
    auto *part = new QWidget(this);
    m_table->setModel(m_model);
    dressTable(m_table, u"entries"_s, title);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::SelectedClicked);
    setColumns(m_table, m_model->sort());
    m_up->setAccessibleName(tr("Move up"));
    m_down->setAccessibleName(tr("Move down"));
    auto *head = new QWidget(part);
    QBoxLayout *row = rowOf({plainLabel(title, u"title"_s, head), m_note, nullptr, m_add, m_remove, m_up, m_down});
    row->setContentsMargins(12, 8, 12, 8);
    head->setLayout(row);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_table, 2);
    layout->addWidget(buildInherited(), 1);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == KeyValueModel::ValueColumn)
            m_pane->focusValue();
    });
    return part;
}

QWidget *KeyValueEditor::buildInherited()
{
    m_inheritedPart = new QWidget(this);
    m_inherited->setReadOnly(true);
    m_inheritedTable->setModel(m_inherited);
    dressTable(m_inheritedTable, u"inheritedEntries"_s, tr("Parameters of the package"));
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
    enableButtons();
}

void KeyValueEditor::setInherited(const QList<KeyValue> &items, const QString &shownFrom)
{
    m_inherited->setItems(items, items);
    m_inheritedTitle->setText(tr("From %1: %n, never written back here", nullptr, int(items.size())).arg(shownFrom));
    m_inheritedPart->setVisible(!items.isEmpty());
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

void KeyValueEditor::addEntry()
{
    const int row = m_model->add();
    choose(row);
    m_table->setFocus();
    m_table->edit(m_model->index(row, KeyValueModel::NameColumn));
}

void KeyValueEditor::removeEntry()
{
    const int row = currentRow();
    if (row < 0)
        return;
    m_pane->setRow(-1);
    m_model->remove(row);
    if (m_model->rowCount({}) > 0)
        choose(std::min(row, m_model->rowCount({}) - 1));
    enableButtons();
}

void KeyValueEditor::moveEntry(int by)
{
    const int row = currentRow();
    if (row < 0)
        return;
    m_model->move(row, by);
    m_pane->setRow(currentRow());
    enableButtons();
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
    enableOrExplain(m_remove, managed ? tr("The server sets this by itself.") : none);
    enableOrExplain(m_up, row == 0 ? tr("This is the first one.") : none, tr("Move up"));
    enableOrExplain(m_down, row >= 0 && row == m_model->rowCount({}) - 1 ? tr("This is the last one.") : none,
                    tr("Move down"));
}
