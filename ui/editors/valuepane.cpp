#include "ui/editors/valuepane.h"

#include "core/json/number.h"
#include "core/json/text.h"
#include "core/openwhisk/webaccess.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/annotationkinds.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/keyvaluemodel.h"
#include "ui/editors/valuetypes.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ValuePane::ValuePane(KeyValueModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(shortLabel({}, u"section"_s, this))
    , m_type(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_text(new CodeEditor(this))
    , m_number(new QLineEdit(this))
    , m_flag(new Switch(this))
    , m_json(new JsonEdit(this))
    , m_hidden(plainLabel({}, u"muted"_s, this))
    , m_unlock(new QPushButton(this))
    , m_generate(makeButton(tr("Generate"), u"generateSecret"_s, this, u"link"_s))
    , m_verdict(plainLabel({}, u"success"_s, this))
    , m_total(plainLabel({}, u"muted"_s, this))
    , m_help(plainLabel({}, u"muted"_s, this))
{
    build();
    connectInputs();
    setRow(-1);
}

void ValuePane::connectInputs()
{
    connect(m_text, &CodeEditor::textChanged, this, &ValuePane::takeText);
    connect(m_number, &QLineEdit::textEdited, this, &ValuePane::takeNumber);
    connect(m_flag, &Switch::toggled, this, &ValuePane::takeFlag);
    connect(m_json, &JsonEdit::textChanged, this, &ValuePane::takeJson);
    connect(m_type, &QComboBox::activated, this, &ValuePane::typeChosen);
    connect(m_unlock, &QPushButton::clicked, this, &ValuePane::unlock);
    connect(m_generate, &QPushButton::clicked, this, &ValuePane::generate);
    connect(m_model, &KeyValueModel::typeChanged, this, [this](int row) {
        if (row == m_row)
            fill();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        if (m_row < from.row() || m_row > to.row())
            return;
        // Changed in the table: the type chooser, a name that is a secret now.
        const bool shown = m_pages->currentIndex() == HiddenPage;
        if (!m_filling && shown != m_model->isHidden(m_row))
            fill();
        else
            showFoot();
    });
}

void ValuePane::build()
{
    setRole(this, u"pane"_s);
    m_type->setObjectName(u"valueType"_s);
    m_type->setAccessibleName(tr("Type of the value"));
    const QList<json::Type> types = valueTypes();
    for (const json::Type type : types)
        m_type->addItem(typeTitle(type), int(type));
    buildPages();
    buildHidden();
    m_verdict->setObjectName(u"valueVerdict"_s);
    m_verdict->setWordWrap(true);
    m_total->setObjectName(u"totalSize"_s);
    m_help->setObjectName(u"valueHelp"_s);
    m_help->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(rowOf({m_title, nullptr, m_generate, m_type}));
    layout->addWidget(framed(m_pages), 1);
    QBoxLayout *foot = rowOf({m_verdict, m_total});
    foot->setStretch(0, 1);
    layout->addLayout(foot);
    layout->addWidget(m_help);
}

void ValuePane::buildPages()
{
    m_text->setObjectName(u"valueText"_s);
    m_text->setAccessibleName(tr("Value as text"));
    m_text->setLanguage(u"text"_s);
    m_text->setLineNumbers(false);
    m_number->setObjectName(u"valueNumber"_s);
    m_number->setAccessibleName(tr("Value as a number"));
    m_number->setFrame(false);
    m_flag->setObjectName(u"valueFlag"_s);
    m_flag->setAccessibleName(tr("Value true or false"));
    m_json->setObjectName(u"valueJson"_s);
    m_json->setAccessibleName(tr("Value as JSON"));
    QLabel *none = plainLabel(tr("Choose an entry to see its value."), u"muted"_s, this);
    none->setAlignment(Qt::AlignCenter);
    none->setWordWrap(true);
    QLabel *null = plainLabel(tr("Declared, without a value: whoever calls it may give one, final or not."), u"muted"_s, this);
    null->setWordWrap(true);
    const auto atTop = [this](QWidget *input) {
        auto *page = new QWidget(this);
        auto *layout = new QVBoxLayout(page);
        layout->setContentsMargins(8, 8, 8, 8);
        layout->addWidget(input);
        layout->addStretch();
        return page;
    };
    for (QWidget *page : QList<QWidget *>{none, m_text, atTop(m_number), atTop(m_flag), atTop(null), m_json})
        m_pages->addWidget(page);
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
    const QList<QWidget *> inputs{this, m_text, m_number, m_flag, this, m_json, m_unlock};
    inputs.at(m_pages->currentIndex())->setFocus();
}

void ValuePane::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    m_type->setVisible(m_row >= 0);
    if (m_row < 0) {
        m_title->setText(tr("Value").toUpper());
        m_pages->setCurrentIndex(NonePage);
        return showFoot();
    }
    const KeyValue &item = m_model->item(m_row);
    m_title->setText(tr("Value of").toUpper() + u' ' + item.key);
    m_title->setToolTip(plainTip(item.key));
    const bool readOnly = m_model->isReadOnly() || m_model->isManaged(m_row);
    for (QWidget *input : QList<QWidget *>{m_number, m_flag, m_type})
        input->setEnabled(!readOnly);
    m_text->setReadOnly(readOnly);
    m_json->setReadOnly(readOnly);
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
    showFoot();
}

