#include "core/json/text.h"
#include "core/openwhisk/keyvalues.h"
#include "ui/editors/annotationkinds.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/jsondialog.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/valuepane.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// What KeyValueEditor does with its entries.

void KeyValueEditor::setEntity(int entity)
{
    m_model->setEntity(entity);
    if (m_model->sort() == KeyValueModel::Sort::Annotations)
        buildAddMenu();
}

void KeyValueEditor::buildAddMenu()
{
    delete m_add->menu();
    auto *menu = new QMenu(m_add);
    menu->setObjectName(u"addMenu"_s);
    menu->setToolTipsVisible(true);
    menu->addAction(tr("One of your own"), this, &KeyValueEditor::addEntry);
    menu->addSeparator();
    for (const AnnotationKind &kind : annotationKinds()) {
        if (!(kind.entities & m_model->entity()) || !kind.managed.isEmpty())
            continue;
        QAction *action = menu->addAction(kind.key, this, [this, kind] { addKnown(kind.key, kind.usual); });
        action->setToolTip(plainTip(kind.meaning));
    }
    m_add->setMenu(menu);
}

void KeyValueEditor::addEntry()
{
    m_search->clear();
    const int row = m_model->add();
    choose(row);
    m_table->setFocus();
    m_table->edit(m_model->index(row, KeyValueModel::NameColumn));
}

void KeyValueEditor::addKnown(const QString &key, const json::Value &value)
{
    m_search->clear();
    const QList<KeyValue> known = items();
    for (int row = 0; row < int(known.size()); ++row)
        if (known.at(row).key == key)
            return choose(row); // there already
    choose(m_model->add({key, value}));
    m_pane->focusValue();
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
    filter();
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

void KeyValueEditor::filter()
{
    const QString wanted = m_search->text();
    for (int row = 0; row < m_model->rowCount({}); ++row) {
        bool found = wanted.isEmpty();
        for (const int column : {KeyValueModel::NameColumn, KeyValueModel::ValueColumn, KeyValueModel::LastColumn})
            found = found || m_model->index(row, column).data().toString().contains(wanted, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !found);
    }
}

void KeyValueEditor::find()
{
    m_search->setFocus();
    m_search->selectAll();
}

QString KeyValueEditor::asJson() const
{
    json::Value object = json::Value::object();
    for (int row = 0; row < m_model->rowCount({}); ++row) {
        const KeyValue &item = m_model->item(row);
        if (item.encryption.isEmpty() && !m_model->isHidden(row) && !m_model->isManaged(row) && !item.key.isEmpty())
            object.set(item.key, item.value);
    }
    return QString::fromUtf8(json::pretty(object));
}

void KeyValueEditor::applyJson(const json::Value &before, const json::Value &after)
{
    m_pane->setRow(-1);
    for (int row = m_model->rowCount({}) - 1; row >= 0; --row) {
        const QString key = m_model->item(row).key;
        if (before.contains(key) && !after.contains(key))
            m_model->remove(row);
    }
    const QList<KeyValue> wanted = keyValuesFromObject(after);
    for (const KeyValue &item : wanted) {
        const json::Value *was = before.find(item.key);
        if (!was || !(*was == item.value))
            m_model->add(item);
    }
    if (m_model->rowCount({}) > 0)
        choose(std::clamp(currentRow(), 0, m_model->rowCount({}) - 1));
    filter();
    enableButtons();
}

void KeyValueEditor::editAsJson()
{
    const QString text = asJson();
    auto *dialog = new JsonDialog(m_model->sort() == KeyValueModel::Sort::Parameters ? tr("Parameters as JSON")
                                                                                     : tr("Annotations as JSON"),
                                  tr("Each member is one entry. Those that are masked, encrypted or set by the server are "
                                     "not shown and stay."),
                                  text, this);
    connect(dialog, &JsonDialog::accepted, this, [this, dialog, text] {
        applyJson(json::read(text.toUtf8())->value, dialog->value());
    });
    dialog->open();
}

QString KeyValueEditor::pasteObject(const QString &text)
{
    const auto parsed = json::parse(text.toUtf8());
    if (!parsed)
        return tr("The clipboard holds no JSON object: %1").arg(parsed.error().message);
    if (!parsed->isObject())
        return tr("The clipboard holds JSON, but no object: each member would become an entry.");
    for (const json::Member &member : parsed->members())
        if (m_model->sort() == KeyValueModel::Sort::Annotations
            && !managedReason(member.name, AnnotationKind::Entity(m_model->entity())).isEmpty())
            return tr("“%1” is set by the server; leave it out.").arg(member.name);
    applyJson(json::Value::object(), *parsed);
    return {};
}

void KeyValueEditor::paste()
{
    if (!m_reason.isEmpty())
        return;
    const QString problem = pasteObject(QGuiApplication::clipboard()->text());
    if (problem.isEmpty())
        m_bar->clear();
    else
        m_bar->show(MessageBar::Kind::Warning, problem);
}
