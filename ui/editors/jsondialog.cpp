#include "ui/editors/jsondialog.h"

#include "ui/editors/editorparts.h"
#include "ui/widgets/jsonedit.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

JsonDialog::JsonDialog(const QString &title, const QString &hint, const QString &text, QWidget *parent)
    : Dialog(parent)
    , m_edit(new JsonEdit(this))
    , m_apply(makeButton(tr("Apply"), u"applyJson"_s, this, u"primary"_s))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"jsonDialog"_s);
    setWindowTitle(title);
    resize(560, 420);
    m_edit->setObjectName(u"wholeJson"_s);
    m_edit->setAccessibleName(title);
    m_edit->setRequireObject(true);
    m_edit->setText(text);
    QLabel *explained = plainLabel(hint, u"muted"_s, this);
    explained->setWordWrap(true);
    QPushButton *cancel = makeButton(tr("Cancel"), u"cancelJson"_s, this);
    QPushButton *format = makeButton(tr("Format"), u"formatJson"_s, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explained);
    layout->addWidget(framed(m_edit), 1);
    layout->addLayout(rowOf({format, nullptr, cancel, m_apply}));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(format, &QPushButton::clicked, m_edit, &JsonEdit::format);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_edit, &JsonEdit::textChanged, this, [this] { enableOrExplain(m_apply, m_edit->problem()); });
}

json::Value JsonDialog::value() const
{
    return m_edit->value().value_or(json::Value::object());
}
