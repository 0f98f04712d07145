#include "ui/forms/expressionfield.h"

#include "core/json/text.h"
#include "ui/forms/conditionrows.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int textHeight = 160;

} // namespace

ExpressionField::ExpressionField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_sent(plainLabel({}, u"faint"_s, this))
    , m_readOnly(state.isReadOnly())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_sent->setWordWrap(true);
    m_sent->setObjectName(pointer + u"#sent"_s);
    layout->addWidget(m_sent);
    m_taken.setSingleShot(true);
    m_taken.setInterval(0);
    connect(&m_taken, &QTimer::timeout, this, &ExpressionField::take);
    m_shown = state.form().at(pointer);
    fill();
}

bool ExpressionField::canBeRows(const std::optional<json::Value> &value)
{
    return !value || schema::conditionsOf(*value);
}

void ExpressionField::fill()
{
    m_wanted || !canBeRows(m_shown) ? showText() : showRows();
    showSent();
}

void ExpressionField::showRows()
{
    m_wanted = false;
    if (m_text)
        m_text->hide();
    setFocusProxy(nullptr);
    buildRows();
}

void ExpressionField::buildRows()
{
    delete m_rows;
    m_rows = new ConditionRows(m_shown ? schema::conditionsOf(*m_shown).value_or(schema::Conditions()) : schema::Conditions(), m_readOnly, this);
    setRole(m_rows, u"sunken"_s);
    m_rows->setAttribute(Qt::WA_StyledBackground);
    static_cast<QBoxLayout *>(layout())->insertWidget(0, m_rows);
    QPushButton *asJson = makeButton(tr("As JSON"), pointer() + u"#asJson"_s, m_rows, u"link"_s);
    connect(asJson, &QPushButton::clicked, this, [this] {
        m_wanted = true;
        fill();
        m_edit->setFocus();
    });
    m_rows->footRow()->addWidget(asJson);
    connect(m_rows, &ConditionRows::edited, this, [this](bool rebuild, const QString &focus) {
        const schema::Conditions &root = m_rows->root();
        const auto value = root.parts.isEmpty() ? std::nullopt : std::optional(schema::expressionOf(root));
        if (!rebuild)
            m_shown = value;
        m_focus = focus;
        store(value);
        showSent();
    });
    if (!m_focus.isEmpty())
        m_rows->focusPart(std::exchange(m_focus, {}));
}

void ExpressionField::buildText()
{
    m_text = new QWidget(this);
    m_edit = new JsonEdit(m_text);
    m_edit->setFixedHeight(textHeight);
    m_edit->setObjectName(pointer());
    m_edit->codeEditor()->editor()->setAccessibleName(tr("Conditions as JSON"));
    m_asRows = makeButton(tr("As rows"), pointer() + u"#asRows"_s, m_text, u"link"_s);
    auto *layout = new QVBoxLayout(m_text);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addLayout(rowOf({nullptr, m_asRows}));
    static_cast<QBoxLayout *>(this->layout())->insertWidget(0, m_text);
    connect(m_edit, &JsonEdit::textChanged, this, [this] {
        if (!m_filling)
            m_taken.start();
    });
    connect(m_asRows, &QPushButton::clicked, this, [this] {
        m_focus = u"condition/#all"_s;
        showRows();
    });
}

void ExpressionField::showText()
{
    delete std::exchange(m_rows, nullptr);
    m_taken.stop();
    if (!m_text)
        buildText();
    m_text->show();
    setFocusProxy(m_edit->codeEditor()->editor());
    m_filling = true;
    m_edit->setText(m_shown ? QString::fromUtf8(json::pretty(*m_shown)) : QString());
    m_filling = false;
    m_edit->setReadOnly(m_readOnly);
    showWays();
}

void ExpressionField::take()
{
    const bool empty = m_edit->text().trimmed().isEmpty();
    const auto value = m_edit->value();
    if (empty || value) {
        m_shown = empty ? std::nullopt : value;
        store(m_shown);
    }
    state().setUnfinished(pointer(), empty || value ? QString() : m_edit->problem());
    showWays();
    showSent();
}

/// Nothing gets lost on the way to the rows: what they cannot show stays here.
void ExpressionField::showWays()
{
    const bool empty = m_edit->text().trimmed().isEmpty();
    const QString wrong = empty ? QString() : m_edit->problem();
    const QString reason = !wrong.isEmpty() ? wrong : canBeRows(m_shown) ? QString() : tr("Rows cannot show this expression.");
    enableOrExplain(m_asRows, reason);
}

void ExpressionField::store(const std::optional<json::Value> &value)
{
    state().edit([this, &value](schema::Form &form) { value ? form.set(pointer(), *value) : form.unset(pointer()); });
}

void ExpressionField::showSent()
{
    const auto value = state().form().at(pointer());
    m_sent->setVisible(m_rows && value);
    if (!m_rows || !value)
        return;
    const QString member = pointer().section(u'/', -1);
    const QString text = QString::fromUtf8(json::compact(*value));
    bool isNumber = false;
    member.toInt(&isNumber);
    m_sent->setText(isNumber ? tr("Sent as %1").arg(text) : tr("Sent as %1: %2").arg(member, text));
}

void ExpressionField::refresh()
{
    const auto value = state().form().at(pointer());
    if (value == m_shown && m_readOnly == state().isReadOnly())
        return;
    m_readOnly = state().isReadOnly();
    const bool typing = m_text && m_text->isVisibleTo(this) && m_edit->codeEditor()->editor()->hasFocus();
    if (value == m_shown && m_text && m_text->isVisibleTo(this))
        return m_edit->setReadOnly(m_readOnly);
    m_shown = value;
    m_wanted = m_wanted || typing;
    fill();
}

bool ExpressionField::focusPlace(const QString &pointer)
{
    if (!m_rows || !isInside(pointer))
        return FieldEditor::focusPlace(pointer);
    const bool any = m_shown && m_shown->isArray() && m_shown->size() > 0;
    m_rows->focusPart(any ? u"condition/0#variable"_s : u"condition/#add"_s);
    return true;
}
