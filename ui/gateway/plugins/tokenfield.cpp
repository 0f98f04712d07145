#include "ui/gateway/plugins/tokenfield.h"

#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

TokenField::TokenField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_line(new LineField(state, pointer, this))
    , m_kept(new QLineEdit(tr("•••••• out of the keychain when this is saved"), this))
    , m_button(makeButton({}, pointer + u"#keychain"_s, this, u"link"_s))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_line, 1);
    layout->addWidget(m_kept, 1);
    layout->addWidget(m_button);
    if (auto *more = m_line->findChild<QPushButton *>()) // little room; the line's own menu has it, too
        more->hide();
    m_kept->setReadOnly(true);
    m_kept->setObjectName(pointer + u"#kept"_s);
    m_kept->setAccessibleName(tr("Service token"));
    connect(m_button, &QPushButton::clicked, this, [this] {
        this->state().edit([this](schema::Form &form) {
            if (fromKeychain())
                form.set(this->pointer(), json::Value::string({}));
            else
                form.set(this->pointer(), json::Value::string(keychain::openwhiskToken()));
        });
        refresh();
    });
    refresh();
}

bool TokenField::fromKeychain() const
{
    const auto value = state().form().at(pointer());
    return value && value->toString() == keychain::openwhiskToken();
}

void TokenField::refresh()
{
    const bool kept = fromKeychain();
    m_line->setVisible(!kept);
    m_kept->setVisible(kept);
    m_button->setText(kept ? tr("Type another") : tr("From keychain"));
    m_button->setToolTip(kept ? QString() : tr("Takes this connection's key out of the keychain when the whole is saved"));
    m_button->setEnabled(!state().isReadOnly());
    setFocusProxy(kept ? m_kept : m_line->line());
    if (!kept)
        m_line->refresh();
}
