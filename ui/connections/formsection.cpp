#include "ui/connections/formsection.h"

#include "ui/widgets/role.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace {

constexpr int labelWidth = 116;

void mark(QWidget *field, bool problem)
{
    QWidget *shown = field->focusProxy() ? field->focusProxy() : field;
    shown->setProperty("problem", problem);
    shown->style()->unpolish(shown);
    shown->style()->polish(shown);
}

QLabel *newText(const QString &role, const QString &text, QWidget *parent)
{
    auto *label = withRole(new QLabel(text, parent), role);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setVisible(!text.isEmpty());
    return label;
}

} // namespace

FormSection::FormSection(const QString &title, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
    if (!title.isEmpty())
        m_grid->addWidget(withRole(new QLabel(title.toUpper(), this), u"section"_s), 0, 0, 1, 2);
}

QLabel *FormSection::addRow(const QString &text, QWidget *field, const QString &key, const QString &hint)
{
    const int row = m_grid->rowCount();
    auto *label = withRole(new QLabel(text, this), u"muted"_s);
    label->setBuddy(field->focusProxy() ? field->focusProxy() : field); // a widget without a focus policy gets none
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setMinimumHeight(28);
    auto *below = newText(u"small"_s, hint, this);
    auto *problem = newText(u"error"_s, {}, this);
    problem->setObjectName(key + u"Problem"_s);
    m_grid->addWidget(label, row, 0, Qt::AlignRight | Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(below, row + 1, 1);
    m_grid->addWidget(problem, row + 2, 1);
    m_rows.insert(key, {label, field, below, problem});
    return below;
}

void FormSection::setRowVisible(const QString &key, bool visible)
{
    const Row row = m_rows.value(key);
    row.label->setVisible(visible);
    row.field->setVisible(visible);
    row.hint->setVisible(visible && !row.hint->text().isEmpty());
    row.problem->setVisible(visible && !row.problem->text().isEmpty());
}

bool FormSection::setProblem(const QString &key, const QString &sentence)
{
    const auto row = m_rows.constFind(key);
    if (row == m_rows.constEnd())
        return false;
    row->problem->setText(sentence);
    row->problem->setVisible(!sentence.isEmpty());
    mark(row->field, !sentence.isEmpty());
    return true;
}

void FormSection::clearProblems()
{
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        if (!row->problem->text().isEmpty())
            setProblem(row.key(), {});
    }
}

QWidget *FormSection::field(const QString &key) const
{
    return m_rows.value(key, Row{}).field;
}
