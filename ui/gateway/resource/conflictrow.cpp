#include "ui/gateway/resource/conflictrow.h"

#include "core/json/text.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 300; ///< after a key, before all is compared anew
constexpr int mostShown = 36;
constexpr int leastLine = 150;

/// What is wrong with a typed value; empty: nothing.
QString problemOf(const QString &text, std::optional<json::Value> *value)
{
    json::ParseError error;
    const auto parsed = json::read(text.toUtf8(), &error);
    if (!parsed)
        return ConflictRow::tr("Column %1: %2").arg(error.column).arg(error.message);
    if (!parsed->duplicates.isEmpty())
        return ConflictRow::tr("%1 is there twice.").arg(resource::placeText(parsed->duplicates.first()));
    *value = parsed->value;
    return {};
}

} // namespace

ConflictRow::ConflictRow(const json::Conflict &conflict, bool covered, QWidget *parent)
    : QObject(parent)
    , m_conflict(conflict)
    , m_covered(covered)
    , m_parent(parent)
    , m_place(plainLabel({}, u"mono"_s, parent))
    , m_opened(plainLabel(resource::valueText(conflict.base, mostShown), u"muted"_s, parent))
    , m_theirs(addSide(u"theirs"_s, tr("theirs"), conflict.theirs))
    , m_mine(addSide(u"mine"_s, tr("yours"), conflict.mine))
    , m_another(new QRadioButton(tr("another:"), parent))
    , m_line(new QLineEdit(parent))
    , m_problem(plainLabel({}, u"error"_s, parent))
{
    const QString place = resource::placeText(conflict.pointer);
    m_another->setObjectName(u"another"_s);
    m_another->setAccessibleName(tr("%1, another value").arg(place));
    m_line->setObjectName(u"anotherValue"_s);
    m_line->setAccessibleName(tr("%1, another value as JSON").arg(place));
    m_line->setPlaceholderText(tr("JSON: 5, \"text\", [1, 2]"));
    m_line->setMinimumWidth(leastLine);
    m_line->setEchoMode(covered ? QLineEdit::Password : QLineEdit::Normal);
    m_problem->setObjectName(u"anotherProblem"_s);
    auto *group = new QButtonGroup(this);
    for (QRadioButton *button : {m_theirs, m_mine, m_another})
        group->addButton(button);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ConflictRow::chosen);
    for (QRadioButton *side : {m_theirs, m_mine})
        connect(side, &QRadioButton::clicked, this, [this] {
            m_pause.stop();
            showState();
            Q_EMIT chosen();
        });
    connect(m_another, &QRadioButton::clicked, this, &ConflictRow::beginTyping);
    connect(m_line, &QLineEdit::textEdited, this, &ConflictRow::typed);
    auto *enter = new QShortcut(Qt::Key_Return, m_line, nullptr, nullptr, Qt::WidgetShortcut); // no button of the dialog
    connect(enter, &QShortcut::activated, &m_pause, [this] { m_pause.start(0); });
    showState();
}

QRadioButton *ConflictRow::addSide(const QString &name, const QString &words, const std::optional<json::Value> &value)
{
    auto *side = new QRadioButton(resource::valueText(value, mostShown).replace(u'&', u"&&"_s), m_parent);
    side->setObjectName(name);
    side->setToolTip(plainTip(resource::valueText(value, 600)));
    side->setAccessibleName(resource::placeText(m_conflict.pointer) + u", "_s + words + u": "_s + resource::valueText(value, mostShown));
    return side;
}

void ConflictRow::addTo(QGridLayout *grid, int row)
{
    grid->addWidget(m_place, row, 0);
    grid->addWidget(m_opened, row, 1);
    grid->addWidget(m_theirs, row, 2);
    grid->addWidget(m_mine, row, 3);
    grid->addWidget(m_another, row, 4);
    grid->addWidget(m_line, row, 5);
    grid->addWidget(m_problem, row + 1, 4, 1, 2);
}

/// Mine is there to begin with: who wants a third value mostly wants a bit of both.
void ConflictRow::beginTyping()
{
    if (m_line->text().isEmpty() && m_conflict.mine && !m_covered)
        m_line->setText(QString::fromUtf8(json::compact(*m_conflict.mine)));
    m_line->setFocus();
    m_line->selectAll();
    typed();
}

void ConflictRow::typed()
{
    m_another->setChecked(true);
    m_value.reset();
    const QString text = m_line->text().trimmed();
    m_problem->setText(text.isEmpty() ? QString() : problemOf(text, &m_value));
    showState();
    m_pause.start();
    Q_EMIT typing();
}

std::optional<review::Choice> ConflictRow::choice() const
{
    if (m_theirs->isChecked())
        return review::Side::Theirs;
    if (m_mine->isChecked())
        return review::Side::Mine;
    return m_another->isChecked() && m_value ? std::optional(review::Choice(review::Side::Typed, *m_value)) : std::nullopt;
}

void ConflictRow::showState()
{
    const bool open = !choice();
    m_place->setText((open ? u"✕ "_s : u"✓ "_s) + resource::placeText(m_conflict.pointer));
    setRole(m_place, open ? u"error"_s : u"success"_s);
    m_problem->setVisible(m_another->isChecked() && !m_problem->text().isEmpty());
}
