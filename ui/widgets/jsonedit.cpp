#include "ui/widgets/jsonedit.h"

#include "core/json/text.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/role.h"

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int checkAfterMs = 150; ///< a text that is being typed is wrong most of the time

} // namespace

JsonEdit::JsonEdit(QWidget *parent)
    : QWidget(parent), m_editor(new CodeEditor(this)), m_problemLabel(new QLabel(this)), m_timer(new QTimer(this))
{
    m_editor->setLanguage(u"json"_s);
    m_editor->setLineNumbers(false);
    m_problemLabel->setObjectName(u"jsonProblem"_s);
    m_problemLabel->setTextFormat(Qt::PlainText);
    m_problemLabel->setWordWrap(true);
    m_problemLabel->setContentsMargins(8, 2, 8, 4);
    setRole(m_problemLabel, u"error"_s);
    m_problemLabel->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_problemLabel);
    setFocusProxy(m_editor);
    m_timer->setSingleShot(true);
    m_timer->setInterval(checkAfterMs);
    connect(m_timer, &QTimer::timeout, this, &JsonEdit::showProblem);
    connect(m_editor, &CodeEditor::textChanged, this, [this] {
        m_checked = false;
        m_timer->start();
        Q_EMIT textChanged();
    });
}

QString JsonEdit::text() const
{
    return m_editor->text();
}

void JsonEdit::setText(const QString &text)
{
    m_editor->setText(text);
    m_checked = false;
    showProblem();
}

void JsonEdit::check() const
{
    if (m_checked)
        return;
    m_checked = true;
    m_value.reset();
    m_problem.clear();
    m_line = 0;
    const QByteArray bytes = text().toUtf8();
    if (bytes.trimmed().isEmpty()) {
        m_value = json::Value::object();
        return;
    }
    json::ParseError error;
    const auto parsed = json::read(bytes, &error);
    if (!parsed) {
        m_line = error.line;
        m_problem = tr("Line %1, column %2: %3").arg(error.line).arg(error.column).arg(error.message);
    } else if (!parsed->duplicates.isEmpty()) {
        m_problem = tr("The member %1 comes twice.").arg(parsed->duplicates.first());
    } else if (m_requireObject && !parsed->value.isObject()) {
        m_problem = tr("This must be an object: { … }");
    } else if (json::depth(parsed->value) > json::sendDepth) {
        m_problem = tr("This is nested deeper than %1 levels.").arg(json::sendDepth);
    } else {
        m_value = parsed->value;
    }
}

std::optional<json::Value> JsonEdit::value() const
{
    check();
    return m_value;
}

QString JsonEdit::problem() const
{
    check();
    return m_problem;
}

void JsonEdit::showProblem()
{
    m_timer->stop();
    check();
    m_problemLabel->setText(m_problem);
    m_problemLabel->setVisible(!m_problem.isEmpty());
    m_editor->markErrorLine(m_line);
    const bool valid = m_problem.isEmpty();
    if (valid != m_shownValid) {
        m_shownValid = valid;
        Q_EMIT validityChanged(valid);
    }
}

void JsonEdit::format()
{
    const auto parsed = json::read(text().toUtf8());
    if (parsed && !isReadOnly())
        m_editor->replaceText(QString::fromUtf8(json::pretty(parsed->value)));
}

void JsonEdit::setRequireObject(bool required)
{
    m_requireObject = required;
    m_checked = false;
    showProblem();
}

bool JsonEdit::isReadOnly() const
{
    return m_editor->isReadOnly();
}

void JsonEdit::setReadOnly(bool readOnly)
{
    m_editor->setReadOnly(readOnly);
}

void JsonEdit::find()
{
    m_editor->find();
}
