#include "ui/editors/valuepane.h"

#include "core/json/text.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/keyvaluemodel.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/role.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ValuePane::ValuePane(KeyValueModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(sectionLabel({}, this))
    , m_type(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_text(new CodeEditor(this))
    , m_json(new JsonEdit(this))
    , m_hidden(plainLabel({}, u"muted"_s, this))
    , m_unlock(new QPushButton(this))
{
    build();
    connect(m_text, &CodeEditor::textChanged, this, &ValuePane::takeText);
    connect(m_json, &JsonEdit::textChanged, this, &ValuePane::takeJson);
    connect(m_type, &QComboBox::activated, this, &ValuePane::typeChosen);
    connect(m_unlock, &QPushButton::clicked, this, &ValuePane::unlock);
    setRow(-1);
}

void ValuePane::build()
{
    setRole(this, u"pane"_s);
    m_type->setObjectName(u"valueType"_s);
    m_type->setAccessibleName(tr("Type of the value"));
    m_type->addItems({tr("text"), tr("JSON")});
    m_text->setObjectName(u"valueText"_s);
    m_text->setAccessibleName(tr("Value as text"));
    m_text->setLanguage(u"text"_s);
    m_text->setLineNumbers(false);
    m_json->setObjectName(u"valueJson"_s);
    m_json->setAccessibleName(tr("Value as JSON"));
    QLabel *none = plainLabel(tr("Choose an entry to see its value."), u"muted"_s, this);
    none->setAlignment(Qt::AlignCenter);
    none->setWordWrap(true);
    m_pages->addWidget(none);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_json);
    buildHidden();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(rowOf({m_title, nullptr, m_type}));
    layout->addWidget(framed(m_pages), 1);
}

void ValuePane::buildHidden()
{
    m_hidden->setWordWrap(true);
    m_hidden->setObjectName(u"hiddenValue"_s);
    m_unlock->setObjectName(u"revealValue"_s);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_hidden);
    layout->addWidget(m_unlock, 0, Qt::AlignLeft);
    layout->addStretch();
    m_pages->addWidget(page);
}

void ValuePane::setRow(int row)
{
    m_row = row;
    fill();
}

void ValuePane::focusValue()
{
    if (m_pages->currentIndex() == TextPage)
        m_text->setFocus();
    else if (m_pages->currentIndex() == JsonPage)
        m_json->setFocus();
    else
        m_unlock->setFocus();
}

void ValuePane::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    m_type->setVisible(m_row >= 0);
    if (m_row < 0) {
        m_title->setText(tr("Value").toUpper());
        m_pages->setCurrentIndex(NonePage);
        return;
    }
    const KeyValue &item = m_model->item(m_row);
    m_title->setText(tr("Value of").toUpper() + u' ' + item.key);
    const bool readOnly = m_model->isReadOnly() || m_model->isManaged(m_row);
    m_text->setReadOnly(readOnly);
    m_json->setReadOnly(readOnly);
    m_type->setEnabled(!readOnly);
    if (!item.encryption.isEmpty())
        showHidden(
            tr("Encrypted by the server (%1); it goes back as it is. A new value replaces it.").arg(item.encryption),
            readOnly ? QString() : tr("Type a new value"));
    else if (m_model->isHidden(m_row))
        showHidden(tr("%1 characters, hidden because of the name. Drafts and history do not keep the value; the server "
                      "stores it readable.")
                       .arg(secretLength(item.value)),
                   tr("Reveal"));
    else
        showValue(item);
}

void ValuePane::showHidden(const QString &text, const QString &button)
{
    m_type->hide();
    m_hidden->setText(text);
    m_unlock->setText(button);
    m_unlock->setVisible(!button.isEmpty());
    m_pages->setCurrentIndex(HiddenPage);
}

void ValuePane::showValue(const KeyValue &item)
{
    const QString unparsed = m_model->unparsed(m_row);
    const bool asText = item.value.isString() && unparsed.isEmpty();
    m_type->setCurrentIndex(asText ? 0 : 1);
    if (asText)
        m_text->setText(item.value.toString());
    else
        m_json->setText(unparsed.isEmpty() ? QString::fromUtf8(json::pretty(item.value)) : unparsed);
    m_pages->setCurrentIndex(asText ? TextPage : JsonPage);
}

void ValuePane::takeText()
{
    if (!m_filling && m_row >= 0)
        m_model->setValue(m_row, json::Value::string(m_text->text()));
}

void ValuePane::takeJson()
{
    if (m_filling || m_row < 0)
        return;
    if (m_json->text().trimmed().isEmpty())
        return m_model->setUnparsed(m_row, u" "_s);
    if (const auto value = m_json->value())
        m_model->setValue(m_row, *value);
    else
        m_model->setUnparsed(m_row, m_json->text());
}

void ValuePane::typeChosen(int index)
{
    if (m_row < 0)
        return;
    const KeyValue item = m_model->item(m_row);
    const QScopedValueRollback guard(m_filling, true);
    if (index == 0) {
        const QString text = item.value.isString() ? item.value.toString() : m_json->text();
        m_text->setText(text);
        m_pages->setCurrentIndex(TextPage);
        m_model->setValue(m_row, json::Value::string(text));
        return;
    }
    // What was typed as text and is JSON by itself, e.g. 42, becomes that value; other text stays a string.
    const auto parsed = json::read(item.value.toString().toUtf8());
    const json::Value value = parsed ? parsed->value : item.value;
    m_json->setText(QString::fromUtf8(json::pretty(value)));
    m_pages->setCurrentIndex(JsonPage);
    m_model->setValue(m_row, value);
}

void ValuePane::unlock()
{
    if (m_row < 0)
        return;
    m_model->reveal(m_row);
    if (!m_model->item(m_row).encryption.isEmpty())
        m_model->setValue(m_row, json::Value::string({}));
    fill();
    focusValue();
}
