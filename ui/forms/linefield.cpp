#include "ui/forms/linefield.h"

#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int numberWidth = 150;
constexpr int innerNumberWidth = 90; ///< in items of lists

} // namespace

LineField::LineField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_line(new QLineEdit(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    const bool isText = field()->kind == schema::Kind::Text;
    layout->addWidget(m_line, isText ? 1 : 0, isText ? Qt::Alignment() : Qt::AlignLeft);
    setFocusProxy(m_line);
    m_line->setObjectName(pointer);
    if (!isText)
        m_line->setFixedWidth(pointer.count(u'/') > 2 ? innerNumberWidth : numberWidth);
    if (field()->use == schema::Use::Secret)
        addMask();
    if (isText)
        addReferences();
    if (const QString unit = state.setup().texts.value(pointer).unit; !unit.isEmpty())
        addUnit(unit);
    connect(m_line, &QLineEdit::textEdited, this, &LineField::take);
    refresh();
}

void LineField::take(const QString &text)
{
    bool right = true;
    this->state().edit([this, &text, &right](schema::Form &form) {
        if (text.isEmpty() && !staysText())
            form.unset(pointer());
        else
            right = form.setText(pointer(), text);
    });
    state().setUnfinished(pointer(), right ? QString() : forms::expectation(*field()));
}

/// Where other kinds of value may stand, too, an unset place may get another editor, under the typist's hands.
bool LineField::staysText() const
{
    return field()->kind == schema::Kind::Text && state().form().field(pointer())->kind == schema::Kind::Choice;
}

void LineField::addMask()
{
    m_line->setEchoMode(QLineEdit::Password);
    m_mask = m_line->addAction(theme::icon(u"view-visible"_s), QLineEdit::TrailingPosition);
    m_mask->setText(tr("Show the secret"));
    m_mask->setCheckable(true);
    connect(m_mask, &QAction::toggled, m_line, [this](bool shown) { m_line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
}

void LineField::addReferences()
{
    m_line->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_line, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        QMenu *menu = m_line->createStandardContextMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addSeparator();
        offerReferences(menu);
        menu->popup(m_line->mapToGlobal(place));
    });
    if (field()->use == schema::Use::Secret)
        addReferenceMenu();
}

/// Secrets should be elsewhere: that it can be done has to be seen.
void LineField::addReferenceMenu()
{
    auto *button = withRole(new QPushButton(tr("Reference ▾"), this), u"link"_s);
    button->setObjectName(pointer() + u"#reference"_s);
    button->setAccessibleName(tr("Refer to a value that is kept elsewhere"));
    auto *menu = new QMenu(button);
    offerReferences(menu);
    connect(button, &QPushButton::clicked, menu, [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    layout()->addWidget(button);
}

void LineField::offerReferences(QMenu *menu)
{
    const auto offer = [this, menu](const QString &title, const QString &text) {
        menu->addAction(title, this, [this, text] { refer(text); });
    };
    offer(tr("Refer to a secret of the gateway"), u"$secret://"_s);
    offer(tr("Refer to an environment variable of the gateway"), u"$env://"_s);
    offer(tr("Set to the empty text"), {});
}

void LineField::refer(const QString &text)
{
    if (state().isReadOnly())
        return;
    m_line->setText(text);
    take(text);
    if (text.isEmpty())
        state().edit([this](schema::Form &form) { form.set(pointer(), json::Value::string({})); });
    m_line->setFocus();
}

void LineField::addUnit(const QString &unit)
{
    auto *label = withRole(new QLabel(unit, m_line), u"faint"_s);
    label->setTextFormat(Qt::PlainText);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *inside = new QHBoxLayout(m_line);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addStretch();
    inside->addWidget(label);
    m_line->setTextMargins(0, 0, label->sizeHint().width() + 8, 0);
}

void LineField::refresh()
{
    const schema::FieldPtr field = this->field();
    const auto value = state().form().at(pointer());
    const QString text = state().form().text(pointer());
    const bool typing = m_line->hasFocus() && !m_line->text().isEmpty() && value
        && schema::valueOfText(*field, m_line->text()) == value;
    if (m_line->text() != text && !typing && !state().isUnfinished(pointer()))
        m_line->setText(text);
    m_line->setReadOnly(state().isReadOnly());
    forms::markProblem(m_line, state().problemAt(pointer()));
    m_line->setPlaceholderText(value ? tr("empty text")
                                     : field->otherwise ? forms::shownValue(*field->otherwise) : tr("not set"));
    if (m_mask && schema::isReference(m_line->text())) // says where the secret is, and is none
        m_line->setEchoMode(QLineEdit::Normal);
    else if (m_mask)
        m_line->setEchoMode(m_mask->isChecked() ? QLineEdit::Normal : QLineEdit::Password);
}
