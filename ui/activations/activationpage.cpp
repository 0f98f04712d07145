#include "ui/activations/activationpage.h"

#include "core/openwhisk/activationpoll.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/timetext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

/// A run may last its time limit; its record follows within a minute.
constexpr int patienceMs = 120'000;

const openwhisk::ActivationSummary *rowOf(const openwhisk::ActivationPoll &poll, const QString &id)
{
    const auto rows = poll.rows();
    if (!rows)
        return nullptr;
    const auto found = std::find_if(rows->cbegin(), rows->cend(), [&](const auto &row) { return row.id == id; });
    return found == rows->cend() ? nullptr : &*found;
}

} // namespace

ActivationPage::ActivationPage(openwhisk::Session &session, openwhisk::ActivationPoll &poll, Target target, QWidget *parent)
    : Page(parent), m_target(std::move(target)), m_detail(new ActivationDetail(session, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_detail);
    m_detail->setOpenInTabVisible(false);
    connect(m_detail, &ActivationDetail::openRequested, this, &Page::openRequested);
    connect(m_detail, &ActivationDetail::notice, this, &Page::notice);
    connect(m_detail, &ActivationDetail::changed, this, &Page::changed);
    if (const auto *row = rowOf(poll, m_target.id))
        m_detail->showSummary(*row);
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

QList<QAction *> ActivationPage::commands() const
{
    return m_detail->commands();
}
