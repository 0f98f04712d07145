#include "ui/gateway/kinds/pemfield.h"

#include "core/gateway/certificate.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

PemField::PemField(FormState &state, const QString &pointer, Kind kind, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_kind(kind)
    , m_about(plainLabel({}, {}, this))
    , m_problem(plainLabel({}, u"error"_s, this))
    , m_text(new QPlainTextEdit(this))
    , m_file(makeButton(tr("From a file…"), u"pemFile"_s, this))
    , m_type(makeButton(tr("Paste"), u"pemPaste"_s, this))
    , m_take(makeButton(tr("Take it"), u"pemTake"_s, this))
{
    build();
    connect(m_file, &QPushButton::clicked, this, &PemField::chooseFile);
    connect(m_type, &QPushButton::clicked, this, &PemField::startTyping);
    connect(m_take, &QPushButton::clicked, this, [this] { take(m_text->toPlainText()); });
    refresh();
}

void PemField::build()
{
    setFocusProxy(m_type);
    m_text->setObjectName(pointer());
    m_text->setAccessibleName(m_kind == Secret ? tr("Private key as PEM") : tr("Certificate as PEM"));
    m_text->setPlaceholderText(m_kind == Secret ? u"-----BEGIN PRIVATE KEY-----"_s : u"-----BEGIN CERTIFICATE-----"_s);
    m_text->setFont(theme::current().mono);
    m_text->setFixedHeight(120);
    m_text->setTabChangesFocus(true);
    m_about->setObjectName(pointer() + u"#about"_s);
    m_about->setWordWrap(true);
    m_problem->setObjectName(u"pemProblem"_s);
    m_problem->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_about);
    layout->addWidget(m_text);
    layout->addWidget(m_problem);
    layout->addLayout(rowOf({m_file, m_type, m_take, nullptr}, 6));
    endTyping();
}

QString PemField::about(const QString &text, Kind kind)
{
    if (text.startsWith(u'$'))
        return text;
    if (kind == Secret)
        return tr("set, %1 characters; not shown").arg(text.size());
    const auto facts = gateway::certificateFacts(text);
    if (!facts)
        return tr("no certificate that can be read");
    const QString until = QDateTime::fromMSecsSinceEpoch(facts->validToMs).date().toString(Qt::ISODate);
    return tr("%1, until %2").arg(facts->subject, until);
}

void PemField::refresh()
{
    const auto value = state().form().at(pointer());
    m_about->setText(value ? about(value->toString(), m_kind) : QString());
    m_about->setVisible(value.has_value());
    const bool may = !state().isReadOnly();
    m_file->setEnabled(may);
    m_type->setEnabled(may);
    m_type->setText(value ? tr("Replace…") : tr("Paste…"));
}

void PemField::startTyping()
{
    m_text->clear();
    m_text->show();
    m_take->show();
    m_type->hide();
    m_text->setFocus();
}

void PemField::endTyping()
{
    m_text->clear(); // a key does not stay in an editor's undo history
    m_text->hide();
    m_take->hide();
    m_type->show();
    m_problem->hide();
}

void PemField::take(const QString &text)
{
    const QString pem = text.trimmed();
    const bool isReference = pem.startsWith(u"$secret://"_s) || pem.startsWith(u"$env://"_s, Qt::CaseInsensitive);
    const bool isRight = isReference || (m_kind == Secret ? pem.contains(u"PRIVATE KEY-----") : gateway::certificateFacts(pem).has_value());
    if (!isRight) {
        m_problem->setText(m_kind == Secret ? tr("✕ this is no private key in PEM form") : tr("✕ this is no certificate in PEM form"));
        m_problem->show();
        return;
    }
    endTyping();
    state().edit([this, &pem, isReference](schema::Form &form) {
        form.set(pointer(), json::Value::string(isReference ? pem : pem + u'\n'));
    });
}

void PemField::chooseFile()
{
    auto *dialog = new QFileDialog(this, m_kind == Secret ? tr("Private key") : tr("Certificate"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("PEM files (*.pem *.crt *.cer *.key)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &PemField::read);
    dialog->open();
}

void PemField::read(const QString &name)
{
    QFile file(name);
    if (file.open(QIODevice::ReadOnly) && file.size() <= largestFile) {
        take(QString::fromUtf8(file.readAll()));
        return;
    }
    m_problem->setText(file.isOpen() ? tr("✕ the file is too large") : tr("✕ the file cannot be read: %1").arg(file.errorString()));
    m_problem->show();
}
