#include "ui/gateway/resource/versionstab.h"

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "ui/editors/history/versionlist.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/parts.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace history;
using namespace Qt::StringLiterals;

VersionsTab::VersionsTab(ResourceState &state, Store &store, QWidget *parent)
    : ResourceTab(state, parent)
    , m_list(new VersionList(
          store,
          {untilColumn(), reasonColumn(), {{tr("Written"), [](const VersionInfo &info) { return QVariant(info.version); }}}}, this))
    , m_diff(new DiffView(this))
    , m_restore(makeButton(tr("Bring it back"), u"restoreVersion"_s, this, u"primary"_s))
{
    setObjectName(u"historyTab"_s);
    m_diff->setObjectName(u"versionDiff"_s);
    m_diff->setTitles(tr("Then"), tr("As edited now"));
    m_list->setDetail(m_diff);
    m_list->setFoot(tr("Kept when it is overwritten or deleted from here, without secrets. What others write is not in it."), {m_restore});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreWanted(*m_list->chosen()); });
    connect(m_list, &VersionList::opened, m_restore, &QPushButton::click);
    connect(m_list, &VersionList::changed, this, &ResourceTab::titleChanged);
    connect(m_list, &VersionList::chosenChanged, this, &VersionsTab::compare);
    connect(m_list, &VersionList::chosenChanged, this, &VersionsTab::enable);
    connect(&state, &ResourceState::keyChanged, this, &VersionsTab::keyChanged);
    connect(&state, &ResourceState::valueChanged, this, &VersionsTab::compare);
    connect(&state, &ResourceState::readOnlyChanged, this, &VersionsTab::enable);
    keyChanged();
    enable();
}

QString VersionsTab::title() const
{
    return tr("History");
}

int VersionsTab::count() const
{
    return int(m_list->count());
}

void VersionsTab::refresh()
{
    m_list->refresh();
}

void VersionsTab::keyChanged()
{
    const gateway::Session *session = state().session();
    m_list->setKey(state().isNew() || !session ? Key{} : kept::keyOf(session->profileId(), state().key()));
}

/// Secrets are left out of what is kept, and so out of what stands beside it.
void VersionsTab::compare()
{
    if (!m_list->chosen())
        return;
    const auto catalogue = state().session() ? state().session()->catalogue() : nullptr;
    const json::Value &now = state().value();
    const auto then = kept::objectOf(m_list->chosen()->document);
    const auto bare = secrets::withheld(now, secrets::placesIn(now, state().key().kind, catalogue));
    m_diff->setTexts(then ? QString::fromUtf8(json::pretty(then->value)) : QString(), QString::fromUtf8(json::pretty(bare)), u"json"_s);
}

void VersionsTab::enable()
{
    const QString none = m_list->chosen() ? QString() : tr("No version is chosen.");
    enableOrExplain(m_restore, none.isEmpty() ? state().readOnlyReason() : none, tr("Into the editor, to be reviewed and saved"));
}