void ValuePane::showHidden(const QString &text, const QString &button)
{
    m_type->hide();
    m_hidden->setText(text);
    m_unlock->setText(button);
    m_unlock->setVisible(!button.isEmpty());
    m_pages->setCurrentIndex(HiddenPage);
}

void ValuePane::showPage(json::Type type)
{
    m_type->setCurrentIndex(m_type->findData(int(type)));
    switch (type) {
    case json::Type::String:
        return m_pages->setCurrentIndex(TextPage);
    case json::Type::Number:
        return m_pages->setCurrentIndex(NumberPage);
    case json::Type::Bool:
        return m_pages->setCurrentIndex(FlagPage);
    case json::Type::Null:
        return m_pages->setCurrentIndex(NullPage);
    default:
        m_pages->setCurrentIndex(JsonPage);
    }
}

void ValuePane::showValue(const KeyValue &item)
{
    const QString unparsed = m_model->unparsed(m_row);
    const json::Type type = item.value.type();
    showPage(type);
    if (type == json::Type::String)
        m_text->setText(item.value.toString());
    else if (type == json::Type::Number)
        m_number->setText(unparsed.isEmpty() ? QString::fromLatin1(item.value.numberText()) : unparsed);
    else if (type == json::Type::Bool)
        m_flag->setChecked(item.value.toBool());
    else if (type != json::Type::Null)
        m_json->setText(unparsed.isEmpty() ? QString::fromUtf8(json::pretty(item.value)) : unparsed);
    m_flag->setText(item.value.toBool() ? u"true"_s : u"false"_s);
}

QString ValuePane::helpText() const
{
    if (m_row < 0)
        return {};
    if (m_model->sort() == KeyValueModel::Sort::Parameters)
        return tr("Init: given to the container's environment once, before the first run, as text; the function's argument "
                  "does not have it. Secret: masked here, in review, history and exports; OpenWhisk itself stores it "
                  "readable.");
    const KeyValue &item = m_model->item(m_row);
    if (const QString reason = managedReason(item.key, AnnotationKind::Entity(m_model->entity())); !reason.isEmpty())
        return reason;
    return annotationMeaning(item.key);
}

void ValuePane::showFoot()
{
    const bool any = m_row >= 0;
    const KeyValue item = any ? m_model->item(m_row) : KeyValue();
    const QString unparsed = any ? m_model->unparsed(m_row) : QString();
    const QString wrong = any && m_model->sort() == KeyValueModel::Sort::Annotations ? annotationProblem(item) : QString();
    const auto bytes = [](qint64 count) {
        return count < 1000 ? tr("%1 B").arg(count) : QLocale().formattedDataSize(count, 1);
    };
    m_verdict->setText(!any                 ? QString()
                           : !unparsed.isEmpty() ? parseProblem(unparsed)
                           : !wrong.isEmpty()    ? wrong
                                                 : tr("✓ valid JSON, %1").arg(bytes(json::compact(item.value).size())));
    setRole(m_verdict, !unparsed.isEmpty() ? u"error"_s : !wrong.isEmpty() ? u"warning"_s : u"success"_s);
    m_total->setText(m_model->mostBytes() > 0
                         ? tr("all: %1 of %2").arg(bytes(m_model->bytes()), bytes(m_model->mostBytes()))
                         : tr("all: %1").arg(bytes(m_model->bytes())));
    m_help->setText(helpText());
    m_help->setVisible(!m_help->text().isEmpty());
    m_generate->setVisible(any && item.key == u"require-whisk-auth"_s && !m_model->isReadOnly());
}

void ValuePane::takeText()
{
    if (!m_filling && m_row >= 0)
        m_model->setValue(m_row, json::Value::string(m_text->text()));
}

void ValuePane::takeNumber()
{
    if (m_filling || m_row < 0)
        return;
    const QByteArray text = m_number->text().trimmed().toUtf8();
    if (json::isNumber({text.constData(), size_t(text.size())}))
        m_model->setValue(m_row, json::Value::numberText(text));
    else
        m_model->setUnparsed(m_row, text.isEmpty() ? u" "_s : m_number->text());
}

void ValuePane::takeFlag()
{
    if (m_filling || m_row < 0)
        return;
    m_model->setValue(m_row, json::Value::boolean(m_flag->isChecked()));
    m_flag->setText(m_flag->isChecked() ? u"true"_s : u"false"_s);
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
    m_type->setCurrentIndex(m_type->findData(int(m_model->item(m_row).value.type())));
}

void ValuePane::typeChosen(int)
{
    if (m_row < 0)
        return;
    m_model->setType(m_row, json::Type(m_type->currentData().toInt()));
}

void ValuePane::generate()
{
    if (m_row < 0)
        return;
    m_model->setValue(m_row, json::Value::string(newSecret()));
    fill();
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
