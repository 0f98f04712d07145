#include "ui/activations/activationfilter.h"

#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

namespace {

constexpr int fieldWidth = 200;
constexpr int widestAction = 220;

bool hasStatus(const ActivationSummary &row, ActivationFilter::Status status)
{
    switch (status) {
    case ActivationFilter::Success:
        return row.status == ActivationStatus::Success;
    case ActivationFilter::Failed:
        return row.status != ActivationStatus::Success && row.status != ActivationStatus::Unknown;
    case ActivationFilter::ApplicationError:
        return row.status == ActivationStatus::ApplicationError;
    case ActivationFilter::DeveloperError:
        return row.status == ActivationStatus::DeveloperError;
    case ActivationFilter::InternalError:
        return row.status == ActivationStatus::InternalError;
    case ActivationFilter::TimedOut:
        return row.timedOut;
    case ActivationFilter::ColdStart:
        return row.initMs.has_value();
    case ActivationFilter::Any:
        break;
    }
    return true;
}

bool hasWords(const ActivationSummary &row, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
        const auto in = [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        return in(row.name.shown()) || in(row.id) || in(row.kind) || in(row.cause);
    });
}

} // namespace

std::function<bool(const ActivationSummary &)> ActivationFilter::keep() const
{
    if (isEmpty())
        return {};
    const QStringList words = text.simplified().split(' '_L1, Qt::SkipEmptyParts);
    return [words, wanted = action, state = status](const ActivationSummary &row) {
        return (wanted.isEmpty() || row.name.shown() == wanted) && hasStatus(row, state) && hasWords(row, words);
    };
}

ActivationFilterBar::ActivationFilterBar(QWidget *parent)
    : QWidget(parent), m_text(new SearchField(tr("Filter"), u"Ctrl F"_s, this)), m_action(new QComboBox(this)),
      m_status(new QComboBox(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_action), static_cast<QWidget *>(m_status)})
        row->addWidget(part);
    m_text->setObjectName(u"activationText"_s);
    m_text->setMaximumWidth(fieldWidth);
    m_action->setObjectName(u"activationAction"_s);
    m_action->setAccessibleName(tr("Action"));
    m_action->setMaximumWidth(widestAction);
    m_action->addItem(tr("All actions"));
    m_status->setObjectName(u"activationStatus"_s);
    m_status->setAccessibleName(tr("Status"));
    addStatuses();
    connect(m_text, &QLineEdit::textChanged, this, &ActivationFilterBar::changed);
    connect(m_action, &QComboBox::currentIndexChanged, this, &ActivationFilterBar::changed);
    connect(m_status, &QComboBox::currentIndexChanged, this, &ActivationFilterBar::changed);
}

void ActivationFilterBar::addStatuses()
{
    for (const auto &[status, text] :
         {std::pair{ActivationFilter::Any, tr("Any status")}, std::pair{ActivationFilter::Success, tr("Success")},
          std::pair{ActivationFilter::Failed, tr("Any error")},
          std::pair{ActivationFilter::ApplicationError, tr("Application error")},
          std::pair{ActivationFilter::DeveloperError, tr("Developer error")},
          std::pair{ActivationFilter::InternalError, tr("Internal error")},
          std::pair{ActivationFilter::TimedOut, tr("Timed out")}, std::pair{ActivationFilter::ColdStart, tr("Cold start")}})
        m_status->addItem(text, int(status));
}

ActivationFilter ActivationFilterBar::filter() const
{
    return {m_text->text(), m_action->currentData().toString(),
            ActivationFilter::Status(m_status->currentData().toInt())};
}

void ActivationFilterBar::setAction(const QString &action)
{
    if (m_action->findData(action) < 0 && !action.isEmpty())
        m_action->addItem(action, action);
    m_action->setCurrentIndex(action.isEmpty() ? 0 : m_action->findData(action));
}

void ActivationFilterBar::setActions(const QStringList &actions)
{
    const QString chosen = m_action->currentData().toString();
    QStringList wanted = actions;
    if (!chosen.isEmpty() && !wanted.contains(chosen))
        wanted.prepend(chosen);
    QStringList known;
    for (int i = 1; i < m_action->count(); ++i)
        known += m_action->itemData(i).toString();
    if (known == wanted)
        return;
    const QSignalBlocker quiet(m_action); // the choice stays
    while (m_action->count() > 1)
        m_action->removeItem(1);
    for (const QString &action : wanted)
        m_action->addItem(action, action);
    m_action->setCurrentIndex(chosen.isEmpty() ? 0 : m_action->findData(chosen));
}

void ActivationFilterBar::clear()
{
    m_text->clear();
    m_action->setCurrentIndex(0);
    m_status->setCurrentIndex(0);
}
