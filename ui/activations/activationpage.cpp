#include "ui/activations/activationpage.h"

#include "core/openwhisk/session.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

/// A run may last its time limit; its record follows within a minute.
constexpr int patienceMs = 120'000;

} // namespace

ActivationPage::ActivationPage(openwhisk::Session &session, const ActivationDetail::Sources &sources, Target target, QWidget *parent)
    : Page(parent), m_target(std::move(target)), m_detail(new ActivationDetail(session, this, ActivationDetail::Shape::Page))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_detail);
    connect(m_detail, &ActivationDetail::openRequested, this, &Page::openRequested);
    connect(m_detail, &ActivationDetail::notice, this, &Page::notice);
    connect(m_detail, &ActivationDetail::changed, this, &Page::changed);
    m_detail->setSources(sources);
    const auto table = sources.table ? sources.table() : insight::ActivationTable::Ptr();
    if (const auto row = table ? table->find(m_target.id) : std::nullopt)
        m_detail->showSummary(table->summary(*row));
    else
        m_detail->showId(m_target.id, patienceMs);
}

QString ActivationPage::title() const
{
    const auto &summary = m_detail->summary();
    return summary.start ? summary.name.name + u' ' + shortId(m_target.id) : shortId(m_target.id);
}

QString ActivationPage::glyph() const
{
    return u"activation"_s;
}

void ActivationPage::refresh()
{
    m_detail->reload();
}

void ActivationPage::find()
{
    m_detail->find();
}

QAction *ActivationPage::again() const
{
    const auto commands = m_detail->commands();
    const auto found = std::find_if(commands.cbegin(), commands.cend(), [](const QAction *one) {
        return one->objectName() == "activation.invokeAgain"_L1;
    });
    return found == commands.cend() ? nullptr : *found;
}

void ActivationPage::invoke()
{
    if (canInvoke())
        again()->trigger();
}

bool ActivationPage::canInvoke() const
{
    return again() && again()->isEnabled();
}

QList<QAction *> ActivationPage::commands() const
{
    return m_detail->commands();
}
