#include "ui/widgets/findbar.h"

#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

FindBar::FindBar(QWidget *parent) : QFrame(parent), m_field(new SearchField(tr("Find"), {}, this)), m_result(new QLabel(this))
{
    build();
    hide();
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::changed);
    for (QToolButton *toggle : {m_case, m_regex})
        connect(toggle, &QToolButton::toggled, this, &FindBar::changed);
}

void FindBar::build()
{
    setObjectName(u"findBar"_s);
    m_field->setObjectName(u"findField"_s);
    m_field->installEventFilter(this);
    m_result->setObjectName(u"findResult"_s);
    m_result->setMinimumWidth(64);
    setRole(m_result, u"small"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_result);
    auto *up = addTool(u"go-up"_s, tr("Previous (Shift+F3)"), u"findPrevious"_s);
    auto *down = addTool(u"go-down"_s, tr("Next (F3)"), u"findNext"_s);
    m_case = addTool({}, tr("Match case"), u"findCase"_s);
    m_case->setText(u"Aa"_s);
    m_case->setCheckable(true);
    m_regex = addTool({}, tr("Regular expression"), u"findRegex"_s);
    m_regex->setText(u".*"_s);
    m_regex->setCheckable(true);
    auto *shut = addTool({}, tr("Close (Esc)"), u"findClose"_s);
    shut->setText(u"✕"_s);
    connect(up, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(false); });
    connect(down, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(true); });
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
}

QToolButton *FindBar::addTool(const QString &icon, const QString &tip, const QString &name)
{
    auto *button = new QToolButton(this);
    if (!icon.isEmpty())
        button->setIcon(theme::icon(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void FindBar::open(const QString &text)
{
    show();
    if (!text.isEmpty())
        m_field->setText(text);
    m_field->setFocus();
    m_field->selectAll();
    Q_EMIT changed();
}

void FindBar::close()
{
    hide();
    Q_EMIT closed();
}

FindBar::Query FindBar::query() const
{
    return {isHidden() ? QString() : m_field->text(), m_case->isChecked(), m_regex->isChecked()};
}

void FindBar::setResult(int current, int count)
{
    setRole(m_result, u"small"_s);
    if (m_field->text().isEmpty())
        m_result->clear();
    else if (count < 0)
        m_result->setText(current > 0 ? QString() : tr("not found"));
    else
        m_result->setText(count == 0 ? tr("not found") : tr("%1 of %2").arg(countText(current), countText(count)));
}

void FindBar::setProblem(const QString &text)
{
    setRole(m_result, u"error"_s);
    m_result->setText(text);
}

void FindBar::setOptionsVisible(bool visible)
{
    m_case->setVisible(visible);
    m_regex->setVisible(visible);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_F3) {
            Q_EMIT moveRequested(!(key->modifiers() & Qt::ShiftModifier));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}
