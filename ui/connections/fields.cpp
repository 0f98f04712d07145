#include "ui/connections/fields.h"

#include "ui/widgets/role.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

QLineEdit *addLine(QWidget *field, const QString &name, const QString &accessibleName, QPushButton *button)
{
    auto *line = new QLineEdit(field);
    line->setObjectName(name);
    line->setAccessibleName(accessibleName);
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins({});
    row->setSpacing(6);
    row->addWidget(line, 1);
    row->addWidget(button);
    field->setFocusProxy(line);
    return line;
}

} // namespace

SecretField::SecretField(const QString &name, const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_reveal(withRole(new QPushButton(tr("Reveal"), this), u"link"_s))
{
    m_line = addLine(this, name, accessibleName, m_reveal);
    m_line->setEchoMode(QLineEdit::Password);
    m_reveal->setObjectName(name + u"Reveal"_s);
    m_reveal->setAccessibleName(tr("Reveal %1").arg(accessibleName));
    m_reveal->setCheckable(true);
    m_reveal->setAutoDefault(false);
    connect(m_reveal, &QPushButton::toggled, this, &SecretField::reveal);
    connect(m_line, &QLineEdit::textEdited, this, &SecretField::edited);
}

void SecretField::setSecret(const QByteArray &secret)
{
    m_reveal->setChecked(false);
    if (secret != this->secret())
        m_line->setText(QString::fromUtf8(secret));
}

QByteArray SecretField::secret() const
{
    return m_line->text().toUtf8();
}

void SecretField::reveal(bool shown)
{
    m_line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setText(shown ? tr("Hide") : tr("Reveal"));
}

FileField::FileField(const QString &name, const QString &accessibleName, QWidget *parent) : QWidget(parent)
{
    auto *button = withRole(new QPushButton(tr("Choose…"), this), u"link"_s);
    m_line = addLine(this, name, accessibleName, button);
    button->setObjectName(name + u"Choose"_s);
    button->setAccessibleName(tr("Choose %1").arg(accessibleName));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, &FileField::choose);
    connect(m_line, &QLineEdit::textEdited, this, &FileField::edited);
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(this, m_line->accessibleName(), QFileInfo(file()).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        setFile(chosen);
        Q_EMIT edited();
    });
    dialog->open();
}
